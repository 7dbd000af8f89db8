"""Events: moments as they are told to a reader, each under a number of its own for ever.

This is the one place that says who is told what unasked. A storefront is told of its own orders
and their refunds, never who is paid what; somebody is told of his own payouts, standing and
commission; the back office is told everything.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from pydantic import AwareDatetime

from shared.domain.events.readers import BACK_OFFICE, Reader
from shared.domain.ledger.journal import JournalEntry, Posting, owner_of, state_of
from shared.domain.moments import HeadRecord, Moment
from shared.domain.records import Value

TOLD_TO_STOREFRONTS: Final = frozenset({"case", "kind", "part", "refund", "return", "transaction"})
"""The facts that are about an order and its buyer, and nobody else."""


class Event(Value):
    """What happened to `subject`, and when that was written down; `id` is its for ever.

    `sequence` counts what happened to the subject, from 1. `order_no` is what the shop calls the
    order that it is about, told to the shop and the back office. `amount_fen` is what moved: of
    commission, the reader's own. `by` is told to whoever it was, and to the back office.
    """

    id: str
    code: str
    subject: str
    sequence: int
    order_no: str | None
    at: AwareDatetime
    recorded_at: AwareDatetime
    by: str | None
    amount_fen: int | None
    lines: tuple[int, ...]
    facts: dict[str, str]


def readers_of(record: HeadRecord, moment: Moment) -> Iterator[Reader]:
    """Give all who may be told of a moment."""
    yield BACK_OFFICE
    for storefront in record.storefronts:
        yield Reader("storefront", storefront)
    paid = record.pays if moment.entry is not None else ()
    for payee in dict.fromkeys([*record.owners, *paid]):
        yield Reader("payee", payee)


def feeds_of(record: HeadRecord, moment: Moment) -> Iterator[Reader]:
    """Give in whose feeds a moment arrives, that which has all of the record last.

    What a storefront is told, the back office reads along in that one's feed.
    """
    main = main_reader(record)
    others = (each for each in readers_of(record, moment) if each not in (main, BACK_OFFICE))
    yield from (*others, main)


def main_reader(record: HeadRecord) -> Reader:
    """Give in whose feed all that happens to a record arrives."""
    return next((Reader("storefront", each) for each in record.storefronts), BACK_OFFICE)


def told_to(
    reader: Reader, record: HeadRecord, number: int, moved: JournalEntry | None = None
) -> Event | None:
    """Tell a reader of a record's `number`-th moment; None for what is not for him.

    `moved` is the journal entry that the moment names, without which no payee learns what he got.
    """
    moment = record.moments[number - 1]
    if reader not in readers_of(record, moment):
        return None
    if reader.kind == "storefront":
        return _event(reader, record, number, _without_commission(moment))
    if reader.kind == "payee" and reader.id not in record.owners:
        own = _own_postings(moved, reader.id)
        return _event(reader, record, number, _only_own(moment, own, reader)) if own else None
    return _event(reader, record, number, moment)


def life_of(record: HeadRecord, reader: Reader) -> Iterator[Event]:
    """Tell a reader all that happened to a record, in the order in which it was written down."""
    told = (told_to(reader, record, number + 1) for number in range(len(record.moments)))
    return (event for event in told if event is not None)


def _without_commission(moment: Moment) -> Moment:
    facts = {name: fact for name, fact in moment.facts.items() if name in TOLD_TO_STOREFRONTS}
    amount = None if moment.entry is not None else moment.amount_fen
    return moment.changed(facts=facts, amount_fen=amount)


def _only_own(moment: Moment, own: Sequence[Posting], reader: Reader) -> Moment:
    """Tell what moved for a payee, and `to` which state of his it came where it is one."""
    accounts = (posting.to_account for posting in own)
    states = {state_of(account) for account in accounts if owner_of(account) == reader.id}
    facts = {"to": states.pop()} if len(states) == 1 else {}
    fen = sum(posting.amount_fen for posting in own)
    return moment.changed(facts=facts, lines=(), amount_fen=fen)


def _own_postings(moved: JournalEntry | None, payee: str) -> list[Posting]:
    """Give the postings of an entry on somebody's accounts."""
    return [
        posting
        for posting in (moved.postings if moved else ())
        if payee in (owner_of(posting.from_account), owner_of(posting.to_account))
    ]


def _event(reader: Reader, record: HeadRecord, number: int, moment: Moment) -> Event:
    knows_who = reader == BACK_OFFICE or reader.id == moment.by
    return Event(
        id=f"{record.about}.{number}",
        code=moment.code,
        subject=record.about,
        sequence=number,
        order_no=None if reader.kind == "payee" else record.shop_number,
        at=moment.at,
        recorded_at=moment.known_at,
        by=moment.by if knows_who else None,
        amount_fen=moment.amount_fen,
        lines=moment.lines,
        facts=moment.facts,
    )
