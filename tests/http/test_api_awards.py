"""Manual awards and conduct over HTTP: two persons, an open list, a log, what he sees himself."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry
from shared.usecases.lists import all_of
from tests.http.api_bench import Api, approvals, assert_problem

AWARDS, VIOLATIONS = "/v1/distributors/A/awards", "/v1/distributors/A/violations"
NEW = {"amount_fen": 3_000, "reason": "shop window of the year"}
BECAUSE = {"reason": "seen and agreed"}
NOBODY = "A" * 26


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


def propose(api: Api, **more: object) -> str:
    proposed = api.ask("ops", "POST", AWARDS, {**NEW, **more})
    assert (proposed["kind"], proposed["subject"]) == ("award", "A")
    return str(proposed["proposal_id"])


def pay(api: Api, award: str) -> None:
    assert api.decide(award, **BECAUSE)["outcome"] == {"award": award}


def propose_reversal(api: Api, award: str) -> str:
    return str(api.ask("ops", "POST", f"{AWARDS}/{award}/reversal", BECAUSE)["proposal_id"])


def refuse(api: Api, who: str, path: str, body: object, status: int, code: str) -> dict[str, Any]:
    raw = json.dumps(body).encode()
    with api.storing_nothing():
        answer = api.send(who, "POST", path, raw)
    assert_problem(answer, status, code)
    problem: dict[str, Any] = answer.json()
    return problem


def available(api: Api, purse: str = "A") -> int:
    balance = api.laptop.ports.store.get(Balance, purse)
    return balance.available if balance else 0


def waiting(api: Api) -> dict[str, str]:
    items = api.ask("fin", "GET", "/v1/approvals")["items"]
    return {item["proposal_id"]: item["kind"] for item in items}


def mine(api: Api, award: str) -> dict[str, Any] | None:
    items = api.ask("A", "GET", "/v1/me/awards")["manual"]
    return next((item for item in items if item["award_id"] == award), None)


def test_an_award_from_proposal_to_reversal(api: Api) -> None:
    before = available(api)
    award = propose(api)
    assert waiting(api)[award] == "award"
    assert mine(api, award) is None

    pay(api, award)
    assert available(api) == before + 3_000
    assert award not in waiting(api)
    given = mine(api, award)
    assert given is not None
    assert (given["amount_fen"], given["reason"]) == (3_000, NEW["reason"])
    assert given["reversed_at"] is None

    reversal = propose_reversal(api, award)
    assert waiting(api)[reversal] == "award_reversal"
    assert api.decide(reversal, **BECAUSE)["state"] == "approved"
    assert available(api) == before
    taken = mine(api, award)
    assert taken is not None
    assert taken["reversed_at"] is not None


def test_the_log_tells_who_did_what_and_why(api: Api) -> None:
    award = propose(api)
    pay(api, award)
    api.decide(propose_reversal(api, award), "rejection", **BECAUSE)

    items = api.ask("fin", "GET", AWARDS)["items"]

    (shown,) = (item for item in items if item["award_id"] == award)
    steps = [(step["what"], step["by"], step["reason"]) for step in shown["steps"]]
    assert steps == [
        ("proposed", "ops", NEW["reason"]),
        ("approved", "fin", BECAUSE["reason"]),
    ]
    assert (shown["state"], shown["form"], shown["tax_nature"]) == ("approved", "cash", "labour")
    journal = all_of(api.laptop.ports.store, JournalEntry, f"DECISION#{award}")
    assert [entry.cause for entry in journal] == ["manual_award"]


def test_an_award_in_points_goes_to_its_own_purse(api: Api) -> None:
    before = available(api)
    award = propose(api, form="points", tax_nature="sales_discount")

    pay(api, award)

    assert (available(api), available(api, "A/points")) == (before, 3_000)


def test_one_person_cannot_do_both_in_whatever_role(api: Api) -> None:
    award = propose(api)
    path = approvals(award, "approval")
    headers = api.laptop.credentials.token("finance", "ops")
    raw = json.dumps(api.seen(award)).encode()

    with api.storing_nothing():
        answer = api.send("fin", "POST", path, raw, {"authorization": f"Bearer {headers}"})

    assert_problem(answer, 403, "same_person")


def test_a_repeat_is_the_same_answer_and_pays_once(api: Api) -> None:
    before = available(api)
    award = propose(api)
    seen = api.seen(award)
    raw = json.dumps(seen).encode()
    again = {"idempotency-key": "approve-once-1"}
    path = approvals(award, "approval")

    answers = [api.send("fin", "POST", path, raw, again) for _ in range(2)]

    assert answers[0].content == answers[1].content
    assert available(api) == before + 3_000
    other = json.dumps({**seen, "reason": "another reason"}).encode()
    assert_problem(api.send("fin", "POST", path, other, again), 422, "idempotency_conflict")


def test_a_proposal_that_is_repeated_is_one_award(api: Api) -> None:
    raw, again = json.dumps(NEW).encode(), {"idempotency-key": "propose-once-1"}

    answers = [api.send("ops", "POST", AWARDS, raw, again) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    assert list(waiting(api)).count(answers[0].json()["proposal_id"]) == 1


@pytest.mark.parametrize("step", ["approval", "rejection"])
def test_a_decided_award_is_not_decided_again(api: Api, step: str) -> None:
    award = propose(api)
    api.decide(award, "rejection", **BECAUSE)

    seen = api.seen(award, **BECAUSE)
    refuse(api, "fin", approvals(award, step), seen, 409, "illegal_transition")


def test_an_award_that_was_not_paid_is_not_taken_back(api: Api) -> None:
    path = f"{AWARDS}/{propose(api)}/reversal"
    refuse(api, "ops", path, BECAUSE, 404, "unknown_proposal")


def test_an_award_that_was_taken_back_is_not_taken_back_again(api: Api) -> None:
    award = propose(api)
    pay(api, award)
    first, second = propose_reversal(api, award), propose_reversal(api, award)
    api.decide(first)
    refuse(api, "fin", approvals(second, "approval"), api.seen(second), 409, "illegal_transition")
    refuse(api, "ops", f"{AWARDS}/{award}/reversal", BECAUSE, 409, "illegal_transition")


@pytest.mark.parametrize(
    ("who", "path", "body", "code"),
    [
        ("ops", "/v1/distributors/nobody/awards", NEW, "unknown_person"),
        ("ops", "/v1/distributors/nobody/violations", {"code": "leak"}, "unknown_person"),
        ("ops", f"{AWARDS}/{NOBODY}/reversal", BECAUSE, "unknown_proposal"),
    ],
)
def test_what_nobody_knows(api: Api, who: str, path: str, body: object, code: str) -> None:
    refuse(api, who, path, body, 404, code)


@pytest.mark.parametrize("path", ["awards", "violations"])
def test_the_list_of_nobody_is_no_empty_list(api: Api, path: str) -> None:
    assert_problem(api.send("fin", "GET", f"/v1/distributors/nobody/{path}"), 404, "unknown_person")


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        (AWARDS, {**NEW, "amount_fen": 0}, "#/amount_fen"),
        (AWARDS, {**NEW, "amount_fen": -1}, "#/amount_fen"),
        (AWARDS, {**NEW, "amount_fen": "30.00"}, "#/amount_fen"),
        (AWARDS, {**NEW, "form": "shares"}, "#/form"),
        (AWARDS, {**NEW, "tax_nature": "none"}, "#/tax_nature"),
        (AWARDS, {**NEW, "reason": "   "}, "#/reason"),
        (AWARDS, {"amount_fen": 1}, "#/reason"),
        (VIOLATIONS, {"code": "rudeness"}, "#/code"),
        (VIOLATIONS, {"code": "leak", "sanction": "prison"}, "#/sanction"),
        (VIOLATIONS, {"code": "leak", "evidence": ""}, "#/evidence"),
        (VIOLATIONS, {"code": "leak", "at": "yesterday"}, "#/at"),
    ],
)
def test_a_bad_field(api: Api, path: str, body: object, pointer: str) -> None:
    problem = refuse(api, "ops", path, body, 422, "invalid_fields")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


def test_a_violation_is_on_record_with_its_time_and_its_evidence(api: Api) -> None:
    now = api.laptop.ports.clock.now().isoformat()
    api.ask("ops", "POST", VIOLATIONS, {"code": "leak", "evidence": "price list, photo 3"})
    api.ask("ops", "POST", VIOLATIONS, {"code": "dumping", "sanction": "suspension", "at": now})

    items = api.ask("fin", "GET", VIOLATIONS)["items"]

    assert {(v["code"], v["sanction"], v["evidence"], v["by"]) for v in items} == {
        ("leak", "warning", "price list, photo 3", "ops"),
        ("dumping", "suspension", None, "ops"),
    }


@pytest.mark.parametrize("at", ["2025-04-01T10:00:00+08:00", "2031-01-01T00:00:00+08:00"])
def test_a_violation_before_he_joined_or_to_come_is_refused(api: Api, at: str) -> None:
    refuse(api, "ops", VIOLATIONS, {"code": "leak", "at": at}, 422, "invalid")
