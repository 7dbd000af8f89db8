"""Collect an order's money and take its payment in."""

from shared.domain.book import OrderBook
from shared.domain.channel import Payment, PaymentIntent, PaymentRequest
from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.fulfilment import PaymentOutcome, pay
from shared.domain.orders import Order
from shared.domain.people import Distributor, Standing
from shared.ports import Ports, Store
from shared.usecases.books import change_order, require_order


def request_payment(ports: Ports, order_id: str) -> PaymentIntent:
    """Let the channel collect what is due until the order expires. Errors: illegal_transition."""
    order = require_order(ports.store, order_id)
    if order.status != "created" or ports.clock.now() >= order.expires_at:
        raise Refused("illegal_transition", f"the order is {order.status}: there is nothing to pay")
    return ports.channel.request_payment(
        PaymentRequest(
            order_id=order.id,
            amount_fen=order.due_fen,
            description=f"Order {order.id}",
            expires_at=order.expires_at,
        )
    )


def confirm_payment(ports: Ports, payment: Payment, request: Command | None = None) -> Order:
    """Take a payment in, once; every payee who is active now is promised his commission.

    A channel's notice is its own request: the transaction tells a repeat.

    A second payment, or one that came too late, is decided to go back at once.
    Errors: unknown_order, amount_mismatch; illegal_transition for money that came too late.
    """
    command = request or Command.of(
        "channel", f"payment {payment.order_id}", payment.transaction_id, b""
    )
    outcomes: list[PaymentOutcome] = []

    def decide(book: OrderBook) -> None:
        standings = _standings(ports.store, book.order)
        outcomes.append(
            pay(
                book,
                payment.paid_at,
                payment.transaction_id,
                payment.amount_fen,
                standings,
                refund_id=command.id,
            )
        )

    order = change_order(ports, payment.order_id, command, decide)
    if outcomes and outcomes[-1] == "too_late":
        raise Refused("illegal_transition", "the order is cancelled; the payment is being refunded")
    return order


def _standings(store: Store, order: Order) -> dict[str, Standing]:
    standings: dict[str, Standing] = {}
    for payee in order.payees:
        distributor = store.get(Distributor, payee.id)
        standings[payee.id] = distributor.standing if distributor else "removed"
    return standings
