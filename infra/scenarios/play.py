"""Play a scenario through the product's use cases, on the in-memory store, under its own clock."""

from datetime import datetime

from fenrun.documents.unreadable import DocumentError
from infra.scenarios.document import Scenario
from infra.scenarios.happen import happen
from infra.scenarios.result import Rejected, Result, make_result
from infra.scenarios.stage import Stage
from shared.domain.calendar import WorkingCalendar
from shared.domain.errors import Refused
from shared.domain.orders.next_step import next_rank
from shared.domain.orders.order import Order
from shared.domain.periods.awards import PeriodAward
from shared.domain.periods.evaluations import Evaluation
from shared.domain.periods.recounts import Recount
from shared.ports import Due
from shared.usecases.clockwork.advancing import advance
from shared.usecases.network.bind import bind_buyer
from shared.usecases.network.people import enrol

AFTER_ORDERS = 9
"""The turn of payouts among the dues of one second: after those of orders."""

EVALUATIONS = (Evaluation, Recount, PeriodAward)
"""What comes after all else in a second, so that a period counts what ends with it."""


def play(scenario: Scenario, calendar: WorkingCalendar) -> Result:
    """Play on a stage of its own."""
    return play_on(Stage(scenario, calendar), scenario)


def play_on(stage: Stage, scenario: Scenario) -> Result:
    """Let every event happen at its time, and everything due before it at its own."""
    cast_people(stage, scenario)
    rejected: list[Rejected] = []
    for number, event in enumerate(scenario.events, start=1):
        let_time_pass(stage, event.at)
        try:
            happen(stage, event, number)
        except Refused as refused:
            rejected.append(Rejected(event=number, code=refused.code))
        stage.listen()
    let_time_pass(stage, scenario.events[-1].at)
    return make_result(stage, scenario, rejected)


def cast_people(stage: Stage, scenario: Scenario) -> None:
    """Let everybody of a scenario's beginning be there, uplines first. Errors: `DocumentError`."""
    waiting = dict(scenario.people)
    enrolled: set[str] = set()
    while waiting:
        ready = [n for n, p in waiting.items() if p.upline is None or p.upline in enrolled]
        if not ready:
            raise DocumentError(f"people: {', '.join(waiting)} are above each other in a loop")
        for name in ready:
            person = waiting.pop(name)
            command = stage.command(f"enrol {name}")
            enrol(stage.ports, command, name, person.upline, person.level, grade=person.grade)
            enrolled.add(name)
    for name, buyer in scenario.buyers.items():
        if buyer.bound_to is not None:
            bind_buyer(stage.ports, stage.command(f"bind {name}"), name, buyer.bound_to)


def let_time_pass(stage: Stage, until: datetime) -> None:
    """Let everything due by an instant happen, each at its own time, then stand at that instant."""
    while dues := list(stage.store.due(until)):
        due = min(dues, key=lambda due: _turn(stage, due))
        stage.clock.set(max(due.due_at, stage.clock.now()))
        advance(stage.ports, due)
        stage.listen()
        if due in stage.store.due(until):
            raise AssertionError(f"{due} stays due")
    stage.clock.set(until)


def _turn(stage: Stage, due: Due) -> tuple[datetime, int, str]:
    """Dues of one second: breach, auto-receipt, release, payout expiry, then by id."""
    record = stage.store.get(due.kind, due.key)
    if due.kind in EVALUATIONS:
        return due.due_at, AFTER_ORDERS + 1 + EVALUATIONS.index(due.kind), due.key
    rank = next_rank(record) if isinstance(record, Order) else AFTER_ORDERS
    return due.due_at, rank, due.key
