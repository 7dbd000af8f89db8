"""Rows of one order brought together: by its number, or a refund by its buyer alone."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Final

from shared.domain.errors import Fault
from shared.domain.histories.cell import quoted
from shared.domain.histories.entry import Entry
from shared.domain.histories.mistakes import Mistakes
from shared.domain.money import yuan

Groups = list[list[Entry]]

MOST_NAMED: Final = 5
"""How many sales are named that a refund may be of."""


def by_number(entries: Sequence[Entry]) -> Groups:
    """Bring together the rows of each number, in the order in which the numbers come first."""
    groups: dict[str | None, list[Entry]] = {}
    for each in entries:
        groups.setdefault(each.order, []).append(each)
    return list(groups.values())


def by_buyer(entries: Sequence[Entry], mistakes: Mistakes) -> Groups:
    """Let each row be an order, and a refund go to the one sale of its buyer that it may be of."""
    groups = [[each] for each in entries if not each.is_refund]
    of_buyer: defaultdict[str | None, Groups] = defaultdict(list)
    for group in groups:
        of_buyer[group[0].buyer].append(group)
    for each in entries:
        if each.is_refund:
            _join(each, of_buyer[each.buyer], mistakes)
    return groups


def _join(refund: Entry, groups: Groups, mistakes: Mistakes) -> None:
    group = mistakes.tried(refund.line, lambda: _the_one(refund, groups))
    if group is not None:
        group.append(refund)


def _the_one(refund: Entry, groups: Groups) -> list[Entry]:
    possible = list(islice((each for each in groups if _may_be_of(refund, each)), MOST_NAMED))
    if len(possible) == 1:
        return possible[0]
    written = quoted(yuan(refund.amounts["amount"]))
    if not possible:
        raise Fault("history_refund_of_nothing", buyer=refund.buyer or "", written=written)
    lines = ", ".join(str(group[0].line) for group in possible)
    raise Fault("history_refund_of_several", written=written, lines=lines)


def _may_be_of(refund: Entry, group: Sequence[Entry]) -> bool:
    sale, *refunds = group
    if sale.status == "no_sale" or not _is_later(refund, sale):
        return False
    left = sale.amounts["amount"] - sale.amounts["discount"] - sale.amounts["refunded"]
    return left + sum(each.amounts["amount"] for each in (*refunds, refund)) >= 0


def _is_later(refund: Entry, sale: Entry) -> bool:
    return bool(sale.at and refund.at and sale.at.date() <= refund.at.date())
