import json
from collections import Counter

import pytest

from infra.local.asl.definition import InvalidDefinitionError
from tests.infra.local.asl.stepfunctions_world import START, call, definition, wait_for_token, world

HOUR = 3600


@pytest.fixture
def here():
    with world() as made:
        yield made


def failing(name, message="", times=1_000_000):
    """A handler that raises an error of this name so many times, then answers its event."""
    left = [times]
    error = type(name, (Exception,), {})

    def handler(event, context):
        if left[0]:
            left[0] -= 1
            raise error(message)
        return event

    return handler


class TestWait:
    def test_seconds_pass_on_the_business_clock(self, here):
        here.create(W={"Type": "Wait", "Seconds": HOUR, "End": True})
        here.run({"n": 1})
        here.advance(HOUR - 1)
        assert here.view().status == "RUNNING"
        here.advance(1)
        assert here.view().status == "SUCCEEDED"
        assert here.output() == {"n": 1}

    @pytest.mark.parametrize(
        "text", ["2026-03-01T09:00:00Z", "2026-03-01T09:00:00.000Z", "2026-03-01T17:00:00+08:00"]
    )
    def test_timestamps_are_read_with_their_zone(self, here, text):
        here.create(W={"Type": "Wait", "Timestamp": "{% $states.input.at %}", "End": True})
        here.run({"at": text})
        assert (here.clock.next_due() - START).total_seconds() == HOUR

    def test_a_moment_that_is_past_is_not_waited_for(self, here):
        here.create(W={"Type": "Wait", "Timestamp": "2026-03-01T08:00:00Z", "End": True})
        here.run()
        assert here.view().status == "SUCCEEDED"

    def test_a_timestamp_without_a_zone_fails(self, here):
        here.create(W={"Type": "Wait", "Timestamp": "2026-03-01T08:00:00", "End": True})
        here.run()
        assert here.view().error == "States.QueryEvaluationError"

    def test_a_parked_execution_leaves_everything_quiet(self, here):
        here.create(W={"Type": "Wait", "Seconds": HOUR, "End": True})
        here.run()
        assert here.activity.count == 0


class TestExpressions:
    def test_clock_functions_tell_business_time(self, here):
        here.create(
            W={"Type": "Wait", "Seconds": HOUR, "Next": "P"},
            P={
                "Type": "Pass",
                "Output": {"millis": "{% $millis() %}", "now": "{% $now() %}"},
                "End": True,
            },
        )
        here.run()
        here.advance(HOUR)
        assert here.output() == {
            "millis": int(here.clock.now().timestamp() * 1000),
            "now": "2026-03-01T09:00:00.000Z",
        }

    def test_context_names_execution_machine_and_state(self, here):
        here.create(P={"Type": "Pass", "Output": "{% $states.context %}", "End": True})
        here.run({"order_id": "7"}, name="order-7")
        context = here.output("order-7")
        assert context["Execution"] == {
            "Id": here.execution_arn("order-7"),
            "Input": {"order_id": "7"},
            "Name": "order-7",
            "StartTime": "2026-03-01T08:00:00.000Z",
        }
        assert context["StateMachine"]["Name"] == "machine"
        assert context["State"]["Name"] == "P"
        assert context["State"]["EnteredTime"] == "2026-03-01T08:00:00.000Z"

    def test_assigned_variables_are_seen_from_the_next_state_on(self, here):
        here.create(
            A={"Type": "Pass", "Assign": {"n": "{% $states.input.n + 1 %}"}, "Next": "B"},
            B={
                "Type": "Pass",
                "Assign": {"n": "{% $n * 10 %}"},
                "Output": "{% $n %}",
                "Next": "C",
            },
            C={"Type": "Pass", "Output": "{% [$states.input, $n] %}", "End": True},
        )
        here.run({"n": 1})
        assert here.output() == [2, 20]

    def test_null_is_a_value_and_undefined_an_error(self, here):
        here.create(P={"Type": "Pass", "Output": "{% $states.input.maybe %}", "End": True})
        here.run({"maybe": None}, name="null")
        here.run({}, name="undefined")
        assert here.output("null") is None
        assert here.view("undefined").error == "States.QueryEvaluationError"

    def test_text_around_an_expression_is_no_expression(self, here):
        here.create(P={"Type": "Pass", "Output": "see {% 1 %}", "End": True})
        here.run()
        assert here.output() == "see {% 1 %}"


class TestChoiceAndEnds:
    @pytest.fixture(autouse=True)
    def machine(self, here):
        here.create(
            C={
                "Type": "Choice",
                "Choices": [
                    {"Condition": "{% $states.input.n > 10 %}", "Next": "Big", "Output": "big"},
                    {"Condition": "{% $states.input.n > 5 %}", "Next": "Big"},
                ],
                "Default": "Small",
            },
            Big={"Type": "Succeed"},
            Small={"Type": "Fail", "Error": "TooSmall", "Cause": "{% 'n is ' & $states.input.n %}"},
        )

    def test_the_first_rule_that_holds_counts(self, here):
        here.run({"n": 11})
        assert (here.view().states_entered, here.output()) == (["C", "Big"], "big")

    def test_a_rule_without_output_passes_the_input_on(self, here):
        here.run({"n": 6})
        assert here.output() == {"n": 6}

    def test_default_and_fail(self, here):
        here.run({"n": 1})
        view = here.view()
        assert (view.status, view.error, view.cause) == ("FAILED", "TooSmall", "n is 1")

    def test_a_condition_that_is_no_boolean_fails(self, here):
        here.create(
            "odd",
            C={"Type": "Choice", "Choices": [{"Condition": "{% 1 %}", "Next": "S"}]},
            S={"Type": "Succeed"},
        )
        here.run(machine="odd")
        assert here.view(machine="odd").error == "States.QueryEvaluationError"

    def test_no_rule_and_no_default_fails(self, here):
        here.create(
            "open",
            C={"Type": "Choice", "Choices": [{"Condition": "{% false %}", "Next": "S"}]},
            S={"Type": "Succeed"},
        )
        here.run(machine="open")
        assert here.view(machine="open").error == "States.NoChoiceMatched"


class TestFunctionTask:
    def test_payload_reaches_the_function_and_its_answer_the_output(self, here):
        here.functions.add_handler("double", lambda event, context: event["n"] * 2)
        here.create(T=call("double"))
        here.run({"n": 21})
        assert here.output() == 42

    def test_an_exception_is_caught_by_its_name(self, here):
        here.functions.add_handler("fail", failing("OrderStillOpen", "held"))
        catch = [
            {"ErrorEquals": ["Other"], "Next": "Wrong"},
            {"ErrorEquals": ["OrderStillOpen"], "Next": "Caught"},
        ]
        here.create(
            T=call("fail", Catch=catch, End=True),
            Caught={"Type": "Succeed"},
            Wrong={"Type": "Fail"},
        )
        here.run()
        assert here.view().states_entered == ["T", "Caught"]
        assert here.output()["Error"] == "OrderStillOpen"
        assert json.loads(here.output()["Cause"])["errorMessage"] == "held"

    def test_a_catcher_shapes_its_output_and_assigns(self, here):
        here.functions.add_handler("fail", failing("Bad"))
        catch = {
            "ErrorEquals": ["States.ALL"],
            "Assign": {"why": "{% $states.errorOutput.Error %}"},
            "Output": {"kept": "{% $states.input.n %}"},
            "Next": "P",
        }
        here.create(
            T=call("fail", Catch=[catch], End=True),
            P={"Type": "Pass", "Output": "{% [$why, $states.input.kept] %}", "End": True},
        )
        here.run({"n": 1})
        assert here.output() == ["Bad", 1]

    def test_an_unknown_function_has_a_name_of_its_own(self, here):
        here.create(T=call("missing"))
        here.run()
        assert here.view().error == "Lambda.ResourceNotFoundException"

    def test_a_failing_output_can_be_caught(self, here):
        here.functions.add_handler("echo", lambda event, context: event)
        broken = call(
            "echo",
            Output="{% $states.result.Payload.none %}",
            Catch=[{"ErrorEquals": ["States.QueryEvaluationError"], "Next": "S"}],
            End=True,
        )
        here.create(T=broken, S={"Type": "Succeed"})
        here.run()
        assert here.view().status == "SUCCEEDED"

    def test_an_answer_after_the_deadline_does_not_count(self, here):
        def slow(event, context):
            here.clock.step_to(here.clock.now() + (START.resolution * 31_000_000))

        here.functions.add_handler("slow", slow)
        here.create(
            T=call(
                "slow",
                TimeoutSeconds=30,
                Catch=[{"ErrorEquals": ["States.Timeout"], "Next": "S"}],
                End=True,
            ),
            S={"Type": "Succeed"},
        )
        here.run()
        assert here.view().states_entered == ["T", "S"]


class TestRetry:
    def retrying(self, here, times, **retrier):
        here.functions.add_handler("flaky", failing("Retryable", times=times))
        here.create(T=call("flaky", Retry=[{"ErrorEquals": ["Retryable"], **retrier}], End=True))
        here.run({"n": 1})

    def delays(self, here, count):
        found = []
        for _ in range(count):
            seconds = (here.clock.next_due() - here.clock.now()).total_seconds()
            found.append(seconds)
            here.advance(seconds)
        return found

    def test_backs_off_up_to_the_longest_delay_and_then_gives_up(self, here):
        self.retrying(
            here, 9, IntervalSeconds=2, BackoffRate=3.0, MaxAttempts=4, MaxDelaySeconds=20,
            JitterStrategy="FULL",
        )  # fmt: skip
        assert self.delays(here, 4) == [2, 6, 18, 20]
        assert (here.view().status, here.view().error) == ("FAILED", "Retryable")

    def test_succeeds_when_an_attempt_does(self, here):
        self.retrying(here, 2, IntervalSeconds=1, BackoffRate=2.0)
        assert self.delays(here, 2) == [1, 2]
        assert here.output() == {"n": 1}
        assert here.view().states_entered == ["T"]

    def test_no_attempts_means_no_retry(self, here):
        self.retrying(here, 1, MaxAttempts=0)
        assert here.view().status == "FAILED"

    def test_each_retrier_counts_for_itself(self, here):
        errors = iter([KeyError("a"), ValueError("b"), KeyError("c")])

        def handler(event, context):
            raise next(errors)

        here.functions.add_handler("flaky", handler)
        one = {"MaxAttempts": 1, "IntervalSeconds": 1}
        retry = [{"ErrorEquals": ["KeyError"], **one}, {"ErrorEquals": ["ValueError"], **one}]
        here.create(T=call("flaky", Retry=retry, End=True))
        here.run()
        here.advance(10)
        assert here.view().cause is not None
        assert json.loads(here.view().cause)["errorMessage"] == "'c'"


class TestTaskToken:
    def test_success_continues_with_the_output(self, here):
        here.create(T=wait_for_token())
        here.run()
        assert here.view().status == "RUNNING"
        here.machines.send_task_success(here.tokens[0], '{"due_at": "soon"}')
        here.activity.wait_quiet()
        assert here.output() == {"due_at": "soon"}

    def test_failure_is_caught_by_its_name(self, here):
        catch = [{"ErrorEquals": ["OrderMovedElsewhere"], "Next": "S"}]
        here.create(T=wait_for_token(Catch=catch, End=True), S={"Type": "Succeed"})
        here.run()
        here.machines.send_task_failure(here.tokens[0], "OrderMovedElsewhere", "cancelled")
        here.activity.wait_quiet()
        assert here.output() == {"Error": "OrderMovedElsewhere", "Cause": "cancelled"}

    def test_times_out_on_the_business_clock(self, here):
        timeout = "{% $ceil(($toMillis($states.input.due_at) - $millis()) / 1000) %}"
        catch = [{"ErrorEquals": ["States.Timeout"], "Next": "S"}]
        here.create(
            T=wait_for_token(TimeoutSeconds=timeout, Catch=catch, End=True), S={"Type": "Succeed"}
        )
        here.run({"due_at": "2026-03-03T08:00:00Z"})
        here.advance(48 * HOUR - 1)
        assert here.view().status == "RUNNING"
        here.advance(1)
        assert here.view().states_entered == ["T", "S"]

    def test_an_answered_task_leaves_no_timer(self, here):
        here.create(T=wait_for_token(TimeoutSeconds=HOUR, HeartbeatSeconds=60, End=True))
        here.run()
        here.machines.send_task_success(here.tokens[0], "{}")
        here.activity.wait_quiet()
        assert here.clock.next_due() is None

    def test_every_attempt_has_a_token_of_its_own(self, here):
        retry = [{"ErrorEquals": ["Again"], "IntervalSeconds": 5}]
        here.create(T=wait_for_token(Retry=retry, End=True))
        here.run()
        here.machines.send_task_failure(here.tokens[0], "Again", "")
        here.advance(5)
        here.machines.send_task_success(here.tokens[1], "{}")
        here.activity.wait_quiet()
        assert here.tokens[0] != here.tokens[1]
        assert here.view().status == "SUCCEEDED"

    @pytest.mark.parametrize("caught", ["States.HeartbeatTimeout", "States.Timeout"])
    def test_a_missing_heartbeat_ends_the_wait(self, here, caught):
        catch = [{"ErrorEquals": [caught], "Next": "S"}]
        task = wait_for_token(TimeoutSeconds=HOUR, HeartbeatSeconds=60, Catch=catch, End=True)
        here.create(T=task, S={"Type": "Succeed"})
        here.run()
        here.advance(59)
        here.machines.send_task_heartbeat(here.tokens[0])
        here.advance(59)
        assert here.view().status == "RUNNING"
        here.advance(1)
        assert here.output()["Error"] == "States.HeartbeatTimeout"

    def test_an_answer_that_overtakes_the_call_counts(self, here):
        def answer_at_once(event, context):
            here.machines.send_task_success(event["token"], '"quick"')

        here.functions.add_handler("keep-token", answer_at_once)
        here.create(T=wait_for_token())
        here.run()
        assert here.output() == "quick"

    def test_a_failing_call_ends_the_task(self, here):
        here.functions.add_handler("keep-token", failing("NoRoom"))
        here.create(T=wait_for_token(TimeoutSeconds=HOUR, End=True))
        here.run()
        assert here.view().error == "NoRoom"
        assert here.clock.next_due() is None


class TestMapAndParallel:
    def test_map_keeps_order_and_sees_index_value_and_outer_variables(self, here):
        here.create(
            A={"Type": "Pass", "Assign": {"factor": 10}, "Next": "M"},
            M={
                "Type": "Map",
                "Items": "{% $states.input.lines %}",
                "ItemSelector": {
                    "i": "{% $states.context.Map.Item.Index %}",
                    "n": "{% $states.context.Map.Item.Value * $factor %}",
                },
                "ItemProcessor": {
                    "ProcessorConfig": {"Mode": "INLINE"},
                    "StartAt": "P",
                    "States": {"P": {"Type": "Pass", "Assign": {"factor": 0}, "End": True}},
                },
                "Next": "Z",
            },
            Z={"Type": "Pass", "Output": "{% [$states.input, $factor] %}", "End": True},
        )
        here.run({"lines": [3, 1, 2]})
        expected = [{"i": 0, "n": 30}, {"i": 1, "n": 10}, {"i": 2, "n": 20}]
        assert here.output() == [*expected, 10]
        assert Counter(here.view().states_entered) == {"A": 1, "M": 1, "P": 3, "Z": 1}

    def map_of_executions(self, here, **fields):
        """A map whose items are executions of their own: each asks a function for its tenth."""
        here.functions.add_handler("tenth", lambda event, context: 10 / event["n"])
        call = {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Arguments": {"FunctionName": "tenth", "Payload": "{% $states.input %}"},
            "Output": "{% [$states.context.Execution.Input.n, $states.result.Payload] %}",
            "End": True,
        }
        config = {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}
        here.create(
            M={
                "Type": "Map",
                "Items": "{% $states.input %}",
                "ItemSelector": {"n": "{% $states.context.Map.Item.Value %}"},
                "ItemProcessor": {
                    "ProcessorConfig": config,
                    "StartAt": "T",
                    "States": {"T": call},
                },
                "End": True,
                **fields,
            },
        )

    def test_an_item_may_be_an_execution_of_its_own(self, here):
        self.map_of_executions(here)
        here.run([5, 2])
        assert here.output() == [[5, 2], [2, 5]]
        assert here.view().states_entered == ["M"]

    def test_an_execution_of_an_item_that_fails_stops_the_map_unless_that_is_tolerated(self, here):
        self.map_of_executions(here)
        here.run([5, 0])
        assert here.view().error == "ZeroDivisionError"
        self.map_of_executions(here, ToleratedFailurePercentage=100)
        here.run([0, 5], name="tolerant")
        assert here.view("tolerant").status == "SUCCEEDED"
        assert here.output("tolerant")[1] == [5, 2]

    def test_what_a_map_tolerates_in_part_is_not_emulated(self, here):
        with pytest.raises(InvalidDefinitionError, match="all failures are tolerated, or none"):
            self.map_of_executions(here, ToleratedFailurePercentage=5)

    def map_of_tokens(self, here, **fields):
        here.functions.add_handler("note", lambda event, context: here.tokens.append(event))
        processor = {"StartAt": "W", "States": {"W": wait_for_token(TimeoutSeconds=HOUR, End=True)}}
        here.create(
            M={
                "Type": "Map",
                "Items": "{% $states.input %}",
                "ItemProcessor": processor,
                **(fields or {"End": True}),
            },
            S={"Type": "Succeed"},
        )

    def test_no_more_items_at_once_than_allowed(self, here):
        self.map_of_tokens(here, MaxConcurrency=2, End=True)
        here.run([1, 2, 3])
        assert len(here.tokens) == 2
        here.machines.send_task_success(here.tokens[0], '"a"')
        here.activity.wait_quiet()
        assert len(here.tokens) == 3
        for token in here.tokens[1:]:
            here.machines.send_task_success(token, '"b"')
        here.activity.wait_quiet()
        assert sorted(here.output()) == ["a", "b", "b"]

    def test_the_first_failure_ends_the_other_items(self, here):
        self.map_of_tokens(here, Catch=[{"ErrorEquals": ["Bad"], "Next": "S"}], End=True)
        here.run([1, 2, 3])
        here.machines.send_task_failure(here.tokens[1], "Bad", "")
        here.activity.wait_quiet()
        assert here.output() == {"Error": "Bad", "Cause": ""}
        assert here.clock.next_due() is None

    def test_an_empty_map_is_done(self, here):
        self.map_of_tokens(here)
        here.run([])
        assert here.output() == []

    def test_items_that_are_no_array_fail(self, here):
        self.map_of_tokens(here)
        here.run({"n": 1})
        assert here.view().error == "States.QueryEvaluationError"

    def test_parallel_joins_its_branches_in_order(self, here):
        slow = {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 60, "End": True}}}
        fast = {"StartAt": "F", "States": {"F": {"Type": "Pass", "Output": "fast", "End": True}}}
        here.create(
            P={"Type": "Parallel", "Arguments": {"n": 1}, "Branches": [slow, fast], "End": True}
        )
        here.run()
        assert here.view().status == "RUNNING"
        here.advance(60)
        assert here.output() == [{"n": 1}, "fast"]


class TestDynamoDb:
    @pytest.fixture(autouse=True)
    def table(self, here):
        here.client("dynamodb").create_table(
            TableName="table",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "PK", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}],
        )

    def update(self, resource, **fields):
        return {
            "Type": "Task",
            "Resource": f"arn:aws:states:::{resource}",
            "Arguments": {
                "TableName": "table",
                "Key": {"PK": {"S": "{% $states.input.id %}"}},
                "UpdateExpression": "SET task_token = :token",
                "ConditionExpression": "attribute_exists(PK)",
                "ExpressionAttributeValues": {":token": {"S": "kept"}},
            },
            **fields,
        }

    @pytest.mark.parametrize(
        ("resource", "error"),
        [
            ("aws-sdk:dynamodb:updateItem", "DynamoDb.ConditionalCheckFailedException"),
            ("dynamodb:updateItem", "DynamoDB.ConditionalCheckFailedException"),
        ],
    )
    def test_a_failed_condition_is_named_as_the_integration_names_it(self, here, resource, error):
        here.create(T=self.update(resource, End=True))
        here.run({"id": "none"})
        assert here.view().error == error

    def test_items_are_read_and_written(self, here):
        client = here.client("dynamodb")
        client.put_item(TableName="table", Item={"PK": {"S": "one"}})
        get = {
            "Type": "Task",
            "Resource": "arn:aws:states:::dynamodb:getItem",
            "Arguments": {"TableName": "table", "Key": {"PK": {"S": "one"}}},
            "Output": "{% $states.result.Item.task_token.S %}",
            "End": True,
        }
        here.create(
            T=self.update("aws-sdk:dynamodb:updateItem", Output="{% $states.input %}", Next="G"),
            G=get,
        )
        here.run({"id": "one"})
        assert here.output() == "kept"

    def test_arguments_that_the_service_does_not_know_fail(self, here):
        here.create(
            T={
                "Type": "Task",
                "Resource": "arn:aws:states:::aws-sdk:dynamodb:getItem",
                "Arguments": {"Table": "table"},
                "End": True,
            }
        )
        here.run()
        assert here.view().error == "States.Runtime"


def test_other_services_are_called_with_their_own_spelling(here):
    queue = here.client("sqs").create_queue(QueueName="queue")["QueueUrl"]
    here.create(
        T={
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage",
            "Arguments": {"QueueUrl": queue, "MessageBody": {"order": "{% $states.input.id %}"}},
            "End": True,
        }
    )
    here.run({"id": "7"})
    [message] = here.client("sqs").receive_message(QueueUrl=queue)["Messages"]
    assert json.loads(message["Body"]) == {"order": "7"}
    assert here.output()["MessageId"] == message["MessageId"]


def test_a_machine_can_start_another(here):
    here.create("inner", P={"Type": "Pass", "Output": "done", "End": True})
    here.create(
        "outer",
        T={
            "Type": "Task",
            "Resource": "arn:aws:states:::states:startExecution",
            "Arguments": {
                "StateMachineArn": here.machines.arn("inner"),
                "Name": "nested",
                "Input": {"n": 1},
            },
            "End": True,
        },
    )
    here.run(machine="outer")
    assert here.output("nested", "inner") == "done"
    assert here.output(machine="outer")["StartDate"] == "2026-03-01T08:00:00.000Z"


def test_an_execution_ends_at_its_own_time_limit(here):
    document = json.loads(definition(W={"Type": "Wait", "Seconds": 2 * HOUR, "End": True}))
    here.machines.create("limited", json.dumps({**document, "TimeoutSeconds": HOUR}), {})
    here.run(machine="limited")
    here.advance(HOUR)
    assert here.view(machine="limited").status == "TIMED_OUT"
    assert here.clock.next_due() is None


class TestCreate:
    def test_substitutions_replace_what_the_definition_leaves_open(self, here):
        text = definition(P={"Type": "Pass", "Output": "${Table} in ${Stage}", "End": True})
        here.machines.create("machine", text, {"Table": "orders", "Stage": "test"})
        here.run()
        assert here.output() == "orders in test"

    def test_a_missing_substitution_is_named(self, here):
        text = definition(P={"Type": "Pass", "Output": "${Table}", "End": True})
        with pytest.raises(InvalidDefinitionError, match="add Table to DefinitionSubstitutions"):
            here.machines.create("machine", text, {})

    @pytest.mark.parametrize(
        ("state", "message"),
        [
            ({"Type": "Pass", "Next": "Nowhere"}, "'Nowhere', which is no state"),
            ({"Type": "Pass"}, "give either Next or End"),
            ({"Type": "Pass", "ResultPath": "$", "End": True}, "ResultPath is not emulated"),
            ({"Type": "Dream", "End": True}, "'Dream' is not emulated"),
            ({"Type": "Pass", "Output": "{% 1 + %}", "End": True}, r"\{% 1 \+ %\}"),
            (
                {"Type": "Task", "Resource": "arn:aws:lambda:::function:x", "End": True},
                "arn:aws:lambda:::function:x' is not emulated",
            ),
        ],
    )
    def test_a_wrong_definition_is_refused(self, here, state, message):
        with pytest.raises(InvalidDefinitionError, match=message):
            here.create(S=state)

    def test_json_path_definitions_are_refused(self, here):
        with pytest.raises(InvalidDefinitionError, match="JSONata"):
            here.machines.create("machine", '{"StartAt": "P", "States": {}}', {})

    @pytest.mark.parametrize(
        ("region", "arn"),
        [
            ("us-east-1", "arn:aws:states:us-east-1:123456789012:stateMachine:machine"),
            ("cn-north-1", "arn:aws-cn:states:cn-north-1:123456789012:stateMachine:machine"),
        ],
    )
    def test_arns_follow_the_region(self, region, arn):
        with world(region) as made:
            assert made.create(P={"Type": "Pass", "End": True}) == arn
