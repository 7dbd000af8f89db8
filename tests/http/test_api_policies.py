"""Policies over HTTP: proposed, approved by another person, in force a minute later, compared."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from shared.domain.documents.part import written
from shared.domain.orders.order import Order
from shared.domain.policy.policy import Policy
from tests.http.api_bench import SOME_ID, Api, approvals, assert_problem

POLICIES, PROPOSALS = "/v1/policies", "/v1/policies/proposals"
PATIENT: dict[str, Any] = {"unpaid_expires": {"online_minutes": 45}}


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


def propose(api: Api, policy: object) -> str:
    return str(api.ask("ops", "POST", PROPOSALS, {"policy": policy})["proposal_id"])


def approve(api: Api, proposal: str) -> dict[str, Any]:
    outcome: dict[str, Any] = api.decide(proposal)["outcome"]
    return outcome


def open_proposals(api: Api) -> list[str]:
    return [each["proposal_id"] for each in api.ask("fin", "GET", POLICIES)["proposals"]]


def refused(api: Api, who: str, path: str, body: object = None) -> requests.Response:
    with api.storing_nothing():
        return api.send(who, "POST", path, b"" if body is None else json.dumps(body).encode())


def minutes_to_pay(api: Api) -> float:
    order = api.laptop.ports.store.get(Order, api.place())
    assert order is not None
    return (order.expires_at - order.created_at).total_seconds() / 60


def test_an_approved_policy_is_the_next_version_and_holds_for_new_orders(api: Api) -> None:
    before = api.ask("fin", "GET", POLICIES)
    proposal = propose(api, PATIENT)
    assert proposal in open_proposals(api)
    assert minutes_to_pay(api) == 30

    receipt = approve(api, proposal)

    number = len(before["items"]) + 1
    assert minutes_to_pay(api) == 30
    api.begin(receipt)
    after = api.ask("fin", "GET", POLICIES)
    assert (receipt["number"], after["in_force"]) == (number, number)
    assert after["items"][-1]["proposal_id"] == proposal
    assert proposal not in open_proposals(api)
    assert minutes_to_pay(api) == 45
    api.begin(approve(api, propose(api, {})))
    assert minutes_to_pay(api) == 30


def test_a_proposal_is_shown_beside_the_policy_it_follows(api: Api) -> None:
    api.begin(approve(api, propose(api, {})))
    in_force = api.ask("fin", "GET", POLICIES)["in_force"]
    proposal = propose(api, {"payout": {"max_part": "200.00"}, "return_window": {"days": 8}})

    shown = api.ask("fin", "GET", f"{PROPOSALS}/{proposal}")

    assert (shown["state"], shown["follows"], shown["outcome"]) == ("open", in_force, {})
    assert shown["changes"] == [
        {"path": "return_window.days", "before": 7, "after": 8},
        {"path": "payout.max_part", "before": None, "after": "200.00"},
    ]
    assert shown["policy"]["return_window"]["from"] == "delivered"
    approve(api, proposal)
    approve(api, propose(api, {}))
    later = api.ask("fin", "GET", f"{PROPOSALS}/{proposal}")
    assert (later["state"], later["outcome"]["number"]) == ("approved", in_force + 1)
    assert (later["follows"], later["changes"]) == (in_force, shown["changes"])
    assert (later["proposed_by"], later["decided_by"]) == ("ops", "fin")


@pytest.mark.parametrize(
    ("policy", "pointers"),
    [
        ({"inspection_days": "7"}, ["#/policy/inspection_days"]),
        (
            {"payout": {"minimum": 0.1, "review": "yes"}},
            ["#/policy/payout/minimum", "#/policy/payout/review"],
        ),
        ({"payout": {"minimum": "1.00", "max_part": "0.99"}}, ["#/policy/payout/max_part"]),
        ({"payout": {"minimum": "0.00", "max_part": "0.00"}}, ["#/policy/payout/max_part"]),
        ({"unpaid_expires": {"online_minutes": 0}}, ["#/policy/unpaid_expires/online_minutes"]),
        ({"return_window": {"from": "paid"}}, ["#/policy/return_window/from"]),
        ({"colour": "red"}, ["#/policy/colour"]),
        ({"effective_from": "2025-05-01T00:00:00"}, ["#/policy/effective_from"]),
        ("depth-10-5", ["#/policy"]),
        (None, ["#/policy"]),
    ],
)
def test_every_fault_of_a_document_is_named_with_its_place(
    api: Api, policy: object, pointers: list[str]
) -> None:
    answer = refused(api, "ops", PROPOSALS, {"policy": policy})

    assert_problem(answer, 422, "invalid_fields")
    assert [error["pointer"] for error in answer.json()["errors"]] == pointers


def test_a_decision_takes_the_right_role(api: Api) -> None:
    proposal = propose(api, PATIENT)
    assert_problem(refused(api, "fin", PROPOSALS, {"policy": PATIENT}), 403, "forbidden")
    assert_problem(
        refused(api, "ops", approvals(proposal, "approval"), api.seen(proposal)), 403, "forbidden"
    )
    for path in (POLICIES, f"{POLICIES}/0", f"{PROPOSALS}/{proposal}"):
        assert_problem(api.send("A", "GET", path), 403, "forbidden")


def test_nobody_approves_what_he_has_proposed_himself(api: Api) -> None:
    proposal = propose(api, PATIENT)
    path, raw = approvals(proposal, "approval"), json.dumps(api.seen(proposal)).encode()
    token = api.laptop.credentials.token("finance", "ops")
    headers = api.headers_of("fin", "POST", path, raw, "own-policy-1")
    with api.storing_nothing():
        answer = api.send_with("POST", path, raw, headers | {"authorization": f"Bearer {token}"})
    assert_problem(answer, 403, "same_person")


@pytest.mark.parametrize(("who", "what"), [("fin", "rejection"), ("ops", "withdrawal")])
def test_a_rejected_policy_is_no_version(api: Api, who: str, what: str) -> None:
    proposal = propose(api, PATIENT)
    versions = api.ask("fin", "GET", POLICIES)["items"]

    receipt = api.decide(proposal, what, who, reason="too long")

    state = "rejected" if what == "rejection" else "withdrawn"
    assert (receipt["proposal_id"], receipt["state"]) == (proposal, state)
    shown = api.ask("fin", "GET", f"{PROPOSALS}/{proposal}")
    assert (shown["state"], shown["decision_reason"]) == (state, "too long")
    assert api.ask("fin", "GET", POLICIES)["items"] == versions
    assert proposal not in open_proposals(api)
    again = refused(api, "fin", approvals(proposal, "approval"), api.seen(proposal))
    assert_problem(again, 409, "illegal_transition")


def test_repeats_answer_the_same_bytes_and_change_nothing(api: Api) -> None:
    def twice(who: str, path: str, raw: bytes, key: str) -> requests.Response:
        headers = api.headers_of(who, "POST", path, raw, key)
        first = api.send_with("POST", path, raw, headers)
        with api.storing_nothing():
            again = api.send_with("POST", path, raw, headers)
        assert (again.status_code, again.content) == (first.status_code, first.content)
        return first

    proposal = twice("ops", PROPOSALS, b'{"policy":{}}', "same-policy-1").json()["proposal_id"]
    raw = json.dumps(api.seen(proposal)).encode()
    assert twice("fin", approvals(proposal, "approval"), raw, "same-policy-2").status_code == 200


def test_a_key_serves_one_body(api: Api) -> None:
    raw, other = b'{"policy":{}}', json.dumps({"policy": PATIENT}).encode()
    headers = api.headers_of("ops", "POST", PROPOSALS, raw, "one-policy-body")
    assert api.send_with("POST", PROPOSALS, raw, headers).status_code == 201
    with api.storing_nothing():
        answer = api.send_with("POST", PROPOSALS, other, headers)
    assert_problem(answer, 422, "idempotency_conflict")


def test_versions_are_read_and_compared(api: Api) -> None:
    default = api.ask("fin", "GET", f"{POLICIES}/0")
    assert default == {"number": 0, "policy": written(Policy())}
    approve(api, propose(api, PATIENT))
    number = approve(api, propose(api, {**PATIENT, "inspection_days": 5}))["number"]

    assert api.ask("fin", "GET", f"{POLICIES}/{number}")["policy"]["inspection_days"] == 5
    before = api.ask("fin", "GET", f"{POLICIES}/{number}/diff")
    assert (before["before"], before["after"]) == (number - 1, number)
    assert before["changes"] == [{"path": "inspection_days", "before": 7, "after": 5}]
    with_default = api.ask("fin", "GET", f"{POLICIES}/{number}/diff?against=0")["changes"]
    assert [each["path"] for each in with_default] == [
        "unpaid_expires.online_minutes",
        "inspection_days",
    ]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        (f"{POLICIES}/999", 404, "unknown_policy"),
        (f"{POLICIES}/999/diff", 404, "unknown_policy"),
        (f"{POLICIES}/0/diff?against=999", 404, "unknown_policy"),
        (f"{POLICIES}/01", 422, "invalid_fields"),
        (f"{POLICIES}/0/diff?against=one", 422, "invalid_fields"),
        (f"{PROPOSALS}/{SOME_ID}", 404, "unknown_proposal"),
        (PROPOSALS, 405, "method_not_allowed"),
    ],
)
def test_what_is_not_there(api: Api, path: str, status: int, code: str) -> None:
    assert_problem(api.send("fin", "GET", path), status, code)


def test_a_plan_is_no_policy(api: Api) -> None:
    plan = {"plan": "depth-10-5"}
    of_a_plan = api.ask("ops", "POST", "/v1/plans/proposals", plan)["proposal_id"]
    assert_problem(api.send("fin", "GET", f"{PROPOSALS}/{of_a_plan}"), 404, "unknown_proposal")


def test_a_policy_that_should_have_begun_already(api: Api) -> None:
    answer = refused(
        api, "ops", PROPOSALS, {"policy": {"effective_from": "2025-03-01T00:00:00+08:00"}}
    )
    assert_problem(answer, 422, "invalid")
    assert "the policy begins a minute after its approval" in answer.json()["detail"]


def test_a_policy_may_begin_later(api: Api) -> None:
    in_force = api.ask("fin", "GET", POLICIES)["in_force"]

    receipt = approve(api, propose(api, {"effective_from": "2099-01-01T00:00:00+08:00"}))

    assert receipt["effective_from"] == "2098-12-31T16:00:00Z"
    assert api.ask("fin", "GET", POLICIES)["in_force"] == in_force
