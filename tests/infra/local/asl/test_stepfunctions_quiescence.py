"""Everything races, nothing is lost, and quiet means quiet: at once, always, never too early."""

import random
import threading
from collections import Counter

import pytest

from infra.local.asl.tokens import TaskClosedError
from tests.infra.local.asl.stepfunctions_world import call, wait_for_token, world

EXECUTIONS = 60
HOUR = 3600


@pytest.fixture
def here():
    with world() as made:
        yield made


@pytest.mark.parametrize("seed", range(5))
def test_an_accepted_answer_is_never_lost_to_the_timeout_that_races_it(here, seed):
    here.create(
        W={"Type": "Wait", "Seconds": HOUR, "Next": "T"},
        T=wait_for_token(
            TimeoutSeconds=HOUR,
            Catch=[{"ErrorEquals": ["States.Timeout"], "Next": "Late"}],
            Next="Done",
        ),
        Late={"Type": "Wait", "Seconds": 60, "Next": "Done"},
        Done={"Type": "Succeed"},
    )
    for number in range(EXECUTIONS):
        here.machines.start("machine", f"run-{number}", {})
    here.activity.wait_quiet()
    here.advance(HOUR)
    accepted = send_while(here, seed, lambda: here.clock.step_to(here.clock.next_due()))
    here.activity.wait_quiet()
    late = sum("Late" in view.states_entered for view in here.machines.executions("machine"))
    here.advance(60)
    assert Counter(view.status for view in here.machines.executions("machine")) == {
        "SUCCEEDED": EXECUTIONS
    }
    assert late == EXECUTIONS - accepted
    assert here.clock.next_due() is None


def send_while(here, seed, step):
    """Answer all tokens from three threads while time steps on; how many answers were accepted."""
    tokens = random.Random(seed).sample(here.tokens, EXECUTIONS)
    together, accepted = threading.Barrier(4), []

    def send(mine):
        together.wait()
        for token in mine:
            try:
                here.machines.send_task_success(token, "{}")
            except TaskClosedError:
                continue
            accepted.append(token)

    threads = [threading.Thread(target=send, args=(tokens[part::3],)) for part in range(3)]
    for thread in threads:
        thread.start()
    together.wait()
    step()
    for thread in threads:
        thread.join()
    return len(accepted)


def test_quiet_is_never_told_while_work_is_left(here):
    """Each wait wakes a Map of flaky calls; whenever it is quiet, all calls due have been made."""
    calls = Counter()

    def flaky(event, context):
        calls[event["run"], event["item"]] += 1
        if calls[event["run"], event["item"]] == 1:
            raise TimeoutError

    here.functions.add_handler("flaky", flaky)
    retry = [{"ErrorEquals": ["TimeoutError"], "IntervalSeconds": 10}]
    processor = {"StartAt": "T", "States": {"T": call("flaky", Retry=retry, End=True)}}
    here.create(
        W={"Type": "Wait", "Seconds": "{% $states.input.seconds %}", "Next": "M"},
        M={
            "Type": "Map",
            "Items": [1, 2, 3],
            "ItemSelector": {
                "run": "{% $states.context.Execution.Name %}",
                "item": "{% $states.context.Map.Item.Value %}",
            },
            "ItemProcessor": processor,
            "End": True,
        },
    )
    for number in range(EXECUTIONS):
        here.machines.start("machine", f"run-{number}", {"seconds": 1 + number % 5})
    here.activity.wait_quiet()
    for second in range(1, 6):
        here.clock.step_to(here.clock.next_due())
        here.activity.wait_quiet()
        assert sum(calls.values()) == 3 * EXECUTIONS // 5 * second
    here.advance(15)
    assert set(calls.values()) == {2}
    assert {view.status for view in here.machines.executions("machine")} == {"SUCCEEDED"}


def test_stopping_while_steps_run_leaves_nothing_behind(here):
    here.create(
        P={"Type": "Pass", "Next": "T"},
        T=wait_for_token(TimeoutSeconds=HOUR, Next="P"),
    )
    for number in range(EXECUTIONS):
        here.machines.start("machine", f"run-{number}", {})
    here.stop()
    assert here.activity.count == 0
    assert here.clock.next_due() is None
    assert {view.status for view in here.machines.executions("machine")} == {"ABORTED"}
