"""Take in what the channel collected for an order, once, however it is told."""

from collections.abc import Iterable

from shared.domain.channel.channel import Payment
from shared.domain.commands import BY_CHANNEL, Command
from shared.domain.errors import Refused
from shared.domain.network.people import Distributor
from shared.domain.odd_notices.odd_notices import OddNotice, key_of_payment
from shared.domain.orders.book import OrderBook
from shared.domain.orders.milestones import FirstSale, first_sales, seller_of
from shared.domain.orders.order import Order
from shared.domain.orders.payment import is_known, pay
from shared.domain.standing import Standing
from shared.ports import Lookup, Ports, Store, Wanted
from shared.usecases.orders.books import change_order, require_order
from shared.usecases.orders.channel_commands import command_of
from shared.usecases.orders.milestones import sold_before
from shared.usecases.orders.odd_money import (
    close_if_settled,
    keep_in_book,
    of_payment,
    send_back_undecided,
    tell_outcome,
)
from shared.usecases.reading_once import ReadOnce

FITS_NOT = frozenset({"amount_mismatch", "paid_before_order"})
"""Why a payment is not its order's: staff has to decide what becomes of it."""


def confirm_payment(ports: Ports, payment: Payment) -> Order:
    """Take a channel's payment in, once; every payee who is active now is promised his commission.

    A second payment, or one that came too late, goes back at once: `Order.strays` names it. One
    that does not fit is kept for staff: `Order.odd_payments` names it. The transaction tells a
    repeat, so no command is remembered and none can be one too many. Errors: unknown_order.
    """
    command, order_id = command_of(payment), payment.order_id
    of_attempt: list[ReadOnce] = []

    def current() -> Order:
        reads = ReadOnce(ports.store)
        reads.read((Order, order_id), (OddNotice, key_of_payment(payment.transaction_id)))
        of_attempt[:] = [reads]
        return require_order(reads, order_id)

    def decide(book: OrderBook) -> None:
        kept = of_payment(of_attempt[0], payment.transaction_id)
        with book.brought_about_by(BY_CHANNEL):
            _collected(ports, book, payment, kept, command)

    return change_order(ports, order_id, command, decide, remembered=False, current=current)


def take_in_payment(ports: Ports, book: OrderBook, payment: Payment, command: Command) -> None:
    """Pay a book's order, once; one who sold before has no first sale with it.

    What came before and did not fit goes back, once the order waits for no money any more.
    """
    before, people = book.order, people_of(ports.store, book.order)
    not_his_first = sold_before(people, before)
    pay(
        book,
        payment,
        standings(people, before),
        refund_id=command.id,
        sold_before=not_his_first,
    )
    count_first_sale(book, before, not_his_first)
    if book.order.status != "created":
        send_back_undecided(ports.store, book)


def count_first_sale(book: OrderBook, before: Order, not_his_first: bool) -> None:
    """Note the seller's first sale, where the order that a book has paid is it."""
    if not not_his_first:
        book.milestones += first_sales(before, book.order)


def people_of(store: Store, order: Order) -> Lookup:
    """Read at once everybody whom an order concerns as he is now, and the seller's first sale."""
    reads, seller = ReadOnce(store), seller_of(order)
    first_sale: list[Wanted] = [(FirstSale, seller)] if seller else []
    reads.read(*((Distributor, person) for person in _concerned(order)), *first_sale)
    return reads


def standings(people: Lookup, order: Order) -> dict[str, Standing]:
    """Give how everybody stands now whom an order concerns."""
    found = {person: people.get(Distributor, person) for person in _concerned(order)}
    return {person: known.standing if known else "removed" for person, known in found.items()}


def _concerned(order: Order) -> Iterable[str]:
    above = order.chain if order.period_rules else ()
    return dict.fromkeys([*order.people, *above])


def _collected(
    ports: Ports, book: OrderBook, payment: Payment, kept: OddNotice | None, command: Command
) -> None:
    if kept and kept.state == "resolved":
        return
    if is_known(book.order, payment):
        close_if_settled(book, payment, kept)
        return
    try:
        take_in_payment(ports, book, payment, command)
    except Refused as refused:
        if refused.code not in FITS_NOT:
            raise
        keep_in_book(book, payment, refused, kept)
    else:
        tell_outcome(book, payment, kept)
