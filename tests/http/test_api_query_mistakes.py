"""What a query says that nobody can have meant is told, and never left out in silence."""

import json
from collections.abc import Iterator

import pytest

from shared.edge.http.operations import Operation
from tests.http.api_bench import SOME_ID, Api, sample_path
from tests.http.in_process import Bench
from tests.unit.edge.rooms import all_views

CLOSED = [it for it in (view.operation for view in all_views()) if not it.is_public]
ALONE = [it for it in CLOSED if not it.query]
ASKED = [it for it in CLOSED if it.query]


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with Api.running() as api:
        yield Bench(api)


def wrong(bench: Bench, operation: Operation, query: str) -> list[dict[str, str]]:
    target = f"{sample_path(operation.path)}?{query}"
    key = "key-00000001" if operation.method == "POST" else ""
    answer = bench.ask(operation.method, target, sorted(operation.roles), b"", key)
    problem = json.loads(answer.body)
    assert (answer.status, problem["code"]) == (422, "invalid_fields"), (target, problem)
    errors: list[dict[str, str]] = problem["errors"]
    return errors


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_where_nothing_is_asked_no_query_is_taken(bench: Bench, method: str) -> None:
    alone = [it for it in ALONE if it.method == method and not it.body_required]
    assert alone
    for operation in alone:
        (error,) = wrong(bench, operation, "full=1")
        assert error["pointer"] == "?full"
        assert "leave it out" in error["detail"]


def test_what_is_sent_twice_is_named(bench: Bench) -> None:
    for operation in ASKED:
        name = next(iter(operation.query))
        (error,) = wrong(bench, operation, f"{name}=closed&{name}=paid")
        assert error["pointer"] == f"?{name}"
        assert "sent twice" in error["detail"]


@pytest.mark.parametrize("order", ["x", SOME_ID])
def test_refunds_of_no_order_are_no_empty_list(bench: Bench, order: str) -> None:
    for role in ("storefront", "operator"):
        answer = bench.ask("GET", f"/v1/refunds?order={order}", [role], b"", "")
        problem = json.loads(answer.body)
        assert (answer.status, problem["code"]) == (404, "unknown_order")
        assert problem["order_id"] == order


def test_a_number_without_its_storefront_names_what_is_missing(bench: Bench) -> None:
    answer = bench.ask("GET", "/v1/orders?order_no=7", ["operator"], b"", "")
    assert [each["pointer"] for each in json.loads(answer.body)["errors"]] == ["?storefront"]
