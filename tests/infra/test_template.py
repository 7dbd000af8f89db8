"""The template keeps the rules of the house, and the checker sees each break of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from infra.checks import catalogue
from infra.checks.template_rules import MOST_ROUTES, of_type, violations
from infra.local.intrinsics import parse_template
from shared.edge.problems import STATUS
from shared.words.catalogue import problem_words

ROOT = Path(__file__).parents[2]
DOCUMENT = parse_template((ROOT / "template.yaml").read_text("utf-8"))
STREAM = "StreamFunction.Changes"


@pytest.fixture
def document() -> dict[str, Any]:
    return parse_template((ROOT / "template.yaml").read_text("utf-8"))


def properties(document: dict[str, Any], name: str) -> dict[str, Any]:
    return document["Resources"][name]["Properties"]


def first_statement(document: dict[str, Any], name: str) -> dict[str, Any]:
    return properties(document, name)["Policies"][0]["Statement"][0]


def test_the_template_keeps_every_rule() -> None:
    assert catalogue.template_violations(ROOT) == []


def test_each_function_folder_is_one_function() -> None:
    declared = {Path(it["CodeUri"]).name for _, it in of_type(DOCUMENT, "Serverless::Function")}
    folders = {path.name for path in (ROOT / "functions").iterdir() if any(path.glob("*.py"))}
    assert declared == folders


@pytest.mark.parametrize("missing", ["MemorySize", "Timeout"])
def test_a_function_without_a_size_or_time_is_seen(document: Any, missing: str) -> None:
    del properties(document, "SweeperFunction")[missing]
    assert violations(document) == [f"SweeperFunction has no {missing} of its own"]


def test_a_function_with_more_routes_than_its_policy_holds_is_seen(document: Any) -> None:
    events = properties(document, "CallbacksFunction")["Events"]
    route = events["PaymentNotice"]
    events |= {f"More{number}": route for number in range(MOST_ROUTES - len(events))}
    assert violations(document) == []
    events["OneMore"] = route
    problem = "CallbacksFunction has 41 routes: its resource policy cannot hold them, so split it"
    assert violations(document) == [problem]


def test_a_function_without_failure_destination_is_seen(document: Any) -> None:
    del document["Globals"]["Function"]["EventInvokeConfig"]["DestinationConfig"]
    assert "AuthorizerFunction has no failure destination" in violations(document)
    assert len(violations(document)) == len(list(of_type(document, "Serverless::Function")))


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


def test_the_gateway_says_no_with_problems_that_the_views_would_use() -> None:
    responses = DOCUMENT["Resources"]["Api"]["Properties"]["GatewayResponses"]
    for name, response in responses.items():
        problem = json.loads(response["ResponseTemplates"]["application/json"])
        headers = response["ResponseParameters"]["Headers"]
        assert headers["Content-Type"] == "'application/problem+json'", name
        assert problem["type"] == f"/problems/{problem['code']}"
        assert problem.get("status") == response.get("StatusCode")
        words = problem_words(problem["code"])
        assert (problem["title"], problem["title_zh"]) == words.title
        assert (problem["detail"], problem["detail_zh"]) == words.remedy
        if not name.startswith("DEFAULT"):
            assert problem["status"] == STATUS[problem["code"]]
    codes = {
        int(response["StatusCode"]) for response in responses.values() if "StatusCode" in response
    }
    assert {401, 403, 404, 413, 429, 504} <= codes
    assert {"DEFAULT_4XX", "DEFAULT_5XX"} <= set(responses)


def test_the_template_is_plain_ascii() -> None:
    assert (ROOT / "template.yaml").read_text("utf-8").isascii()


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
