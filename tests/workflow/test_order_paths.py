"""Each path of an order through its state machine: where it ends, over how many transitions."""

import pytest

from tests.laptop_bench import Bench
from tests.workflow.order_paths import PATHS, Path

MOST_TRANSITIONS = 13


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_a_path_ends_as_it_should_over_these_states(bench: Bench, path: Path) -> None:
    bench.begin_week()
    order = bench.paid_order()
    path.play(bench, order)
    end = bench.order(order)
    assert bench.states_of(order) == path.states
    assert (end.status, end.awaiting) == (path.status, "nothing")
    assert tuple(notice.code for notice in end.notices) == path.notices


def test_the_machine_has_ended_with_success_on_every_path(bench: Bench) -> None:
    order = bench.paid_order()
    PATHS["shipped"].play(bench, order)
    execution = bench.execution("order-lifecycle", order)
    assert execution
    assert (execution.status, len(execution.states_entered)) == ("SUCCEEDED", 4)


def test_the_longest_path_stays_within_its_bound() -> None:
    assert max(len(path.states.split()) for path in PATHS.values()) == MOST_TRANSITIONS
