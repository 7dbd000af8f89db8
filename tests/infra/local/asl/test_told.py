"""What Step Functions' API tells of machines, executions and their histories, page by page."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.infra.local.asl.stepfunctions_world import World, wait_for_token, world

FAILS = {
    "Type": "Task",
    "Resource": "arn:aws:states:::dynamodb:getItem",
    "Arguments": {"TableName": "nowhere", "Key": {"PK": {"S": "x"}}},
    "Retry": [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1, "MaxAttempts": 1}],
    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Ended"}],
    "Next": "Ended",
}
ENDED = {"Type": "Succeed"}


@pytest.fixture
def here() -> Iterator[World]:
    with world("us-east-1") as made:
        yield made


@pytest.fixture
def steps(here: World) -> Any:
    return here.client("stepfunctions")


def history(steps: Any, here: World, **asked: Any) -> list[dict[str, Any]]:
    told = steps.get_execution_history(executionArn=here.execution_arn(), **asked)
    events: list[dict[str, Any]] = told["events"]
    return events


def test_a_machine_is_described_as_it_was_defined(here: World, steps: Any) -> None:
    arn = here.create(T=wait_for_token())
    here.run()
    told = steps.describe_state_machine(stateMachineArn=arn)
    [listed] = steps.list_state_machines()["stateMachines"]
    of_run = steps.describe_state_machine_for_execution(executionArn=here.execution_arn())
    assert json.loads(told["definition"])["StartAt"] == "T"
    assert {name: told[name] for name in listed} == listed
    assert of_run["definition"] == told["definition"]
    with pytest.raises(steps.exceptions.StateMachineDoesNotExist):
        steps.describe_state_machine(stateMachineArn=f"{arn}x")


def test_executions_come_newest_first_and_a_new_one_moves_no_later_page(
    here: World, steps: Any
) -> None:
    arn = here.create(T=wait_for_token())
    for number in range(5):
        here.run(name=f"run-{number}")
    first = steps.list_executions(stateMachineArn=arn, maxResults=2)
    here.run(name="newer")
    rest = steps.get_paginator("list_executions").paginate(
        stateMachineArn=arn, PaginationConfig={"StartingToken": None, "PageSize": 2}
    )
    second = steps.list_executions(stateMachineArn=arn, maxResults=2, nextToken=first["nextToken"])
    assert [each["name"] for each in first["executions"]] == ["run-4", "run-3"]
    assert [each["name"] for each in second["executions"]] == ["run-2", "run-1"]
    assert [e["name"] for page in rest for e in page["executions"]] == [
        "newer",
        *(f"run-{number}" for number in reversed(range(5))),
    ]


@pytest.mark.parametrize("token", ["next", "-1", "99"])
def test_a_token_of_somewhere_else_is_refused(here: World, steps: Any, token: str) -> None:
    arn = here.create(T=wait_for_token())
    with pytest.raises(steps.exceptions.InvalidToken):
        steps.list_executions(stateMachineArn=arn, nextToken=token)


def test_a_history_tells_each_state_with_what_it_got_and_gave(here: World, steps: Any) -> None:
    here.create(P={"Type": "Pass", "Output": {"n": 2}, "Next": "Ended"}, Ended=ENDED)
    here.run({"n": 1})
    events = history(steps, here)
    assert [(each["id"], each["previousEventId"]) for each in events] == [
        (number, number - 1) for number in range(1, 7)
    ]
    assert [each["type"] for each in events] == [
        "ExecutionStarted",
        "PassStateEntered",
        "PassStateExited",
        "SucceedStateEntered",
        "SucceedStateExited",
        "ExecutionSucceeded",
    ]
    assert events[0]["executionStartedEventDetails"]["input"] == '{"n": 1}'
    assert events[1]["stateEnteredEventDetails"] == {"name": "P", "input": '{"n": 1}'}
    assert events[2]["stateExitedEventDetails"] == {"name": "P", "output": '{"n": 2}'}
    assert events[5]["executionSucceededEventDetails"]["output"] == '{"n": 2}'
    assert {each["timestamp"] for each in events} == {here.clock.now()}


def test_every_attempt_that_failed_is_told_with_its_error(here: World, steps: Any) -> None:
    here.create(T=FAILS, Ended=ENDED)
    here.run()
    here.advance(2)
    failed = [
        e["taskFailedEventDetails"] for e in history(steps, here) if e["type"] == "TaskFailed"
    ]
    assert [each["error"] for each in failed] == ["DynamoDB.ResourceNotFoundException"] * 2
    assert {(each["resourceType"], each["resource"]) for each in failed} == {
        ("dynamodb", "getItem")
    }


def test_a_time_out_and_a_stop_are_told_as_such(here: World, steps: Any) -> None:
    here.create(T=wait_for_token(TimeoutSeconds=60, Next="U"), U=wait_for_token(End=True))
    here.run()
    steps.stop_execution(executionArn=here.execution_arn(), error="Enough", cause="by hand")
    here.activity.wait_quiet()
    last = history(steps, here, reverseOrder=True)[0]
    assert (last["type"], last["executionAbortedEventDetails"]["error"]) == (
        "ExecutionAborted",
        "Enough",
    )
    here.create("timed", T=wait_for_token(TimeoutSeconds=60, End=True))
    here.run(machine="timed")
    here.advance(60)
    told = steps.get_execution_history(executionArn=here.execution_arn("run", "timed"))["events"]
    assert [each["type"] for each in told[-2:]] == ["TaskTimedOut", "ExecutionFailed"]


def test_a_history_comes_by_pages_either_way_and_without_its_data(here: World, steps: Any) -> None:
    here.create(P={"Type": "Pass", "Next": "Ended"}, Ended=ENDED)
    here.run({"secret": True})
    pages = steps.get_paginator("get_execution_history").paginate(
        executionArn=here.execution_arn(),
        reverseOrder=True,
        includeExecutionData=False,
        PaginationConfig={"PageSize": 4},
    )
    events = [event for page in pages for event in page["events"]]
    assert [each["id"] for each in events] == [6, 5, 4, 3, 2, 1]
    assert "secret" not in json.dumps(events, default=str)


def test_items_of_a_map_each_follow_their_own_line(here: World, steps: Any) -> None:
    inside = {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}
    here.create(M={"Type": "Map", "ItemProcessor": inside, "End": True})
    here.run([1, 2])
    events = {each["id"]: each for each in history(steps, here)}
    entered = [each for each in events.values() if each["type"] == "PassStateEntered"]
    exited = [each for each in events.values() if each["type"] == "PassStateExited"]
    assert {events[each["previousEventId"]]["type"] for each in entered} == {"MapStateEntered"}
    assert {each["previousEventId"] for each in exited} == {each["id"] for each in entered}
