"""The template keeps the rules of the house, and the checker sees each break of them."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from infra.checks import all_checks
from infra.checks.template_rules import of_type, violations
from infra.local.template_file import read_template
from shared.domain.rulebook.rule_proposals import NOTICE
from shared.ports import REMEMBERED_FOR

ROOT = Path(__file__).parents[2]
DOCUMENT = read_template(ROOT / "template.yaml")
STREAM = "StreamFunction.Changes"


@pytest.fixture
def document() -> dict[str, Any]:
    return read_template(ROOT / "template.yaml")


def properties(document: dict[str, Any], name: str) -> dict[str, Any]:
    return document["Resources"][name]["Properties"]


def first_statement(document: dict[str, Any], name: str) -> dict[str, Any]:
    return properties(document, name)["Policies"][0]["Statement"][0]


def test_the_template_keeps_every_rule() -> None:
    assert all_checks.template_violations(ROOT) == []


def test_each_function_folder_is_one_function() -> None:
    declared = {Path(it["CodeUri"]).name for _, it in of_type(DOCUMENT, "Serverless::Function")}
    folders = {path.name for path in (ROOT / "functions").iterdir() if any(path.glob("*.py"))}
    assert declared == folders


@pytest.mark.parametrize("missing", ["MemorySize", "Timeout"])
def test_a_function_without_a_size_or_time_is_seen(document: Any, missing: str) -> None:
    del properties(document, "SweeperFunction")[missing]
    assert violations(document) == [f"SweeperFunction has no {missing} of its own"]


@pytest.mark.parametrize("more", [0, 2])
def test_a_function_of_the_api_has_one_permission(document: Any, more: int) -> None:
    permission = document["Resources"].pop("CallbacksPermission")
    document["Resources"] |= {f"CallbacksPermission{number}": permission for number in range(more)}
    problem = f"CallbacksFunction has {more} permissions for the API, and 1 is right"
    assert violations(document) == [problem]


def test_a_permission_of_a_function_that_answers_no_route_is_seen(document: Any) -> None:
    properties(document, "CallbacksPermission")["FunctionName"] = {"Ref": "StreamFunction"}
    assert "StreamFunction has 1 permissions for the API, and 0 is right" in violations(document)


def test_a_route_in_the_template_is_seen(document: Any) -> None:
    event = {"Type": "Api", "Properties": {"Method": "GET", "Path": "/v1/orders"}}
    properties(document, "CallbacksFunction")["Events"] = {"More": event}
    problem = "CallbacksFunction.More is a route: write it in a view, then `make openapi`"
    assert violations(document) == [problem]


def test_an_asynchronous_call_without_failure_destination_is_seen(document: Any) -> None:
    del properties(document, "SweeperFunction")["EventInvokeConfig"]["DestinationConfig"]
    assert violations(document) == ["SweeperFunction has no failure destination"]


def test_settings_for_asynchronous_calls_that_nobody_makes_are_seen(document: Any) -> None:
    settings = properties(document, "SweeperFunction")["EventInvokeConfig"]
    properties(document, "StreamFunction")["EventInvokeConfig"] = settings
    problem = "StreamFunction is never called asynchronously: leave EventInvokeConfig out"
    assert violations(document) == [problem]


@pytest.mark.parametrize("name", ["StreamFunction", "PayoutMachine"])
@pytest.mark.parametrize(
    "role", [{"Policies": []}, {"Role": "arn"}, {"Policies": ["AmazonDynamoDBFullAccess"]}]
)
def test_a_role_that_is_not_spelt_out_is_seen(document: Any, name: str, role: Any) -> None:
    properties(document, name).update(role)
    problem = f"{name} has no role of its own: give it Policies of statements, and no Role"
    assert problem in violations(document)


@pytest.mark.parametrize("name", ["StorefrontFunction", "OrderLifecycleMachine"])
def test_a_log_that_is_not_kept_apart_is_seen(document: Any, name: str) -> None:
    other = {"Ref": "SweeperLog"}
    if name.endswith("Machine"):
        arn = {"LogGroupArn": {"Fn::GetAtt": ["SweeperLog", "Arn"]}}
        properties(document, name)["Logging"]["Destinations"] = [{"CloudWatchLogsLogGroup": arn}]
    else:
        properties(document, name)["LoggingConfig"]["LogGroup"] = other
    (problem,) = violations(document)
    assert "shares its log group with" in problem
    assert name in problem


@pytest.mark.parametrize("name", ["StorefrontFunction", "OrderLifecycleMachine"])
def test_a_log_without_retention_is_seen(document: Any, name: str) -> None:
    log = name.removesuffix("Function").removesuffix("Machine") + "Log"
    del properties(document, log)["RetentionInDays"]
    assert violations(document) == [f"{name} has no log group with a retention"]


@pytest.mark.parametrize(
    "missing",
    [
        "FunctionResponseTypes",
        "DestinationConfig",
        "BisectBatchOnFunctionError",
        "MaximumRetryAttempts",
        "FilterCriteria",
    ],
)
def test_a_stream_that_can_get_stuck_is_seen(document: Any, missing: str) -> None:
    del properties(document, "StreamFunction")["Events"]["Changes"]["Properties"][missing]
    (problem,) = violations(document)
    assert problem.startswith(f"{STREAM} ")


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("RedrivePolicy", "has no dead letters: give its queue a RedrivePolicy"),
        ("VisibilityTimeout", "shows messages again too soon: 6 times the function's Timeout"),
    ],
)
def test_a_queue_that_loses_messages_is_seen(document: Any, missing: str, said: str) -> None:
    del properties(document, "WebhookQueue")[missing]
    assert violations(document) == [f"WebhookSenderFunction.Jobs {said}"]


def test_a_queue_that_repeats_whole_batches_is_seen(document: Any) -> None:
    jobs = properties(document, "WebhookSenderFunction")["Events"]["Jobs"]["Properties"]
    del jobs["FunctionResponseTypes"]
    (problem,) = violations(document)
    assert problem.startswith("WebhookSenderFunction.Jobs repeats whole batches")


def test_an_action_with_a_star_is_seen(document: Any) -> None:
    first_statement(document, "SweeperFunction")["Action"] = "dynamodb:*"
    assert violations(document) == ["SweeperFunction allows dynamodb:*"]


@pytest.mark.parametrize("everything", ["*", ["*"], "arn:x:*"])
def test_a_resource_with_a_star_is_seen(document: Any, everything: Any) -> None:
    statement = first_statement(document, "SweeperFunction")
    statement.update(Action="dynamodb:GetItem", Resource=everything)
    assert violations(document) == ["SweeperFunction allows dynamodb:GetItem on every resource"]


def test_a_star_in_a_substituted_resource_is_seen(document: Any) -> None:
    statement = first_statement(document, "SweeperFunction")
    statement.update(Action="dynamodb:GetItem", Resource={"Fn::Sub": "${Table.Arn}/index/*"})
    assert violations(document) == ["SweeperFunction allows dynamodb:GetItem on every resource"]


def test_an_exception_that_nobody_uses_is_seen(document: Any) -> None:
    document["Metadata"]["Fenrun"]["AllowedOnEveryResource"][0]["Actions"].append("s3:ListBuckets")
    assert violations(document) == ["s3:ListBuckets is listed but not used"]


def test_an_exception_without_reason_is_seen(document: Any) -> None:
    entry = document["Metadata"]["Fenrun"]["AllowedOnEveryResource"][1]
    del entry["Reason"]
    assert len(violations(document)) == len(entry["Actions"])


def test_a_name_of_one_partition_only_is_seen(document: Any) -> None:
    statement = first_statement(document, "SweeperFunction")
    statement["Resource"] = "arn:aws:dynamodb:cn-north-1:123456789012:table/one"
    (problem,) = violations(document)
    assert problem.endswith("names one partition; write arn:${AWS::Partition}")


def test_an_express_machine_is_seen(document: Any) -> None:
    properties(document, "PayoutMachine")["Type"] = "EXPRESS"
    assert violations(document) == ["PayoutMachine must be STANDARD: it waits for days"]


def test_the_template_is_plain_ascii() -> None:
    assert (ROOT / "template.yaml").read_text("utf-8").isascii()
    assert json.dumps(DOCUMENT, ensure_ascii=False).isascii()


def test_what_is_kept_outlives_the_stack() -> None:
    kept = {
        name
        for name, resource in DOCUMENT["Resources"].items()
        if resource["Type"]
        in ("AWS::DynamoDB::Table", "AWS::SecretsManager::Secret", "AWS::SQS::Queue")
    }
    assert {"Table", "WechatSecret", "StorefrontKeys"} <= kept
    for name in kept:
        resource = DOCUMENT["Resources"][name]
        assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_a_version_of_the_rules_is_known_everywhere_before_it_begins() -> None:
    """It is stored at the latest when the function that approves it is stopped."""
    stored_within = timedelta(seconds=properties(DOCUMENT, "ApprovalsFunction")["Timeout"])
    assert stored_within + REMEMBERED_FOR < NOTICE
