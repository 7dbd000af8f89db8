"""What people may read: an order's timeline, a distributor's money and why."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from pydantic import AwareDatetime

from shared.domain.commission.not_paid import NotPaid
from shared.domain.events.events import Event, life_of
from shared.domain.events.readers import Reader
from shared.domain.ledger.journal import JournalEntry
from shared.domain.moments import HeadRecord
from shared.domain.orders.commissions import Commission, Share
from shared.domain.orders.disputes import Dispute
from shared.domain.orders.explanation import Explanation, explain_order
from shared.domain.orders.following import followed, key_of_note
from shared.domain.orders.lines import require_line
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.domain.orders.releases import releases_at
from shared.domain.orders.share_reasons import Why, explain_shares
from shared.domain.ownership import Scope
from shared.domain.records import Value
from shared.domain.times import iso_utc
from shared.ports import PAGE, Page, Ports, Store
from shared.usecases.ledger.notes import Notes
from shared.usecases.ledger.purses import Balances
from shared.usecases.lists import all_of
from shared.usecases.orders.books import require_order
from shared.usecases.orders.order_lists import orders_paying

_END = "~"
"""Where in the list of shares an order is over: behind all of its lines."""


class OrderLife(NamedTuple):
    """An order, all that happened to it, and what went back or came again in full."""

    order: Order
    events: tuple[Event, ...]
    refunds: Sequence[Refund]
    disputes: Sequence[Dispute]


class CommissionLine(Value):
    """A distributor's share of one line of an order, in fen by state, with its reason.

    `expected_by` is when what is pending of it releases, unless something is sent back or late.
    `place` is where it stands in his list. A rule that pays him nothing
    has no line (0) and no `why`; then `not_paid` says why not.
    """

    place: str
    order_id: str
    line: int
    sku: str
    status: str
    pending_fen: int
    arriving_fen: int = 0
    expected_by: AwareDatetime | None = None
    held_fen: int
    released_fen: int
    forfeited_fen: int
    why: Why | None
    not_paid: NotPaid | None = None


def order_life(ports: Ports, order_id: str, scope: Scope, reader: Reader) -> OrderLife:
    """Read an order and tell a reader its life, oldest first. Errors: unknown_order."""
    order = require_order(ports.store, order_id, scope)
    refunds = all_of(ports.store, Refund, order_id)
    records: list[HeadRecord] = [order, *refunds]
    told = (event for record in records for event in life_of(record, reader))
    events = tuple(sorted(told, key=lambda event: event.at))
    return OrderLife(order, events, refunds, all_of(ports.store, Dispute, order_id))


def order_explanation(ports: Ports, order_id: str, scope: Scope) -> Explanation:
    """Explain what an order promises, and every posting of its journal. Errors: unknown_order."""
    order = require_order(ports.store, order_id, scope)
    balances, notes = Balances(ports.store), Notes(ports.store)
    now = tuple(followed(order, each, balances, notes) for each in order.commissions)
    order = order.changed(commissions=now)
    return explain_order(order, all_of(ports.store, JournalEntry, order.books))


def commissions_of(ports: Ports, payee: str, after: str = "") -> Page[CommissionLine]:
    """Explain what a payee gets of his orders and what not, behind a place, oldest order first.

    A page reads as many orders as it may show lines, however many were before.
    """
    orders = orders_paying(ports.store, payee, since=_order_at(after))
    balances, notes = Balances(ports.store), _notes_of(ports.store, orders.items)
    lines = [
        line
        for order in orders.items
        for line in (*_not_paid(order, payee), *_paid(order, payee, balances, notes))
        if line.place > after
    ]
    if len(lines) > PAGE:
        return Page(lines[:PAGE], lines[PAGE - 1].place)
    return Page(lines, orders.next and f"{orders.next}/{_END}")


def _not_paid(order: Order, payee: str) -> Iterator[CommissionLine]:
    mine = (each for each in order.not_paid if each.payee == payee)
    for each in sorted(mine, key=lambda found: (found.rule, found.why)):
        yield CommissionLine(
            place=_place(order, 0, f"{each.rule}/{each.why}"),
            order_id=order.id,
            line=0,
            sku="",
            status=order.status,
            pending_fen=0,
            held_fen=0,
            released_fen=0,
            forfeited_fen=0,
            why=None,
            not_paid=each,
        )


def _notes_of(store: Store, orders: Iterable[Order]) -> Notes:
    """Load the notes of all that was arriving when the orders were last written."""
    notes = Notes(store)
    notes.load(
        key_of_note(order, each, share.note)
        for order in orders
        for each in order.commissions
        for share in each.shares
        if share.arriving
    )
    return notes


def _paid(order: Order, payee: str, balances: Balances, notes: Notes) -> Iterator[CommissionLine]:
    skus, whys = {line.line: line.sku for line in order.lines}, _whys(order, payee)
    for commission, share in _shares_of(order, payee, balances, notes):
        yield CommissionLine(
            place=_place(order, share.line, commission.rule),
            order_id=order.id,
            line=share.line,
            sku=skus[share.line],
            status=order.status,
            pending_fen=share.pending,
            arriving_fen=share.arriving,
            expected_by=_expected_by(order, share),
            held_fen=share.held,
            released_fen=share.released,
            forfeited_fen=share.forfeited,
            why=whys[commission.rule, share.line],
        )


def _expected_by(order: Order, share: Share) -> datetime | None:
    if not share.pending:
        return None
    return releases_at(order, require_line(order.lines, share.line)) or order.releases_by


def _whys(order: Order, payee: str) -> dict[tuple[str, int], Why]:
    """Give the reasons of all his shares, by rule and line."""
    return {
        (each.rule, share.line): why
        for each in order.commissions
        if each.payee == payee
        for share, why in zip(each.shares, explain_shares(order, each), strict=True)
    }


def _order_at(place: str) -> str:
    """Give where the order stands that a place in the list of shares lies in."""
    return "/".join(place.split("/")[:2])


def _place(order: Order, line: int, what: str) -> str:
    return f"{iso_utc(order.created_at)}/{order.id}/{line:03d}/{what}"


def _shares_of(
    order: Order, payee: str, balances: Balances, notes: Notes
) -> Iterator[tuple[Commission, Share]]:
    """Give his shares by line and rule, where the decisions about them have moved them."""
    shares: list[tuple[int, str, Commission, Share]] = []
    for each in order.commissions:
        if each.payee == payee:
            now = followed(order, each, balances, notes)
            shares += [(share.line, each.rule, now, share) for share in now.shares]
    for _, _, commission, share in sorted(shares, key=lambda found: found[:2]):
        yield commission, share
