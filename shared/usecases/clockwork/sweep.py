"""Walk the due index and advance what waits for nothing but time: safety net and engine alike."""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

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
from shared.usecases.orders.advance_order import advance_order
from shared.usecases.orders.carry_out_refund import advance_refund
from shared.usecases.orders.lay_missing import lay_missing
from shared.usecases.payouts.payouts import advance_payout
from shared.usecases.payouts.settle_period import advance_settlement, settle_step
from shared.usecases.periods.evaluate_award import advance_award
from shared.usecases.periods.evaluate_period import (
    Failure,
    advance_evaluation,
    evaluate_page,
)
from shared.usecases.periods.recount import advance_recount
from shared.usecases.webhooks.replay import enqueue_replay
from shared.usecases.webhooks.send import enqueue


@dataclass
class Sweep:
    """What a sweep did: how many steps it took, and which records failed with what error.

    Every page of a settlement or an evaluation is a step of its own. `dead_letters` counts
    deliveries that came to nothing.
    """

    advanced: int = 0
    dead_letters: int = 0
    failed: list[Failure] = field(default_factory=list)


def sweep(ports: Ports, until: datetime, may_go_on: Callable[[], bool]) -> Sweep:
    """Advance everything due by an instant while there is time; one failure stops no other.

    What periods, payouts and endpoints wait for comes behind everything else: there the kinds take
    turns, one record or page each, so that no crowd of one kind keeps another waiting.
    """
    done, later = Sweep(), defaultdict[type[AwaitingRecord], deque[Due]](deque)
    for number, due in enumerate(ports.store.due(until), start=1):
        if due.kind in BEHIND:
            if len(later[due.kind]) < MOST_BEHIND:
                later[due.kind].append(due)
            elif number % PASSED_OVER == 0 and not may_go_on():
                return done
        elif may_go_on():
            _take_turn(ports, due, may_go_on, done)
        else:
            return done
    _take_turns(ports, later, may_go_on, done)
    return done


def _take_turns(
    ports: Ports,
    later: dict[type[AwaitingRecord], deque[Due]],
    may_go_on: Callable[[], bool],
    done: Sweep,
) -> None:
    while later:
        for kind in [*later]:
            if not may_go_on():
                return
            due = later[kind].popleft()
            if _take_turn(ports, due, may_go_on, done):
                later[kind].append(due)
            if not later[kind]:
                del later[kind]


def advance(ports: Ports, due: Due) -> AwaitingRecord:
    """Advance one record that the index nominated; it decides for itself whether it is due."""
    return ADVANCE[due.kind](ports, due.key)


def _take_turn(ports: Ports, due: Due, may_go_on: Callable[[], bool], done: Sweep) -> bool:
    """Take one step with a record; tell whether it has more to do at once."""
    try:
        if due.kind is Evaluation:
            goes_on = _evaluate(ports, due.key, may_go_on, done)
        elif due.kind is SettlementRun:
            goes_on = settle_step(ports, due.key).is_due(ports.clock.now())
        else:
            record = advance(ports, due)
            done.dead_letters += isinstance(record, Delivery) and record.state == "dead"
            goes_on = isinstance(record, IN_TURNS) and record.is_due(ports.clock.now())
    except Exception as error:  # noqa: BLE001 - the one place where all become problems
        done.failed.append((due, error))
        return False
    done.advanced += 1
    return goes_on


def _evaluate(ports: Ports, key: str, may_go_on: Callable[[], bool], done: Sweep) -> bool:
    step = evaluate_page(ports, key, may_go_on)
    done.failed += step.failed
    return step.evaluation.is_due(ports.clock.now())


def _advance_order(ports: Ports, key: str) -> Order:
    """Advance an order, and lay what leads to it: who takes it here may have been missed there."""
    order = advance_order(ports, key)
    lay_missing(ports.store, order)
    return order


def _advance_refund(ports: Ports, key: str) -> Refund:
    order_id, refund_id = key.split("/")
    return advance_refund(ports, order_id, refund_id)


ADVANCE: Mapping[type[AwaitingRecord], Callable[[Ports, str], AwaitingRecord]] = {
    Order: _advance_order,
    Refund: _advance_refund,
    Payout: advance_payout,
    SettlementRun: advance_settlement,
    Evaluation: advance_evaluation,
    PeriodAward: advance_award,
    Recount: advance_recount,
    Delivery: enqueue,
    Replay: enqueue_replay,
}
"""How each kind of what may fall due is advanced."""

BEHIND = (Payout, SettlementRun, Evaluation, Recount, PeriodAward, Delivery, Replay)
"""What concerns all payees or the orders of whole periods, and what is told to others: nobody's own
order or refund has to wait for it. A payout that is alone has a machine.
"""

IN_TURNS = (PeriodAward, Recount)
"""What may be left due by a turn that did a part of it."""

MOST_BEHIND = 2_000
"""How many records of such a kind a sweep takes at the most; the others wait for the next."""

PASSED_OVER = 1_000
"""After how many dues a sweep that only passes over them asks whether there is time left."""
