"""Take in what the channel collected for an order, once, however it is told."""

from shared.domain.channel.channel import Payment
from shared.domain.commands import BY_CHANNEL, Command
from shared.domain.errors import Refused
from shared.domain.network.people import Distributor
from shared.domain.orders.book import OrderBook
from shared.domain.orders.milestones import first_sales
from shared.domain.orders.order import Order
from shared.domain.orders.payment import is_known, pay
from shared.domain.standing import Standing
from shared.ports import Ports, Store
from shared.usecases.orders.books import change_order
from shared.usecases.orders.channel_commands import command_of
from shared.usecases.orders.milestones import sold_before
from shared.usecases.orders.odd_money import (
    close_if_settled,
    keep_in_book,
    of_payment,
    send_back_undecided,
    tell_outcome,
)

FITS_NOT = frozenset({"amount_mismatch", "paid_before_order"})
"""Why a payment is not its order's: staff has to decide what becomes of it."""


def confirm_payment(ports: Ports, payment: Payment) -> Order:
    """Take a channel's payment in, once; every payee who is active now is promised his commission.

    A second payment, or one that came too late, goes back at once: `Order.strays` names it. One
    that does not fit is kept for staff: `Order.odd_payments` names it. The transaction tells a
    repeat, so no command is remembered and none can be one too many. Errors: unknown_order.
    """
    command = command_of(payment)

    def decide(book: OrderBook) -> None:
        with book.brought_about_by(BY_CHANNEL):
            _collected(ports, book, payment, command)

    return change_order(ports, payment.order_id, command, decide, remembered=False)


def take_in_payment(ports: Ports, book: OrderBook, payment: Payment, command: Command) -> None:
    """Pay a book's order, once; one who sold before has no first sale with it.

    What came before and did not fit goes back, once the order waits for no money any more.
    """
    before, not_his_first = book.order, sold_before(ports.store, book.order)
    pay(
        book,
        payment,
        standings(ports.store, book.order),
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


def standings(store: Store, order: Order) -> dict[str, Standing]:
    """Give how everybody stands now whom an order concerns."""
    found: dict[str, Standing] = {}
    above = order.chain if order.period_rules else ()
    for person in dict.fromkeys([*order.people, *above]):
        distributor = store.get(Distributor, person)
        found[person] = distributor.standing if distributor else "removed"
    return found


def _collected(ports: Ports, book: OrderBook, payment: Payment, command: Command) -> None:
    kept = of_payment(ports.store, payment.transaction_id)
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
