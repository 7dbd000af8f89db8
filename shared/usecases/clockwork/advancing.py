"""How each kind of what may fall due is advanced."""

from collections.abc import Callable, Mapping

from shared.domain.ledger.arrivals import Arrivals
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlements import SettlementRun
from shared.domain.periods.awards import PeriodAward
from shared.domain.periods.evaluations import Evaluation
from shared.domain.periods.recounts import Recount
from shared.domain.records import AwaitingRecord
from shared.domain.webhooks.deliveries import Delivery
from shared.domain.webhooks.replays import Replay
from shared.ports import Due, Ports
from shared.usecases.ledger.draining import advance_arrivals
from shared.usecases.orders.advance_order import advance_order
from shared.usecases.orders.carry_out_refund import advance_refund
from shared.usecases.orders.lay_missing import lay_missing
from shared.usecases.payouts.payouts import advance_payout
from shared.usecases.payouts.settle_period import advance_settlement
from shared.usecases.periods.evaluate_award import advance_award
from shared.usecases.periods.evaluate_period import advance_evaluation
from shared.usecases.periods.recount import advance_recount
from shared.usecases.webhooks.replay import enqueue_replay
from shared.usecases.webhooks.send import enqueue


def advance(ports: Ports, due: Due) -> AwaitingRecord:
    """Advance one record that the index nominated; it decides for itself whether it is due."""
    return ADVANCE[due.kind](ports, due.key)


def _advance_order(ports: Ports, key: str) -> Order:
    """Advance an order, and lay what leads to it: who takes it here may have been missed there."""
    order = advance_order(ports, key)
    lay_missing(ports.store, [order])
    return order


def _advance_refund(ports: Ports, key: str) -> Refund:
    order_id, refund_id = key.split("/")
    return advance_refund(ports, order_id, refund_id)


ADVANCE: Mapping[type[AwaitingRecord], Callable[[Ports, str], AwaitingRecord]] = {
    Order: _advance_order,
    Refund: _advance_refund,
    Arrivals: advance_arrivals,
    Payout: advance_payout,
    SettlementRun: advance_settlement,
    Evaluation: advance_evaluation,
    PeriodAward: advance_award,
    Recount: advance_recount,
    Delivery: enqueue,
    Replay: enqueue_replay,
}
"""How each kind is advanced that may fall due."""

BEHIND = (Arrivals, Payout, SettlementRun, Evaluation, Recount, PeriodAward, Delivery, Replay)
"""What concerns all payees or the orders of whole periods, and what is told to others: nobody's own
order or refund has to wait for it.
"""
