from collections.abc import Mapping
from datetime import datetime

from infra.memory.store import MemoryStore
from shared.domain.orders.refund_record import Refund
from shared.domain.periods.evaluations import Evaluation
from shared.domain.periods.recounts import Recount
from shared.domain.times import FAR
from shared.ports import Machine
from shared.usecases.clockwork.follow_changes import begin, begin_all
from shared.usecases.orders.carry_out_refund import advance_refund
from shared.usecases.orders.refund_order import refund
from tests.unit.usecases.bench import REFUSED, Bench
from tests.unit.usecases.periods.evaluated_world import EvaluatedWorld


class Started:
    """State machines that only remember what was started."""

    def __init__(self) -> None:
        self.names: list[tuple[Machine, str]] = []

    def start(self, machine: Machine, name: str, given: Mapping[str, str]) -> None:
        self.names.append((machine, name))

    def go_on(self, token: str, awaiting: str, due_at: datetime) -> None: ...

    def interrupt(self, token: str) -> None: ...

    def dismiss(self, token: str) -> None: ...


def test_a_refund_that_awaits_an_operator_needs_no_machine() -> None:
    bench, workflows = Bench(), Started()
    order = bench.paid()
    refund(bench.ports, bench.command("refund"), order.id, 40_00)
    (decided,) = bench.store.all(Refund)
    begin(bench.ports, workflows, Refund, decided.key)
    assert workflows.names == [("refund", decided.id)]
    bench.channel.tell(REFUSED)
    advance_refund(bench.ports, order.id, decided.id)

    begin(bench.ports, workflows, Refund, decided.key)
    begin_all(bench.ports, workflows)

    assert workflows.names == [("refund", decided.id), ("order_lifecycle", order.id)]


def test_what_the_sweeper_keeps_time_for_needs_no_machine() -> None:
    world, workflows = EvaluatedWorld(MemoryStore()), Started()
    order = world.paid(50_00)
    world.april()
    world.sweep()
    world.refund(order, 10_00)
    waiting = {due.kind for due in world.store.due(FAR)}
    assert {Evaluation, Recount} <= waiting

    begin_all(world.ports, workflows)

    assert {machine for machine, _ in workflows.names} == {"order_lifecycle", "refund"}
