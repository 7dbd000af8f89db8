"""How much each posting of an order's entry is exactly, in 1/10,000 fen, before it was rounded.

What is promised of a line is what is due on it then, what is released what is still pending of it;
those that take a commission back, or give it again, share what was due on all lines before and no
longer is; a debt is repaid with what has come in. Source: A089; rules.md, Refund, clawback, debt.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from shared.domain.ledger.journal import Posting, account
from shared.domain.money import UNITS
from shared.domain.orders.commissions import Commission

Way = Literal["towards", "back", "again", "debt"]
"""How a posting moves commission: to its payee, back to the brand, to him again, into his debt."""

Weights = Mapping[int, int]
"""What is due by line, in whole units of 1/10,000 fen that add up to those of all lines."""


Pocket = tuple[str, str | None, int | None]
"""A pending account, the rule and the line of what lies on it."""

Pending = Mapping[Pocket, int]
"""What is pending of each line before an entry, exactly, in 1/10,000 fen."""


class Raw(NamedTuple):
    """A posting's exact amount, in 1/10,000 fen, beside what was forfeited before, in fen."""

    weight: int
    forfeited_fen: int = 0


class Due(NamedTuple):
    """What was due of a commission before an entry, and then."""

    commission: Commission
    before: Weights
    after: Weights


class Together(NamedTuple):
    """The places of an entry's postings that move one commission in one way."""

    way: Way
    due: Due
    places: list[int]


def promised_pending(commission: Commission, weights: Weights) -> Pending:
    """Give what is pending of a commission once it is promised."""
    pending = account(commission.purse, "pending")
    return {(pending, commission.rule, line): weight for line, weight in weights.items()}


def pending_after(pending: Pending, postings: Sequence[Posting], raws: Sequence[Raw]) -> Pending:
    """Give what is pending after the postings have taken their part of it."""
    left = dict(pending)
    for posting, raw in zip(postings, raws, strict=True):
        if (pocket := _from(posting)) in left:
            left[pocket] -= raw.weight
    return left


def exactly(postings: Sequence[Posting]) -> list[Raw]:
    """Give the raw amounts of postings that were not rounded."""
    return [Raw(posting.amount_fen * UNITS) for posting in postings]


def raws_of(postings: Sequence[Posting], dues: Sequence[Due | None], pending: Pending) -> list[Raw]:
    """Give every posting's raw amount; those that share what was taken back add up to it."""
    raws = exactly(postings)
    for way, due, places in _together(postings, dues):
        mine = [postings[place] for place in places]
        for place, raw in zip(places, _of_way(way, due, mine, pending), strict=True):
            raws[place] = raw
    return raws


def _together(postings: Sequence[Posting], dues: Sequence[Due | None]) -> Iterator[Together]:
    """Give the postings that move one commission in one way; a debt's keep their own amounts."""
    found: dict[tuple[str, str, Way], Together] = {}
    for place, (posting, due) in enumerate(zip(postings, dues, strict=True)):
        if due:
            of, way = due.commission, _way(posting, due.commission)
            new = Together(way, due, [])
            found.setdefault((of.purse, of.rule, way), new).places.append(place)
    return (each for each in found.values() if each.way != "debt")


def _way(posting: Posting, commission: Commission) -> Way:
    pending = account(commission.purse, "pending")
    if posting.to_account == commission.source:
        return "back"
    if pending in (posting.from_account, posting.to_account):
        return "towards"
    return "again" if posting.from_account == commission.source else "debt"


def _from(posting: Posting) -> Pocket:
    return posting.from_account, posting.rule, posting.line


def _of_way(way: Way, due: Due, postings: Sequence[Posting], pending: Pending) -> list[Raw]:
    before, after = due.before, due.after
    if way == "towards":
        # A promise comes from the brand, where nothing is pending.
        return [Raw(pending.get(_from(each), after[each.line or 0])) for each in postings]
    sign = 1 if way == "back" else -1
    gone = {line: sign * (before[line] - after[line]) for line in before}
    return _shared(due.commission, postings, gone)


def _shared(commission: Commission, postings: Sequence[Posting], gone: Weights) -> list[Raw]:
    """Share what all lines lost: each posting has its line's, if it is that; the last the rest.

    What was forfeited is taken first, or given again last: it is posted by nobody.
    """
    whole = sum(gone.values())
    beyond = whole // UNITS - sum(posting.amount_fen for posting in postings)
    forfeited = max(0, beyond) if any(share.forfeited for share in commission.shares) else 0
    weights: list[int] = []
    for posting in postings[:-1]:
        exact, of_line = posting.amount_fen * UNITS, gone[posting.line or 0]
        weights.append(of_line if abs(of_line - exact) < UNITS else exact)
    weights.append(whole - forfeited * UNITS - sum(weights))
    return [Raw(weight, forfeited) for weight in weights]
