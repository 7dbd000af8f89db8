"""Our interpreter against moto's own, on definitions that need no business time."""

import json
import sys

import boto3
import pytest
from jsonata.jsonata import Jsonata
from moto import mock_aws
from moto.stepfunctions.parser import models, utils

from tests.infra.local.asl.stepfunctions_world import definition, world

REGION = "us-east-1"
TABLE = {
    "TableName": "table",
    "BillingMode": "PAY_PER_REQUEST",
    "AttributeDefinitions": [{"AttributeName": "PK", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "PK", "KeyType": "HASH"}],
}
SUCCEED = {"Type": "Succeed"}
PUT_ONCE = {
    "Type": "Task",
    "Resource": "arn:aws:states:::aws-sdk:dynamodb:putItem",
    "Arguments": {
        "TableName": "table",
        "Item": {"PK": {"S": "{% 'ORDER#' & $states.input.id %}"}, "n": {"N": "1"}},
        "ConditionExpression": "attribute_not_exists(PK)",
    },
    "Output": "{% $states.input %}",
}
GET = {
    "Type": "Task",
    "Resource": "arn:aws:states:::dynamodb:getItem",
    "Arguments": {
        "TableName": "table",
        "Key": {"PK": {"S": "{% 'ORDER#' & $states.input.id %}"}},
    },
    "Output": {"n": "{% $number($states.result.Item.n.N) %}"},
    "End": True,
}
CHOICE = {
    "Type": "Choice",
    "Choices": [
        {"Condition": "{% $states.input.awaiting = 'shipment' %}", "Next": "Ship"},
        {"Condition": "{% $states.input.awaiting in ['window', 'held'] %}", "Next": "Hold"},
    ],
    "Default": "Settled",
}
ENDS = {
    "Ship": {"Type": "Pass", "Output": {"at": "ship"}, "End": True},
    "Hold": {"Type": "Fail", "Error": "Held", "Cause": "{% $states.input.awaiting %}"},
    "Settled": SUCCEED,
}
DOUBLED = {
    "StartAt": "D",
    "States": {"D": {"Type": "Pass", "Output": "{% $states.input.n * 2 %}", "End": True}},
}
MAP = {
    "Type": "Map",
    "Items": "{% $states.input.lines %}",
    "ItemSelector": {"n": "{% $states.context.Map.Item.Value %}"},
    "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, **DOUBLED},
    "MaxConcurrency": 1,
    "Output": {"doubled": "{% $states.result %}"},
    "End": True,
}
CAUGHT = [
    {
        "ErrorEquals": ["DynamoDb.ConditionalCheckFailedException"],
        "Output": {"caught": "{% $states.errorOutput.Error %}"},
        "Next": "S",
    }
]
ASKED = "$states.context.Execution.Input.id"
LOOK_UP = {
    "G": {
        "Type": "Task",
        "Resource": "arn:aws:states:::dynamodb:getItem",
        "Arguments": {
            "TableName": "table",
            "Key": {
                "PK": {"S": f"{{% 'ORDER#' & ($type({ASKED}) = 'string' ? {ASKED} : '') %}}"},
            },
        },
        "Output": {
            "awaiting": "{% [$states.result.Item.awaiting.S, 'nowhere'][0] %}",
            "due_at": "{% [$states.result.Item.due_at.S, ''][0] %}",
        },
        "Next": "C",
    },
    "C": {
        "Type": "Choice",
        "Choices": [{"Condition": "{% $states.input.awaiting = 'nowhere' %}", "Next": "W"}],
        "Default": "S",
    },
    "S": SUCCEED,
    "W": {
        "Type": "Fail",
        "Error": "WrongInput",
        "Cause": "{% 'no order: ' & $string($states.context.Execution.Input) %}",
    },
}
LOST = [{"ErrorEquals": ["States.QueryEvaluationError"], "Next": "G"}]


def wait_less():
    """A Task whose arguments and timeout name what its input lacks."""
    return {
        **PUT_ONCE,
        "Arguments": {
            "TableName": "table",
            "Item": {"PK": {"S": "{% $states.input.due_at %}"}},
        },
        "TimeoutSeconds": "{% $max([1, $toMillis($states.input.due_at)]) %}",
    }


CASES = {
    "pass": ({"P": {"Type": "Pass", "Output": "{% $states.input.n + 1 %}", "End": True}}, {"n": 1}),
    "choice-first": ({"C": CHOICE, **ENDS}, {"awaiting": "shipment"}),
    "choice-second": ({"C": CHOICE, **ENDS}, {"awaiting": "held"}),
    "choice-default": ({"C": CHOICE, **ENDS}, {"awaiting": "nothing"}),
    "write-then-read": ({"P": {**PUT_ONCE, "Next": "G"}, "G": GET}, {"id": "1"}),
    "sdk-error-caught": (
        {
            "P": {**PUT_ONCE, "Next": "Q"},
            "Q": {**PUT_ONCE, "Catch": CAUGHT, "End": True},
            "S": SUCCEED,
        },
        {"id": "1"},
    ),
    "sdk-error-uncaught": (
        {"P": {**PUT_ONCE, "Next": "Q"}, "Q": {**PUT_ONCE, "End": True}},
        {"id": "1"},
    ),
    "nothing-there": (LOOK_UP, {"id": "2"}),
    "field-missing": (LOOK_UP, {"ids": ["2"]}),
    "no-object": (LOOK_UP, "2"),
    "arguments-undefined": (
        {"T": {**wait_less(), "Catch": LOST, "End": True}, **LOOK_UP},
        {"id": "2"},
    ),
    "map": ({"M": MAP}, {"lines": [3, 1, 2]}),
    "map-empty": ({"M": MAP}, {"lines": []}),
    "parallel": (
        {"P": {"Type": "Parallel", "Branches": [DOUBLED, DOUBLED], "End": True}},
        {"n": 4},
    ),
    "variables": (
        {
            "A": {"Type": "Pass", "Assign": {"kept": "{% $states.input.n %}"}, "Next": "B"},
            "B": {"Type": "Pass", "Output": {"kept": "{% $kept %}"}, "End": True},
        },
        {"n": 7},
    ),
}


@pytest.fixture
def jsonata_in_moto(monkeypatch):
    """moto's interpreter wants a Java JSONata; the library that we use stands in for it."""

    def evaluate(expression):
        return json.loads(json.dumps(Jsonata(expression).evaluate(None)))

    for name, module in list(sys.modules.items()):
        if name.startswith("moto.stepfunctions.parser") and hasattr(
            module, "eval_jsonata_expression"
        ):
            monkeypatch.setattr(module, "eval_jsonata_expression", evaluate)


def ours(states, value):
    with world(REGION) as here:
        here.client("dynamodb").create_table(**TABLE)
        here.create(**states)
        here.run(value)
        told = here.client("stepfunctions").describe_execution(executionArn=here.execution_arn())
        return observed(told, here.view().states_entered)


def motos(states, value):
    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
        boto3.client("dynamodb", REGION).create_table(**TABLE)
        steps = boto3.client("stepfunctions", REGION)
        machine = steps.create_state_machine(
            name="machine",
            definition=definition(**states),
            roleArn="arn:aws:iam::123456789012:role/states",
        )["stateMachineArn"]
        run = steps.start_execution(stateMachineArn=machine, name="run", input=json.dumps(value))
        for thread in utils.TMP_THREADS:
            thread.join()
        told = steps.describe_execution(executionArn=run["executionArn"])
        return observed(told, entered(run["executionArn"]))


def entered(execution_arn):
    backend = models.stepfunctions_parser_backends["123456789012"][REGION]
    events = backend.get_execution_history(execution_arn)["events"]
    details = [event.get("stateEnteredEventDetails") for event in events]
    return [detail["name"] for detail in details if detail]


def observed(told, states):
    output = json.loads(told["output"]) if told.get("output") else None
    return told["status"], output, told.get("error"), states


@pytest.mark.parametrize("case", CASES)
def test_both_interpreters_agree(case, jsonata_in_moto):
    states, value = CASES[case]
    assert ours(states, value) == motos(states, value)
