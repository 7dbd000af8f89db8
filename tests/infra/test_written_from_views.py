"""What follows from the views: the API's definition, who may call, the published description."""

import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from infra.local.intrinsics import Stack
from infra.local.rest_api import Answer
from infra.local.template import Template
from infra.local.template_file import read_template
from infra.openapi.apps import HANDLER, Served, all_served, load_app
from infra.openapi.written import ACCESS, DEFINITION, DESCRIPTION, ROOT, drift, written
from shared.edge.callers.access_table import ACCESS as ACCESS_READ
from shared.edge.http.serve import operations_of
from shared.words.catalogue import problem_words
from tests.unit.edge.rooms import all_views


def template() -> Template:
    declared = read_template(ROOT / "template.yaml")["Parameters"]
    asked = {name: "https://a.invalid" for name, spec in declared.items() if "Default" not in spec}
    return Template(ROOT / "template.yaml", Stack(region="cn-north-1", parameters=asked))


TEMPLATE = template()
API_FUNCTIONS = [it for it in TEMPLATE.functions() if it.handler == HANDLER]


@pytest.fixture(scope="module")
def served() -> list[Served]:
    return all_served(ROOT)


def test_nothing_written_says_other_than_the_views() -> None:
    assert drift(ROOT) == []


@pytest.mark.parametrize("path", [DESCRIPTION, ACCESS, DEFINITION])
@pytest.mark.parametrize("how", ["another", "missing"])
def test_drift_is_seen(tmp_path: Path, path: Path, how: str) -> None:
    for each, text in written().items():
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).write_text(text, "utf-8")
    assert drift(tmp_path) == []
    (tmp_path / path).unlink()
    if how == "another":
        (tmp_path / path).write_text("{}", "utf-8")
    assert drift(tmp_path) == [
        f"{path} is not what the views say: run `make openapi` and look at what changed"
    ]


@pytest.mark.parametrize("function", API_FUNCTIONS, ids=lambda it: it.code_uri.name)
def test_the_template_routes_to_each_function_what_its_views_answer(function: Any) -> None:
    answered = {(it.method, it.path) for it in operations_of(load_app(function.code_uri))}
    assert answered
    routed = {(it.method, it.path) for it in TEMPLATE.routes() if it.target == function.name}
    assert answered == {(method, path) for method, path in routed if method != "OPTIONS"}


def test_no_view_is_left_unserved(served: list[Served]) -> None:
    declared = [(it.operation.method, it.operation.path) for it in all_views()]
    assert sorted(declared) == sorted((it.method, it.path) for it, _ in served)


def test_only_public_routes_are_answered_without_asking_who_calls(served: list[Served]) -> None:
    routes = {(it.method, it.path): it for it in TEMPLATE.routes()}
    for operation, _ in served:
        authorizer = routes[operation.method, operation.path].authorizer
        assert (authorizer is None) == operation.is_public
        if authorizer:
            assert authorizer.function == "fenrun-authorizer"
            assert authorizer.identity_headers == ("Authorization",)


def test_no_route_leads_elsewhere(served: list[Served]) -> None:
    functions = {it.name for it in API_FUNCTIONS}
    every = [it for it in TEMPLATE.routes() if isinstance(it.target, str)]
    proxied = [it for it in every if it.method != "OPTIONS"]
    assert {it.target for it in every} == functions
    assert len(proxied) == len(served)


def test_every_path_names_its_methods_where_another_is_called(served: list[Served]) -> None:
    mocks = {it.path: it.target for it in TEMPLATE.routes() if it.method == "ANY"}
    assert set(mocks) == {it.operation.path for it in served}
    for path, answer in mocks.items():
        assert isinstance(answer, Answer)
        assert answer.status == 405
        named = {it.strip() for it in answer.headers["Allow"].strip("'").split(",")}
        known = {it.method for it in TEMPLATE.routes() if it.path == path} - {"ANY"}
        assert named == known


def test_pages_may_ask_where_people_call_and_nowhere_else(served: list[Served]) -> None:
    preflights = [it for it in TEMPLATE.routes() if it.method == "OPTIONS"]
    asked = {it.path for it in preflights}
    calls = [it for it in TEMPLATE.routes() if it.method in ("GET", "POST")]
    for each in preflights:
        assert each.authorizer is None
        assert each.target in [it.target for it in calls if it.path == each.path]
    of_people = {it.operation.path for it in served if it.operation.roles - {"storefront"}}
    assert asked == of_people
    assert "/v1/me/balance" in asked
    assert "/v1/orders/{order_id}/shipment" not in asked


def test_the_table_that_the_authorizer_reads_says_what_the_views_say(served: list[Served]) -> None:
    assert {(it.method, it.path): it.roles for it, _ in served} == ACCESS_READ


def test_two_functions_may_not_answer_one_route(
    monkeypatch: pytest.MonkeyPatch, served: list[Served]
) -> None:
    monkeypatch.setattr("infra.openapi.apps.operations_of", lambda app: [served[0].operation])
    with pytest.raises(ValueError, match="only one function may answer"):
        all_served(ROOT)


def test_the_published_description_is_valid_and_has_every_route(served: list[Served]) -> None:
    published = json.loads((ROOT / DESCRIPTION).read_text("utf-8"))
    OpenAPIV31SpecValidator(published).validate()
    described = {
        (method.upper(), path) for path, methods in published["paths"].items() for method in methods
    }
    assert described == {(it.method, it.path) for it, _ in served if it.is_described}
    former = {it.path for it, _ in served if not it.is_described}
    assert former == {"/v1/plans/{number}/diff", "/v1/policies/{number}/diff"}
    assert (ROOT / "docs" / "openapi.json").read_text("utf-8") == json.dumps(
        published, ensure_ascii=False, indent=1
    ) + "\n"


def test_every_message_has_a_name_of_its_own() -> None:
    schemas = json.loads((ROOT / DESCRIPTION).read_text("utf-8"))["components"]["schemas"]
    assert [name for name in schemas if "__" in name] == []


def test_the_gateway_says_no_with_problems_that_the_views_would_use() -> None:
    responses = TEMPLATE.api().gateway_responses
    for name, response in responses.items():
        assert response.headers["Content-Type"] == "'application/problem+json'", name
        assert response.headers["X-Request-Id"] == "context.requestId"
        problem = json.loads(str(response.body))
        assert problem["type"] == f"/problems/{problem['code']}"
        assert (problem["title"], problem["title_zh"]) == problem_words(problem["code"]).title
        assert problem["detail_zh"]
        assert problem.get("status") == response.status
        assert response.status in (None, problem_words(problem["code"]).status)
    codes = {response.status for response in responses.values()}
    assert {401, 403, 404, 413, 429, 504} <= codes
    assert {"DEFAULT_4XX", "DEFAULT_5XX"} <= set(responses)


def test_no_described_path_can_be_taken_for_another() -> None:
    paths = list(json.loads((ROOT / DESCRIPTION).read_text("utf-8"))["paths"])
    alike = [
        (one, other) for one in paths for other in paths if one < other and alike_ways(one, other)
    ]
    assert alike == []


def alike_ways(one: str, other: str) -> bool:
    """Tell whether one address could be both, and neither says more of it than the other."""
    parts = list(zip(one.split("/"), other.split("/"), strict=False))
    if one.count("/") != other.count("/") or one.count("{") != other.count("{"):
        return False
    return all(a == b or a[:1] == "{" or b[:1] == "{" for a, b in parts)
