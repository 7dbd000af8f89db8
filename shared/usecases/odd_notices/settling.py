"""What a decision about odd money changes: its order, or a refund of money that no order has."""

from collections.abc import Callable, Sequence

from shared.domain.channel.channel import Payment
from shared.domain.errors import Refused
from shared.domain.moments import Occasion
from shared.domain.odd_notices.odd_notices import OddNotice
from shared.domain.odd_notices.resolutions import Choice
from shared.domain.orders import odd_money
from shared.domain.orders.book import OrderBook
from shared.domain.orders.next_step import lapse_until
from shared.domain.orders.odd_payments import OddPayment
from shared.domain.orders.order import Order
from shared.domain.orders.payment import is_known
from shared.domain.orders.refunds import refund_of_nothing, stray_refund
from shared.domain.records import Record
from shared.ports import Ports
from shared.usecases.orders.books import changed_records, open_book
from shared.usecases.orders.channel_commands import command_of
from shared.usecases.orders.confirm_payment import count_first_sale, standings
from shared.usecases.orders.milestones import sold_before
from shared.usecases.orders.odd_money import send_back_undecided

Change = Callable[[OrderBook], None]


def effects(
    ports: Ports, notice: OddNotice, choice: Choice, occasion: Occasion
) -> Sequence[Record]:
    """Give what changes when money is taken or paid back. Errors: illegal_transition."""
    if choice in ("count_paid", "make_available"):
        # The back office decides about orders' money alone and loads no payouts for it.
        from shared.usecases.odd_notices.withheld import withheld_effects  # noqa: PLC0415

        return withheld_effects(ports, notice, choice, occasion)
    return _taken(ports, notice, occasion) if choice == "take" else _back(ports, notice, occasion)


def left_alone(ports: Ports, notice: OddNotice, occasion: Occasion) -> Sequence[Record]:
    """Give the order that knows now that its odd money was seen to elsewhere, if one has it."""
    order = ports.store.get(Order, notice.order)
    odd = _odd_of(order, notice)
    if order is None or odd is None:
        return ()
    return _changed(ports, order, occasion, lambda book: odd_money.leave(book, odd))


def _taken(ports: Ports, notice: OddNotice, occasion: Occasion) -> Sequence[Record]:
    order = ports.store.get(Order, notice.order)
    odd = _odd_of(order, notice)
    if order is None or odd is None:
        raise Refused("illegal_transition", "odd_notice_resolved", odd_notice=notice.id)

    def take(book: OrderBook) -> None:
        before, not_his_first = book.order, sold_before(ports.store, book.order)
        number = command_of(odd.payment(order.id)).id
        standing = standings(ports.store, book.order)
        odd_money.take_odd(book, odd, standing, number, not_his_first)
        count_first_sale(book, before, not_his_first)
        send_back_undecided(ports.store, book)

    return _changed(ports, order, occasion, take)


def _back(ports: Ports, notice: OddNotice, occasion: Occasion) -> Sequence[Record]:
    payment, order = _payment(notice), ports.store.get(Order, notice.order)
    number = command_of(payment).id
    if order is None:
        return [refund_of_nothing(payment, number, occasion.now)]
    odd = _odd_of(order, notice)
    if odd is None and is_known(order, payment):
        # Its order has this money, or has sent it back: another refund would pay it out twice.
        raise Refused("illegal_transition", "payment_is_orders", order_id=order.id)

    def back(book: OrderBook) -> None:
        if odd is None:
            stray_refund(book, book.recorded_at, number, payment)
        else:
            odd_money.send_back(book, odd, number)

    return _changed(ports, order, occasion, back)


def _changed(ports: Ports, order: Order, occasion: Occasion, change: Change) -> Sequence[Record]:
    book = open_book(ports, order, occasion.cause, occasion.by)
    lapse_until(book, book.recorded_at)
    change(book)
    return changed_records(ports, order, book)


def _odd_of(order: Order | None, notice: OddNotice) -> OddPayment | None:
    found = odd_money.undecided(order) if order else []
    return next((odd for odd in found if odd.transaction == notice.transaction), None)


def _payment(notice: OddNotice) -> Payment:
    if notice.transaction is None or notice.paid_at is None:
        raise ValueError(f"{notice.id} is no payment that could go back")
    return Payment(
        order_id=notice.order,
        number=notice.paid_under,
        transaction_id=notice.transaction,
        amount_fen=notice.amount_fen,
        currency="CNY",
        paid_at=notice.paid_at,
    )
