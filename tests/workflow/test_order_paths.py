"""Each path of an order through its state machine: where it ends, over how many transitions."""

import pytest

from tests.laptop_bench import Bench
from tests.workflow.order_paths import PATHS, Path


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_a_path_ends_as_it_should_over_these_states(bench: Bench, path: Path) -> None:
    bench.begin_week()
    order = bench.paid_order()
    path.play(bench, order)
    end = bench.order(order)
    execution = bench.execution("order-lifecycle", order)
    assert execution
    assert execution.status == "SUCCEEDED"
    assert " ".join(execution.states_entered) == path.states
    assert (end.status, end.awaiting) == (path.status, "nothing")
    assert tuple(notice.code for notice in end.notices) == path.notices


def test_four_transitions_at_best_and_thirteen_at_most() -> None:
    counts = [len(path.states.split()) for path in PATHS.values()]
    assert (min(counts), max(counts)) == (4, 13)
