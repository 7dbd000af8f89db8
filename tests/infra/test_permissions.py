"""The template allows what functions and state machines do, and nothing that none of them does."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import boto3
import pytest
from botocore.stub import Stubber

from infra.checks.api_calls import ApiCall, recorded
from infra.checks.permissions import Grant, grants, not_allowed, not_used
from infra.local.functions.principal import acting_as
from infra.local.intrinsics import Stack
from infra.local.route_table import Match, RouteTable
from infra.local.template import Template
from infra.openapi.conformity import Description
from infra.openapi.written import described
from tests.infra.overheard import Exchange, overheard
from tests.infra.permission_cases import play_everything
from tests.unit.edge.rooms import all_views

REGION, CALLER = "us-east-1", "arn:aws:lambda:us-east-1:123456789012:function:one"
TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/things"
GET = "dynamodb:GetItem"


def read_grants() -> list[Grant]:
    url = "https://somewhere.example"
    needed = dict.fromkeys(("PublicBaseUrl", "LandingUrl", "JwtIssuer"), url)
    path = Path(__file__).parents[2] / "template.yaml"
    return grants(Template(path, Stack(region=REGION, parameters=needed)))


GRANTS = read_grants()
OF_SERVICES = [grant for grant in GRANTS if grant.resources != {"*"}]


def narrowed() -> Iterator[Any]:
    """Each statement without one of its prefixes, or one of its actions."""
    for grant in OF_SERVICES:
        place = f"{grant.owner}.{grant.sid}"
        for prefix in sorted(grant.keys or ()):
            less = replace(grant, keys=(grant.keys or frozenset()) - {prefix})
            yield pytest.param(grant, less, id=f"{place} {prefix}")
        for action in sorted(grant.actions):
            less = replace(grant, actions=grant.actions - {action})
            yield pytest.param(grant, less, id=f"{place} {action}")


class Played(NamedTuple):
    """What was called in AWS, which of the product's routes were, and what was sent and got."""

    calls: set[ApiCall]
    routes: set[tuple[str, str]]
    exchanges: list[Exchange]


@pytest.fixture(scope="module")
def played() -> Played:
    routes, find = set(), RouteTable.match

    def match(table: RouteTable, method: str, path: str) -> Match | None:
        found = find(table, method, path)
        if found:
            routes.add((method, found.route.path))
        return found

    with recorded() as calls, mock.patch.object(RouteTable, "match", match), overheard() as heard:
        play_everything()
    return Played(calls, routes, heard)


@pytest.fixture(scope="module")
def calls(played: Played) -> set[ApiCall]:
    return played.calls


@pytest.mark.end_to_end
def test_every_view_is_played(played: Played) -> None:
    views = {(it.method, it.path) for it in (view.operation for view in all_views())}
    assert views - played.routes == set()


@pytest.mark.end_to_end
def test_every_answer_is_as_it_is_described(played: Played) -> None:
    description, faults = Description(described().document), set()
    for each in played.exchanges:
        answer = (each.status, each.media_type, each.answered)
        faults |= {*description.of_answer(each.method, each.route, *answer)}
    assert sorted(faults) == []


@pytest.mark.end_to_end
def test_every_request_that_is_taken_is_as_it_is_described(played: Played) -> None:
    description, faults = Description(described().document), set()
    for each in played.exchanges:
        if each.succeeded and each.asked is not None:
            faults |= {*description.of_request(each.method, each.route, each.asked)}
    assert sorted(faults) == []


@pytest.mark.end_to_end
def test_every_call_is_allowed(calls: set[ApiCall]) -> None:
    assert not_allowed(GRANTS, calls) == []


@pytest.mark.end_to_end
def test_every_function_and_machine_is_heard(calls: set[ApiCall]) -> None:
    assert {call.principal for call in calls} == {grant.principal for grant in GRANTS}


@pytest.mark.end_to_end
def test_nothing_is_allowed_that_is_not_used(calls: set[ApiCall]) -> None:
    assert not_used(GRANTS, calls) == []


@pytest.mark.end_to_end
@pytest.mark.parametrize(("grant", "less"), list(narrowed()))
def test_with_less_a_call_is_refused(calls: set[ApiCall], grant: Grant, less: Grant) -> None:
    own = [less if each == grant else each for each in GRANTS if each.owner == grant.owner]
    made = [call for call in calls if call.principal == grant.principal]
    refused = not_allowed(own, made)
    assert refused
    assert all(line.startswith(f"{grant.owner} may not ") for line in refused)


def grant(*keys: str, actions: Iterable[str] = (GET,), resource: str = TABLE) -> Grant:
    return Grant(
        "One", CALLER, "Some", frozenset(actions), frozenset({resource}), frozenset(keys) or None
    )


def call(*keys: str, action: str = GET, resource: str | None = TABLE) -> ApiCall:
    return ApiCall(CALLER, action, resource, frozenset(keys))


def test_one_statement_has_to_allow_all_keys_of_a_request() -> None:
    both = call("A#1", "B#1")
    assert not_allowed([grant("A#*", "B#*")], [both]) == []
    assert not_allowed([grant("A#*"), grant("B#*")], [both]) == [
        f"One may not {GET} on {TABLE} with A, B"
    ]


@pytest.mark.parametrize(
    "other",
    [
        call("B#1"),
        call("AB#1"),
        call("A#1", action="dynamodb:PutItem"),
        call("A#1", resource=f"{TABLE}/index/due"),
        replace(call("A#1"), principal=f"{CALLER}-more"),
    ],
    ids=["key", "start of key", "action", "index", "caller"],
)
def test_what_no_statement_says_is_not_allowed(other: ApiCall) -> None:
    assert not_allowed([grant("A#*")], [call("A#1")]) == []
    assert len(not_allowed([grant("A#*")], [other])) == 1


def test_a_token_names_no_machine() -> None:
    given = grant(actions=["states:SendTaskSuccess"], resource="arn:machine")
    assert not_allowed([given], [call(action="states:SendTaskSuccess", resource=None)]) == []


def test_what_is_not_used_is_told_apart() -> None:
    given = grant("A#*", "B#*", actions=[GET, "dynamodb:Query", "dynamodb:PutItem"])
    made = [call("A#1"), call("A#1", "B#1", action="dynamodb:PutItem")]
    assert not_used([given], made) == [f"One.Some {GET} B#*", "One.Some dynamodb:Query"]
    assert f"One.Some on {TABLE}" in not_used([given], [])


def test_a_transaction_is_the_actions_of_its_items() -> None:
    client = boto3.client("dynamodb", region_name=REGION)
    first, second, third = ({"PK": {"S": key}, "SK": {"S": "x"}} for key in ("A#1", "B#1", "C#1"))
    check = {"Key": third, "ConditionExpression": "attribute_exists(PK)"}
    items: Any = [
        {"Put": {"TableName": "things", "Item": first}},
        {"Put": {"TableName": "things", "Item": second}},
        {"ConditionCheck": {"TableName": "things", **check}},
    ]
    with Stubber(client) as stubber, recorded() as calls:
        for _ in range(2):
            stubber.add_response("transact_write_items", {})
        with acting_as(CALLER):
            client.transact_write_items(TransactItems=items)
        client.transact_write_items(TransactItems=items[:1])
    assert calls == {
        call("A#1", "B#1", action="dynamodb:PutItem"),
        call("C#1", action="dynamodb:ConditionCheckItem"),
    }


@pytest.mark.parametrize(
    "statement",
    [
        {"Effect": "Deny"},
        {"Condition": {"StringLike": {"dynamodb:LeadingKeys": ["A#*"]}}},
        {"Condition": {"ForAllValues:StringLike": {"dynamodb:Attributes": ["a"]}}},
    ],
    ids=["deny", "operator", "condition key"],
)
def test_a_statement_that_cannot_be_proved_is_an_error(
    tmp_path: Path, statement: dict[str, Any]
) -> None:
    path = tmp_path / "template.yaml"
    path.write_text(
        "Resources: {One: {Type: 'AWS::Serverless::Function', Properties: {Policies: [{Statement: "
        f"[{ {'Sid': 'A', 'Effect': 'Allow', 'Action': GET, 'Resource': TABLE, **statement} }]"
        "}]}}}"
    )
    with pytest.raises(ValueError, match="One: only "):
        grants(Template(path, Stack()))
