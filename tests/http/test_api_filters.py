"""Whatever a filter of a list says: no error of ours, and none is taken for a part of a key."""

import json
from collections.abc import Iterator
from typing import Literal, get_origin

import pytest

from shared.edge.http.cursors import PLACE
from shared.edge.http.operations import Operation
from tests.http.api_bench import Api, sample_path
from tests.http.in_process import Bench
from tests.http.nasty import TEXTS
from tests.unit.edge.rooms import all_views

LISTS = [it for it in (view.operation for view in all_views()) if it.is_list]


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with Api.running() as api:
        yield Bench(api)


@pytest.mark.parametrize("operation", LISTS, ids=lambda each: each.name)
def test_no_text_in_a_filter_is_an_error_of_ours(bench: Bench, operation: Operation) -> None:
    path, roles = sample_path(operation.path), sorted(operation.roles)
    for name in _free(operation):
        for text in TEXTS:
            target = f"{path}?{name}={text}"
            answer = bench.ask("GET", target, roles, b"", "")
            assert answer.status < 500, (target, answer.body)


def _free(operation: Operation) -> list[str]:
    """What takes more than a few words, or a place that a page ended at (test_api_lists)."""
    said = operation.query.items()
    return [name for name, says in said if get_origin(says) is not Literal and name != PLACE]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        *(("/v1/payouts", "payee"), ("/v1/payouts", "period"), ("/v1/settlements", "payee")),
        *(("/v1/links", "distributor"), ("/v1/distributors", "upline")),
    ],
)
@pytest.mark.parametrize("text", ["a/b/c", "a%2Fb", "%23", "a%23b", "%252F"])
def test_what_has_not_the_shape_of_an_id_is_refused_by_name(
    bench: Bench, path: str, name: str, text: str
) -> None:
    answer = bench.ask("GET", f"{path}?{name}={text}", ["finance"], b"", "")
    problem = json.loads(answer.body)
    assert (answer.status, problem["code"]) == (422, "invalid_fields")
    assert [each["pointer"] for each in problem["errors"]] == [f"?{name}"]


@pytest.mark.parametrize(
    "asked",
    [
        *("payouts?payee=A", "payouts?period=2025-03", "payouts?period=2025-Q1"),
        *("payouts?period=2025", "links?distributor=A", "settlements?payee=A"),
        *("distributors?upline=B", "distributors?upline=brand"),
    ],
)
def test_what_has_it_is_taken(bench: Bench, asked: str) -> None:
    assert bench.ask("GET", f"/v1/{asked}", ["finance"], b"", "").status == 200
