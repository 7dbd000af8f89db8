"""Every list has one shape: filters that are known, a signed place to go on, JSON or CSV."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests

from fenrun.client import Problem
from shared.domain.network.conduct import Violation
from shared.domain.payouts.settlements import SettlementRun
from shared.domain.webhooks.webhooks import Webhook
from shared.edge.http.cursors import PLACE
from shared.edge.http.operations import Operation
from shared.ports import PAGE
from tests.http.api_bench import PEOPLE, SOME_ID, START, Api, assert_problem, sample_path
from tests.unit.edge.rooms import all_views

VIOLATIONS = "/v1/distributors/A/violations"
CSV = {"Accept": "text/csv"}
LISTS = [it for it in (view.operation for view in all_views()) if it.is_list]
PAGED = [it for it in LISTS if PLACE in it.query]


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        for number in range(PAGE + 1):
            api.laptop.ports.store.commit([violation(number)])
        api.laptop.ports.store.commit(
            [
                Webhook(id=SOME_ID, url="https://shop.example/hooks", created_at=START),
                SettlementRun(period="2025-03", started_by="fin", started_at=START),
            ]
        )
        yield api


def violation(number: int) -> Violation:
    at = START - timedelta(minutes=number)
    evidence = f"=HYPERLINK({number})"
    told: dict[str, Any] = {"code": "leak", "sanction": "warning", "evidence": evidence}
    return Violation(distributor="A", id=f"V{number}", at=at, recorded_at=at, by="ops", **told)


def caller_of(operation: Operation) -> str:
    known = {role: who for who, role in PEOPLE.items()}
    return next((known[role] for role in sorted(operation.roles) if role in known), "shop")


def a_list(operation: Operation) -> str:
    """The path of a list that there is: of A, of the period that is settled, of a webhook."""
    path = operation.path.replace("{distributor_id}", "A").replace("{period}", "2025-03")
    return path.replace("{webhook_id}", SOME_ID)


def rows(response: requests.Response) -> list[dict[str, str]]:
    assert response.status_code == 200, response.text
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("operation", LISTS, ids=lambda each: each.name)
def test_a_filter_that_a_list_does_not_know_is_named_with_those_that_it_knows(
    api: Api, operation: Operation
) -> None:
    path = sample_path(operation.path)
    answer = api.send(caller_of(operation), "GET", f"{path}?colour=red")
    assert_problem(answer, 422, "invalid_fields")
    (error,) = answer.json()["errors"]
    assert error["pointer"] == "?colour"
    assert all(name in error["detail"] for name in operation.query)


@pytest.mark.parametrize("operation", PAGED, ids=lambda each: each.name)
def test_a_forged_place_is_refused_and_one_left_empty_is_the_beginning(
    api: Api, operation: Operation
) -> None:
    path, who = a_list(operation), caller_of(operation)
    forged = api.send(who, "GET", f"{path}?after=2025-03-01T00:00:00Z/A")
    assert_problem(forged, 422, "invalid_cursor")
    begun = api.send(who, "GET", f"{path}?after=")
    assert begun.status_code == 200, begun.text
    assert begun.json().keys() >= {"items", "next"}


def test_a_place_of_one_list_is_none_of_another_and_of_no_other_caller(api: Api) -> None:
    place = api.ask("fin", "GET", VIOLATIONS)["next"]
    elsewhere = api.send("fin", "GET", f"/v1/distributors/B/violations?after={place}")
    somebody = api.send("ops", "GET", f"{VIOLATIONS}?after={place}")
    for answer in (elsewhere, somebody):
        assert_problem(answer, 422, "invalid_cursor")
        assert answer.json()["reason"] == "of_another_question"


def test_a_list_is_read_to_its_end_as_csv(api: Api) -> None:
    first = api.send("fin", "GET", VIOLATIONS, headers=CSV)
    link = first.headers["Link"]
    assert link.endswith('>; rel="next"')
    rest = api.send("fin", "GET", VIOLATIONS + link[1 : link.index(">")], headers=CSV)
    found = [*rows(first), *rows(rest)]
    expected = list(api.stack.person("finance", "fin").items(VIOLATIONS))
    assert "Link" not in rest.headers
    assert [each["evidence"] for each in found] == [f"'{each['evidence']}" for each in expected]
    assert [each["at"] for each in found] == [each["at"] for each in expected]


def test_a_csv_is_never_kept_and_comes_as_a_file(api: Api) -> None:
    headers = api.send("fin", "GET", VIOLATIONS, headers=CSV).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Vary"] == "Accept"
    assert headers["Content-Disposition"] == 'attachment; filename="list_violations.csv"'


def test_what_is_refused_is_a_problem_whatever_was_accepted(api: Api) -> None:
    answer = api.send("fin", "GET", "/v1/distributors/nobody/violations", headers=CSV)
    assert_problem(answer, 404, "unknown_person")


def test_what_is_no_list_is_json_whatever_was_accepted(api: Api) -> None:
    answer = api.send("fin", "GET", "/v1/distributors/A", headers=CSV)
    assert answer.json()["distributor"] == "A"


ASKED = [it for it in (view.operation for view in all_views()) if it.query and not it.is_public]


def test_a_filter_left_empty_is_refused_and_does_not_ask_for_everything(api: Api) -> None:
    for operation in ASKED:
        for name in operation.query:
            path = f"{sample_path(operation.path)}?{name}="
            if name != PLACE:
                answer = api.send(caller_of(operation), "GET", path)
                assert_problem(answer, 422, "invalid_fields")
                (error,) = answer.json()["errors"]
                assert error["pointer"] == f"?{name}"
                assert "empty" in error["detail"]
                assert "不能为空" in error["detail_zh"]


def test_what_is_no_list_knows_its_filters_too(api: Api) -> None:
    answer = api.send("fin", "GET", "/v1/distributors/A/chain?on=2025-03-01")
    assert_problem(answer, 422, "invalid_fields")
    assert "at" in answer.json()["errors"][0]["detail"]


def test_a_filter_is_no_longer_than_anything_that_is_stored(api: Api) -> None:
    with pytest.raises(Problem, match="invalid_fields"):
        api.ask("fin", "GET", f"/v1/operations?who={'x' * 201}")
