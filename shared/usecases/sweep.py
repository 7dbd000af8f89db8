"""Walk the due index and advance what waits for nothing but time: safety net and engine alike."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from shared.domain.orders import Order, Refund
from shared.domain.payouts import Payout
from shared.domain.records import AwaitingRecord
from shared.domain.settlements import SettlementRun
from shared.ports import Due, Ports
from shared.usecases.advance_order import advance_order
from shared.usecases.carry_out_refund import advance_refund
from shared.usecases.payouts import advance_payout
from shared.usecases.settle_period import advance_settlement


@dataclass
class Sweep:
    """What a sweep did: how many records it advanced, and which failed with what error."""

    advanced: int = 0
    failed: list[tuple[Due, Exception]] = field(default_factory=list)


def sweep(ports: Ports, until: datetime, may_go_on: Callable[[], bool]) -> Sweep:
    """Advance everything due by an instant while there is time; one failure stops no other."""
    done = Sweep()
    for due in ports.store.due(until):
        if not may_go_on():
            break
        try:
            advance(ports, due)
            done.advanced += 1
        except Exception as error:  # noqa: BLE001 - reported by the caller, retried by the next sweep
            done.failed.append((due, error))
    return done


def advance(ports: Ports, due: Due) -> None:
    """Advance one record that the index nominated; it decides for itself whether it is due."""
    _ADVANCE[due.kind](ports, due.key)


def _advance_refund(ports: Ports, key: str) -> Refund:
    order_id, refund_id = key.split("/")
    return advance_refund(ports, order_id, refund_id)


_ADVANCE: dict[type[AwaitingRecord], Callable[[Ports, str], AwaitingRecord]] = {
    Order: advance_order,
    Refund: _advance_refund,
    Payout: advance_payout,
    SettlementRun: advance_settlement,
}
