"""Rows of one order brought together: by its number, or a refund by its buyer alone."""

from collections import defaultdict
from collections.abc import Sequence

from shared.domain.errors import Fault
from shared.domain.histories.entry import Entry
from shared.domain.histories.mistakes import Mistakes
from shared.domain.money import yuan

Groups = list[list[Entry]]


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
    possible = [group for group in groups if _may_be_of(refund, group)]
    if len(possible) == 1:
        return possible[0]
    written = repr(yuan(refund.fen("amount")))
    if not possible:
        raise Fault("history_refund_of_nothing", buyer=refund.buyer or "", written=written)
    lines = ", ".join(str(group[0].line) for group in possible)
    raise Fault("history_refund_of_several", written=written, lines=lines)


def _may_be_of(refund: Entry, group: Sequence[Entry]) -> bool:
    sale = group[0]
    left = sale.fen("amount") - sale.fen("discount") - sale.fen("refunded")
    left += sum(each.fen("amount") for each in group[1:])
    before = sale.at is not None and refund.at is not None and sale.at.date() <= refund.at.date()
    return before and sale.status != "no_sale" and left >= -refund.fen("amount")
