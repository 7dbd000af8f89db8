"""Take in what finance reports of the channel's cases: each number once."""

from shared.domain.commands import Command
from shared.domain.orders import disputes
from shared.domain.orders.book import OrderBook
from shared.domain.orders.disputes import Case, Dispute, DisputeKind
from shared.domain.orders.order import Order
from shared.ports import Ports
from shared.usecases.orders.books import change_order, remember
from shared.usecases.orders.known_references import is_repeated


def take_in_dispute(
    ports: Ports, command: Command, order_id: str, kind: DisputeKind, case: Case
) -> Order:
    """Take a chargeback or a dispute won in; the same case again leaves only its key.

    Errors: unknown_order, reference_taken, illegal_transition, over_refund, over_dispute,
    idempotency_conflict.
    """

    def decide(book: OrderBook) -> None:
        # A known case as well: its key must not take another case in (I21).
        remember(book, command)
        dispute = Dispute(order=order_id, kind=kind, case=case, at=book.recorded_at)
        if not is_repeated(ports.store, dispute.reference):
            disputes.take_in(book, dispute)

    reason = case.decision.reason
    return change_order(ports, order_id, command, decide, remembered=False, reason=reason)
