import json
from datetime import timedelta

import pytest

from tests.infra.local.asl.stepfunctions_world import wait_for_token, world

PASS = {"Type": "Pass", "End": True}


@pytest.fixture(params=["us-east-1", "cn-north-1"])
def here(request):
    with world(request.param) as made:
        yield made


@pytest.fixture
def steps(here):
    return here.client("stepfunctions")


class TestStartExecution:
    def test_runs_and_is_described(self, here, steps):
        arn = here.create(P=PASS)
        started = steps.start_execution(stateMachineArn=arn, name="order-1", input='{"n": 1}')
        here.activity.wait_quiet()
        told = steps.describe_execution(executionArn=started["executionArn"])
        assert told["executionArn"] == here.execution_arn("order-1")
        assert (told["status"], told["output"]) == ("SUCCEEDED", '{"n": 1}')
        assert told["startDate"] == told["stopDate"] == here.clock.now()

    def test_same_name_and_input_while_running_is_the_same_execution(self, here, steps):
        arn = here.create(T=wait_for_token())
        first = steps.start_execution(stateMachineArn=arn, name="order-1", input="{}")
        again = steps.start_execution(stateMachineArn=arn, name="order-1", input="{}")
        here.activity.wait_quiet()
        assert first["executionArn"] == again["executionArn"]
        assert len(here.tokens) == 1

    def test_other_input_or_a_closed_execution_is_refused(self, here, steps):
        arn = here.create(T=wait_for_token())
        start = {"stateMachineArn": arn, "name": "order-1"}
        steps.start_execution(**start, input="{}")
        here.activity.wait_quiet()
        with pytest.raises(steps.exceptions.ExecutionAlreadyExists):
            steps.start_execution(**start, input='{"other": 1}')
        steps.send_task_success(taskToken=here.tokens[0], output="{}")
        here.activity.wait_quiet()
        with pytest.raises(steps.exceptions.ExecutionAlreadyExists):
            steps.start_execution(**start, input="{}")

    def test_a_name_is_free_again_after_90_days(self, here, steps):
        arn = here.create(P=PASS)
        steps.start_execution(stateMachineArn=arn, name="order-1", input="{}")
        here.advance(timedelta(days=90).total_seconds())
        with pytest.raises(steps.exceptions.ExecutionAlreadyExists):
            steps.start_execution(stateMachineArn=arn, name="order-1", input="{}")
        here.advance(1)
        steps.start_execution(stateMachineArn=arn, name="order-1", input='{"n": 2}')
        here.activity.wait_quiet()
        assert here.output("order-1") == {"n": 2}

    def test_without_a_name_each_is_its_own(self, here, steps):
        arn = here.create(P=PASS)
        arns = {steps.start_execution(stateMachineArn=arn)["executionArn"] for _ in range(2)}
        here.activity.wait_quiet()
        assert len(arns) == 2

    def test_wrong_requests_are_refused_by_name(self, here, steps):
        arn = here.create(P=PASS)
        for name in ("order 1", "order~1", "order:1", "order/1", "x" * 81):
            with pytest.raises(steps.exceptions.InvalidName):
                steps.start_execution(stateMachineArn=arn, name=name)
        with pytest.raises(steps.exceptions.InvalidExecutionInput):
            steps.start_execution(stateMachineArn=arn, name="order-1", input="{")
        with pytest.raises(steps.exceptions.StateMachineDoesNotExist):
            steps.start_execution(stateMachineArn=arn + "x", name="order-1")


class TestTokens:
    def test_the_first_answer_counts_and_later_ones_are_refused(self, here, steps):
        here.create(T=wait_for_token())
        here.run()
        steps.send_task_success(taskToken=here.tokens[0], output='"first"')
        for send in (
            lambda: steps.send_task_success(taskToken=here.tokens[0], output='"second"'),
            lambda: steps.send_task_failure(taskToken=here.tokens[0], error="Late"),
            lambda: steps.send_task_heartbeat(taskToken=here.tokens[0]),
        ):
            here.activity.wait_quiet()
            with pytest.raises(steps.exceptions.TaskTimedOut):
                send()
        assert here.output() == "first"

    def test_an_answer_after_the_timeout_is_refused(self, here, steps):
        here.create(T=wait_for_token(TimeoutSeconds=60, End=True))
        here.run()
        here.advance(60)
        with pytest.raises(steps.exceptions.TaskTimedOut):
            steps.send_task_success(taskToken=here.tokens[0], output="{}")

    def test_an_answer_to_a_stopped_execution_is_refused(self, here, steps):
        here.create(T=wait_for_token())
        here.run()
        steps.stop_execution(executionArn=here.execution_arn())
        here.activity.wait_quiet()
        with pytest.raises(steps.exceptions.TaskTimedOut):
            steps.send_task_success(taskToken=here.tokens[0], output="{}")

    def test_what_was_never_a_token_is_invalid(self, here, steps):
        here.create(T=wait_for_token())
        here.run()
        for text in ("token", "x" * len(here.tokens[0])):
            with pytest.raises(steps.exceptions.InvalidToken):
                steps.send_task_success(taskToken=text, output="{}")

    def test_an_output_that_is_no_json_is_refused_and_the_task_goes_on(self, here, steps):
        here.create(T=wait_for_token())
        here.run()
        with pytest.raises(steps.exceptions.InvalidOutput):
            steps.send_task_success(taskToken=here.tokens[0], output="{")
        assert here.view().status == "RUNNING"

    def test_failure_carries_error_and_cause(self, here, steps):
        here.create(T=wait_for_token())
        here.run()
        steps.send_task_failure(taskToken=here.tokens[0], error="Moved", cause="cancelled")
        here.activity.wait_quiet()
        assert (here.view().error, here.view().cause) == ("Moved", "cancelled")

    def test_tokens_are_as_long_as_those_of_aws(self, here):
        here.create(T=wait_for_token())
        here.run()
        assert len(here.tokens[0]) == 668


def test_stop_aborts_with_error_and_cause_and_leaves_no_timer(here, steps):
    here.create(T=wait_for_token(TimeoutSeconds=60, End=True))
    here.run()
    steps.stop_execution(executionArn=here.execution_arn(), error="Replaced", cause="restart")
    here.activity.wait_quiet()
    told = steps.describe_execution(executionArn=here.execution_arn())
    assert (told["status"], told["error"], told["cause"]) == ("ABORTED", "Replaced", "restart")
    assert here.clock.next_due() is None


def test_executions_are_listed_newest_first_by_status(here, steps):
    arn = here.create(T=wait_for_token())
    for name in ("one", "two", "three"):
        here.run(name=name)
    steps.send_task_success(taskToken=here.tokens[1], output="{}")
    here.activity.wait_quiet()
    listed = steps.list_executions(stateMachineArn=arn, statusFilter="RUNNING")["executions"]
    assert [one["name"] for one in listed] == ["three", "one"]


def test_an_unknown_execution_is_refused(here, steps):
    here.create(P=PASS)
    with pytest.raises(steps.exceptions.ExecutionDoesNotExist):
        steps.describe_execution(executionArn=here.execution_arn("nobody"))


def test_a_second_world_in_the_same_process_starts_afresh(here, steps):
    here.create(P=PASS)
    here.run()
    here.stop()
    with world(here.region) as second:
        arn = second.create(P=PASS)
        second.client("stepfunctions").start_execution(stateMachineArn=arn, name="run", input="{}")
        second.activity.wait_quiet()
        assert [view.name for view in second.machines.executions("machine")] == ["run"]


def test_after_the_last_world_moto_answers_again(here, steps):
    arn = here.create(P=PASS)
    here.stop()
    assert json.dumps(steps.list_state_machines()["stateMachines"]) == "[]"
    with pytest.raises(steps.exceptions.StateMachineDoesNotExist):
        steps.start_execution(stateMachineArn=arn, name="late")


def test_stopping_aborts_what_runs(here):
    here.create(T=wait_for_token(TimeoutSeconds=60, End=True))
    here.run()
    here.stop()
    assert here.view().status == "ABORTED"
    assert here.clock.next_due() is None
    assert here.activity.count == 0
