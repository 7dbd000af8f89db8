"""Finish a refund that was paid back by hand, once."""

from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.moments import Occasion
from shared.domain.orders.references import Reference
from shared.domain.orders.refund_record import Refund
from shared.domain.orders.refunds_by_hand import Repayment, finish
from shared.ports import Ports, Store
from shared.usecases.orders.books import require_order
from shared.usecases.orders.known_references import is_repeated
from shared.usecases.orders.odd_money import told_of_refund
from shared.usecases.remembering import first_time, once


def finish_refund(
    ports: Ports, command: Command, order_id: str, refund_id: str, repayment: Repayment
) -> Refund:
    """Take in that a refund was paid by hand; the same transfer again changes nothing.

    Errors: unknown_order, unknown_refund, reference_taken, illegal_transition, amount_mismatch,
    invalid, idempotency_conflict.
    """

    def attempt() -> Refund:
        refund = _require(ports.store, order_id, refund_id)
        reference = Reference(
            kind="refund",
            number=repayment.transaction,
            order=order_id,
            amount_fen=repayment.amount_fen,
            refund=refund_id,
        )
        request = first_time(ports, command, refund.about)
        if request and not is_repeated(ports.store, reference):
            occasion = Occasion(ports.clock.now(), command.id, repayment.by)
            owed, refund = refund, finish(refund, repayment, occasion)
            closed = told_of_refund(ports.store, owed, refund, occasion)
            ports.store.commit([refund, reference, *request, *closed])
        return refund

    return once(ports.store, command, attempt)


def _require(store: Store, order_id: str, refund_id: str) -> Refund:
    require_order(store, order_id)
    refund = store.get(Refund, f"{order_id}/{refund_id}")
    if refund is None:
        raise Refused("unknown_refund", "no_such_refund", order_id=order_id, refund_id=refund_id)
    return refund
