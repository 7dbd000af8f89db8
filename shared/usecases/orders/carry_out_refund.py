"""Carry a decided refund out at the channel, under one number, until the channel is done."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from shared.domain.channel.channel import (
    ChannelRefused,
    ChannelUnavailable,
    RefundReport,
    RefundRequest,
    RefundState,
)
from shared.domain.commands import BY_CHANNEL, BY_TIME
from shared.domain.errors import Refused
from shared.domain.moments import Occasion
from shared.domain.orders.codes import RefundCode
from shared.domain.orders.refund_record import Refund
from shared.domain.orders.refunds import AT_CHANNEL, OPERATOR
from shared.domain.records import NOTHING
from shared.domain.times import FAR
from shared.ports import Ports
from shared.usecases.orders.odd_money import told_of_refund
from shared.usecases.retrying import known_first, retried

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=24)

_REPORTED: Mapping[RefundState, RefundCode] = {
    "success": "refund_paid",
    "closed": "refund_closed",
    "abnormal": "refund_abnormal",
}


def advance_refund(ports: Ports, order_id: str, refund_id: str) -> Refund:
    """Send a refund that is due, or ask how it stands. Errors: unknown_order, `Busy`."""
    refund = _require(ports, order_id, refund_id)
    attempts = refund.attempts
    refund = _change(ports, refund, _attempted(ports))
    if refund.attempts == attempts:
        return refund
    try:
        return record_refund(ports, order_id, _ask(ports, refund))
    except ChannelUnavailable:
        return refund
    except ChannelRefused:
        report = RefundReport(refund_id=refund.id, state="abnormal")
        return record_refund(ports, order_id, report)


def record_refund(ports: Ports, order_id: str, report: RefundReport) -> Refund:
    """Take in how a refund stands at the channel; what it gave up waits for an operator.

    Errors: unknown_order, amount_mismatch; refund_final where it was paid by hand as well.
    """
    refund = _require(ports, order_id, report.refund_id)
    if report.amount_fen not in (None, refund.amount_fen):
        raise Refused(
            "amount_mismatch",
            "refund_report_differs",
            refund_id=refund.id,
            refund_fen=refund.amount_fen,
        )

    return _change(ports, refund, partial(_reported, ports, report))


def _reported(ports: Ports, report: RefundReport, refund: Refund) -> Refund:
    if refund.state == "success":
        _require_paid_once(refund, report)
        return refund
    if report.state == "processing":
        # A notice may overtake the answer to the request that it is about.
        under_way = refund.awaiting == AT_CHANNEL
        return refund.changed(state="processing") if under_way else refund
    awaits = NOTHING if report.state == "success" else OPERATOR
    new = refund.changed(state=report.state, **refund.waits(awaits, FAR))
    if report.state == refund.state:
        return new
    code, occasion = _REPORTED[report.state], Occasion(ports.clock.now(), BY_CHANNEL)
    return new.telling(occasion.moment(code, amount_fen=refund.amount_fen))


def _require_paid_once(refund: Refund, report: RefundReport) -> None:
    if refund.by_hand and report.state == "success":
        raise Refused("refund_final", "refund_paid_by_hand", refund_id=refund.id)


def _attempted(ports: Ports) -> Callable[[Refund], Refund]:
    def attempted(refund: Refund) -> Refund:
        now = ports.clock.now()
        if refund.awaiting != AT_CHANNEL or refund.due_at > now:
            return refund  # A notice, or another worker, was quicker.
        pause = min(FIRST_PAUSE * 2 ** min(refund.attempts, 12), LONGEST_PAUSE)
        sent = refund.changed(
            state="sent",
            attempts=refund.attempts + 1,
            **refund.waits(AT_CHANNEL, now + pause),
        )
        first = Occasion(now, BY_TIME).moment("refund_sent", amount_fen=refund.amount_fen)
        return sent if refund.attempts else sent.telling(first)

    return attempted


def _ask(ports: Ports, refund: Refund) -> RefundReport:
    known = ports.channel.query_refund(refund.id) if refund.attempts > 1 else None
    return known or ports.channel.refund(
        RefundRequest(
            refund_id=refund.id,
            order_id=refund.order,
            number=refund.paid_under,
            amount_fen=refund.amount_fen,
            paid_fen=refund.paid_fen,
            reason=f"Order {refund.order}",
        )
    )


def _change(ports: Ports, refund: Refund, change: Callable[[Refund], Refund]) -> Refund:
    """Change a refund that was just read, or as it is if somebody else has written it since."""
    current = known_first(refund, partial(_require, ports, refund.order, refund.id))

    def attempt() -> Refund:
        old = current()
        new = change(old)
        if new != old:
            occasion = Occasion(ports.clock.now(), BY_CHANNEL)
            ports.store.commit([new, *told_of_refund(ports.store, old, new, occasion)])
        return new

    return retried(attempt)


def _require(ports: Ports, order_id: str, refund_id: str) -> Refund:
    refund = ports.store.get(Refund, f"{order_id}/{refund_id}")
    if refund is None:
        raise Refused(
            "unknown_order", "order_without_refund", order_id=order_id, refund_id=refund_id
        )
    return refund
