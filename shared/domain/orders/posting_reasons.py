"""Why each posting of an order's journal has its amount: its own raw fraction and rounding rest.

What is promised or released of a line follows from what is left of it then; what is taken back or
given again, from what was due on all lines before and afterwards; a debt is repaid with what has
come in. A posting whose entry does not say what was left keeps the reason of its promise.
Source: A089; rules.md, Refund, clawback, debt.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from shared.domain.commission.earnings import UNITS
from shared.domain.commission.exactly import exact_yuan
from shared.domain.commission.reasons import Left, Why, explain_share, moved
from shared.domain.commission.rounding import remaining_weights
from shared.domain.ledger.journal import JournalEntry, Posting, account, purse_of
from shared.domain.money import spread, yuan
from shared.domain.orders.order import Commission, Line, Order

Way = Literal["towards", "back", "again", "debt"]
"""How a posting moves commission: to its payee, back to the brand, to him again, into his debt."""

Weights = Mapping[int, int]
"""What is due by line, in whole units of 1/10,000 fen that add up to those of all lines."""


class Raw(NamedTuple):
    """A posting's exact amount, in 1/10,000 fen, beside what was forfeited before, in fen."""

    weight: int
    forfeited_fen: int = 0


class Entry(NamedTuple):
    """A journal entry with the order's lines as they were before it, and then."""

    entry: JournalEntry
    before: Sequence[Line]
    after: Sequence[Line]


def explain_postings(
    order: Order, journal: Sequence[JournalEntry]
) -> Iterator[tuple[JournalEntry, Posting, Why | None]]:
    """Give every posting of an order's journal with its reason, in their order."""
    before = _lines(order, None)
    for entry in journal:
        after = _lines(order, entry)
        whys = _explained(order, Entry(entry, before, after))
        yield from ((entry, each, why) for each, why in zip(entry.postings, whys, strict=True))
        before = after


def _lines(order: Order, entry: JournalEntry | None) -> list[Line]:
    left = dict(entry.left or ()) if entry else {}
    return [
        line.model_copy(update={"refunded_fen": line.base_fen - left.get(line.line, line.base_fen)})
        for line in order.lines
    ]


def _explained(order: Order, entry: Entry) -> list[Why | None]:
    found = [_commission(order, posting) for posting in entry.entry.postings]
    raws = _raws(entry, found)
    of_each = zip(entry.entry.postings, found, raws, strict=True)
    return [_why(order, entry, posting, each, raw) for posting, each, raw in of_each]


def _commission(order: Order, posting: Posting) -> Commission | None:
    """Give the commission that a posting is of: it lies with the purse that it touches."""
    purses = {purse_of(posting.from_account), purse_of(posting.to_account)}
    return next(
        (c for c in order.commissions if c.purse in purses and c.rule == posting.rule), None
    )


def _why(
    order: Order, entry: Entry, posting: Posting, commission: Commission | None, raw: Raw
) -> Why | None:
    if commission is None:
        return None
    share = next((each for each in commission.shares if each.line == posting.line), None)
    if share is None:
        return None
    why = explain_share(order, commission, share)
    if entry.entry.left is None:
        return why
    left = _left(entry, commission, share.line, raw.forfeited_fen)
    return moved(why, raw.weight, posting.amount_fen, left)


def _left(entry: Entry, commission: Commission, number: int, forfeited_fen: int) -> Left | None:
    """Say what refunds had left, once there were any."""
    if not any(line.refunded_fen for line in (*entry.before, *entry.after)):
        return None
    line = next(line for line in entry.after if line.line == number)
    return Left(
        base=yuan(line.remaining_fen),
        of=yuan(line.base_fen),
        before=exact_yuan(sum(_weights(commission, entry.before).values())),
        after=exact_yuan(sum(_weights(commission, entry.after).values())),
        forfeited=yuan(forfeited_fen),
    )


def _weights(commission: Commission, lines: Sequence[Line]) -> dict[int, int]:
    weights = remaining_weights(commission, lines)
    whole = spread(sum(weights) // 1, weights)
    return {share.line: weight for share, weight in zip(commission.shares, whole, strict=True)}


def _raws(entry: Entry, found: Sequence[Commission | None]) -> list[Raw]:
    """Give every posting's raw amount; those that share what was taken back add up to it."""
    postings = entry.entry.postings
    raws = [Raw(posting.amount_fen * UNITS) for posting in postings]
    together: dict[tuple[str, str, Way], list[int]] = {}
    for place, (posting, commission) in enumerate(zip(postings, found, strict=True)):
        if commission:
            way = _way(posting, commission)
            together.setdefault((commission.purse, commission.rule, way), []).append(place)
    for (_, _, way), places in together.items():
        commission = found[places[0]]
        if commission and way != "debt":
            mine = [postings[place] for place in places]
            for place, raw in zip(places, _of_way(way, entry, commission, mine), strict=True):
                raws[place] = raw
    return raws


def _way(posting: Posting, commission: Commission) -> Way:
    pending = account(commission.purse, "pending")
    if posting.to_account == commission.source:
        return "back"
    if pending in (posting.from_account, posting.to_account):
        return "towards"
    return "again" if posting.from_account == commission.source else "debt"


def _of_way(
    way: Way, entry: Entry, commission: Commission, postings: Sequence[Posting]
) -> list[Raw]:
    after = _weights(commission, entry.after)
    if way == "towards":
        return [Raw(after[posting.line or 0]) for posting in postings]
    before = _weights(commission, entry.before)
    sign = 1 if way == "back" else -1
    return _shared(commission, postings, {n: sign * (before[n] - after[n]) for n in before})


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
