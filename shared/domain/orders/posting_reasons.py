"""Why each posting of an order's journal has its amount: its own raw fraction and rounding rest.

Each follows from the promise and from what refunds had left by then. A posting whose entry does not
say what was left keeps the reason of its promise. Source: A089; rules.md, Refund, clawback, debt.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from shared.domain.exactly import exact_yuan
from shared.domain.ledger.journal import JournalEntry, Posting, purse_of
from shared.domain.money import spread, yuan
from shared.domain.orders.commissions import Commission
from shared.domain.orders.lines import Line
from shared.domain.orders.order import Order
from shared.domain.orders.posting_amounts import (
    Due,
    Pending,
    Raw,
    exactly,
    pending_after,
    promised_pending,
    raws_of,
)
from shared.domain.orders.promises import remaining_weights
from shared.domain.orders.share_reasons import Left, Why, explain_shares, moved


class Promise(NamedTuple):
    """A commission with the reason of each of its shares, by line."""

    commission: Commission
    whys: Mapping[int, Why]


Key = tuple[str, str | None]
"""What tells an order's commissions apart: the purse and the rule."""

Promises = Mapping[Key, Promise]


class Entry(NamedTuple):
    """A journal entry with the order's lines as they were before it, and then."""

    entry: JournalEntry
    before: Sequence[Line]
    after: Sequence[Line]


def explain_postings(
    order: Order, journal: Sequence[JournalEntry]
) -> Iterator[tuple[JournalEntry, Posting, Why | None]]:
    """Give every posting of an order's journal with its reason, in their order."""
    commissions = order.commissions
    promises: Promises = {(each.purse, each.rule): _promise(order, each) for each in commissions}
    before: Sequence[Line] = _lines(order, None)
    pending = _promised(commissions, before)
    for each in journal:
        entry = Entry(each, before, _lines(order, each))
        dues = _dues(promises, entry)
        raws = _raws(each, dues, pending)
        for posting, due, raw in zip(each.postings, dues, raws, strict=True):
            yield each, posting, _why(promises, entry, posting, due, raw)
        before, pending = entry.after, pending_after(pending, each.postings, raws)


def _promise(order: Order, commission: Commission) -> Promise:
    whys = explain_shares(order, commission)
    lines = (share.line for share in commission.shares)
    return Promise(commission, dict(zip(lines, whys, strict=True)))


def _lines(order: Order, entry: JournalEntry | None) -> list[Line]:
    left = dict(entry.left or ()) if entry else {}
    return [
        line.changed(refunded_fen=line.base_fen - left.get(line.line, line.base_fen))
        for line in order.lines
    ]


def _promised(commissions: Sequence[Commission], lines: Sequence[Line]) -> Pending:
    each = (promised_pending(commission, _weights(commission, lines)) for commission in commissions)
    return dict(chain.from_iterable(pending.items() for pending in each))


def _raws(entry: JournalEntry, dues: Sequence[Due | None], pending: Pending) -> list[Raw]:
    if entry.left is None:
        return exactly(entry.postings)
    return raws_of(entry.postings, dues, pending)


def _dues(promises: Promises, entry: Entry) -> list[Due | None]:
    """Give what was due of every posting's commission, each weighed once."""
    found = [_key(promises, posting) for posting in entry.entry.postings]
    dues = {key: _due(promises[key].commission, entry) for key in set(found) if key}
    return [dues[key] if key else None for key in found]


def _key(promises: Promises, posting: Posting) -> Key | None:
    """Give the commission that a posting is of: it lies with the purse that it touches."""
    purses = purse_of(posting.from_account), purse_of(posting.to_account)
    return next((key for purse in purses if (key := (purse, posting.rule)) in promises), None)


def _due(commission: Commission, entry: Entry) -> Due:
    return Due(commission, _weights(commission, entry.before), _weights(commission, entry.after))


def _weights(commission: Commission, lines: Sequence[Line]) -> dict[int, int]:
    weights = remaining_weights(commission, lines)
    whole = spread(sum(weights) // 1, weights)
    return {share.line: weight for share, weight in zip(commission.shares, whole, strict=True)}


def _why(
    promises: Promises, entry: Entry, posting: Posting, due: Due | None, raw: Raw
) -> Why | None:
    if due is None:
        return None
    why = promises[due.commission.purse, due.commission.rule].whys.get(posting.line or 0)
    if why is None or entry.entry.left is None:
        return why
    return moved(why, raw.weight, posting.amount_fen, _left(entry, due, posting, raw))


def _left(entry: Entry, due: Due, posting: Posting, raw: Raw) -> Left | None:
    """Say what refunds had left, once there were any."""
    if not any(line.refunded_fen for line in (*entry.before, *entry.after)):
        return None
    line = next(line for line in entry.after if line.line == posting.line)
    return Left(
        base=yuan(line.remaining_fen),
        of=yuan(line.base_fen),
        before=exact_yuan(sum(due.before.values())),
        after=exact_yuan(sum(due.after.values())),
        forfeited=yuan(raw.forfeited_fen),
    )
