"""Plans over HTTP: checked, proposed, approved by another person, listed, compared."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from shared.domain.orders.order import Order
from tests.http.api_bench import SOME_ID, Api, approvals, assert_problem

PROPOSALS = "/v1/plans/proposals"
PLAN: dict[str, Any] = {
    "name": "spring",
    "pay_depth": 2,
    "products": {"tee": {"price": "100.00", "cost": "40.00"}},
    "rules": [{"id": "relation", "kind": "percent", "rates_bp": {"default": [2000, 500]}}],
}
REFUSED: dict[str, Any] = {**PLAN, "pay_depth": 4, "joining_fee": "5.00"}
WATCHED: dict[str, Any] = {**PLAN, "pay_depth": 3, "products": {}}


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


def propose(api: Api, plan: object) -> str:
    return str(api.ask("ops", "POST", PROPOSALS, {"plan": plan})["proposal_id"])


def approve(api: Api, proposal: str, *acknowledged: str) -> dict[str, Any]:
    receipt = api.decide(proposal, acknowledged=list(acknowledged))
    outcome: dict[str, Any] = receipt["outcome"]
    return outcome


def plan_of_a_new_order(api: Api) -> str:
    order = api.laptop.ports.store.get(Order, api.place())
    assert order is not None
    return order.plan


def send(api: Api, who: str, path: str, body: object) -> requests.Response:
    with api.storing_nothing():
        return api.send(who, "POST", path, json.dumps(body).encode())


def test_a_check_names_everything_and_stores_nothing(api: Api) -> None:
    answer = send(api, "ops", "/v1/plans/checks", {"plan": REFUSED}).json()

    assert answer["allowed"] is False
    first = answer["findings"][0]
    assert (first["code"], first["severity"]) == ("pay_depth_above_three", "error")
    assert (first["place"], first["pointer"]) == ("pay_depth", "#/pay_depth")
    assert first["article"] == "《禁止传销条例》第七条第（三）项"
    assert not first["message_zh"].isascii()
    codes = [finding["code"] for finding in answer["findings"]]
    assert codes == ["pay_depth_above_three", "joining_fee", "not_legal_advice"]


def test_a_preset_may_be_checked_by_its_name(api: Api) -> None:
    answer = send(api, "fin", "/v1/plans/checks", {"plan": "depth-10-5"}).json()

    assert answer["allowed"] is True
    codes = [finding["code"] for finding in answer["findings"]]
    assert codes == ["cost_unknown", "no_safe_harbour", "not_legal_advice"]


@pytest.mark.parametrize("path", ["/v1/plans/checks", PROPOSALS])
def test_every_fault_of_a_document_is_named_with_its_place(api: Api, path: str) -> None:
    rules = [
        {"id": "a", "kind": "percent", "rates_bp": {"default": [10.5]}},
        {"id": "b", "kind": "level_differense", "rates_bp": {"default": 1}},
        {"id": "c", "kind": "recruit_award", "amount": 5, "colour": "red"},
    ]
    bad = {"preset": "depth-10-5", "self_purchase": "yes", "rules": rules}

    answer = send(api, "ops", path, {"plan": bad})

    assert_problem(answer, 422, "invalid_fields")
    assert [error["pointer"] for error in answer.json()["errors"]] == [
        "#/plan/self_purchase",
        "#/plan/rules/0/rates_bp/default/0",
        "#/plan/rules/1",
        "#/plan/rules/2/amount",
        "#/plan/rules/2/colour",
    ]


@pytest.mark.parametrize("plan", ["depth-9", 5, [], None, {}, {"preset": 5}])
def test_what_is_no_plan_is_refused(api: Api, plan: object) -> None:
    answer = send(api, "ops", PROPOSALS, {"plan": plan})

    assert_problem(answer, 422, "invalid_fields")
    assert answer.json()["errors"][0]["pointer"].startswith("#/plan")


def test_an_approved_plan_is_the_next_version_and_pays_new_orders(api: Api) -> None:
    before = api.ask("fin", "GET", "/v1/plans")
    proposal = propose(api, PLAN)
    assert proposal in [
        each["proposal_id"] for each in api.ask("ops", "GET", "/v1/plans")["proposals"]
    ]

    receipt = approve(api, proposal)

    number = len(before["items"]) + 1
    assert receipt["number"] == number
    assert receipt["label"] == f"spring@{number}"
    assert api.ask("fin", "GET", "/v1/plans")["in_force"] == before["in_force"]
    assert plan_of_a_new_order(api) == before["in_force"]
    api.begin(receipt)
    after = api.ask("fin", "GET", "/v1/plans")
    assert after["in_force"] == f"spring@{number}"
    assert after["items"][-1]["proposal_id"] == proposal
    assert proposal not in [each["proposal_id"] for each in after["proposals"]]
    assert plan_of_a_new_order(api) == f"spring@{number}"


def test_a_proposal_is_shown_beside_the_plan_it_follows(api: Api) -> None:
    api.begin(approve(api, propose(api, PLAN)))
    in_force = api.ask("fin", "GET", "/v1/plans")["in_force"]
    proposal = propose(api, {**PLAN, "name": "summer", "cap_bp": 3000})

    shown = api.ask("fin", "GET", f"{PROPOSALS}/{proposal}")

    assert (shown["state"], shown["allowed"], shown["follows"]) == ("open", True, in_force)
    assert shown["changes"] == [
        {"path": "name", "before": "spring", "after": "summer"},
        {"path": "cap_bp", "before": 10000, "after": 3000},
    ]
    assert shown["plan"]["products"]["tee"]["price"] == "100.00"
    approve(api, proposal)
    later = api.ask("fin", "GET", f"{PROPOSALS}/{proposal}")
    assert (later["state"], later["follows"]) == ("approved", in_force)
    assert later["changes"] == shown["changes"]
    assert (later["proposed_by"], later["decided_by"]) == ("ops", "fin")


def test_the_guard_stands_before_the_approval(api: Api) -> None:
    proposal = propose(api, REFUSED)
    assert api.ask("fin", "GET", f"{PROPOSALS}/{proposal}")["allowed"] is False

    answer = send(api, "fin", approvals(proposal, "approval"), api.seen(proposal))

    assert_problem(answer, 422, "plan_refused")
    assert answer.json()["codes"] == "pay_depth_above_three, joining_fee"


def test_warnings_are_acknowledged_one_by_one(api: Api) -> None:
    proposal = propose(api, WATCHED)
    path, seen = approvals(proposal, "approval"), api.seen(proposal)

    answer = send(api, "fin", path, {**seen, "acknowledged": ["depth_three"]})

    assert_problem(answer, 422, "warnings_open")
    assert answer.json()["codes"] == "cost_unknown"
    approve(api, proposal, "depth_three", "cost_unknown")
    shown = api.ask("fin", "GET", f"{PROPOSALS}/{proposal}")
    assert shown["outcome"]["acknowledged"] == ["depth_three", "cost_unknown"]


def test_nobody_approves_what_he_has_proposed_himself(api: Api) -> None:
    proposal = propose(api, PLAN)
    path, raw = approvals(proposal, "approval"), json.dumps(api.seen(proposal)).encode()
    token = api.laptop.credentials.token("finance", "ops")
    headers = api.headers_of("fin", "POST", path, raw, "own-approval-1")
    with api.storing_nothing():
        answer = api.send_with("POST", path, raw, headers | {"authorization": f"Bearer {token}"})
    assert_problem(answer, 403, "same_person")


def test_a_rejected_plan_is_no_version(api: Api) -> None:
    proposal = propose(api, PLAN)
    versions = api.ask("fin", "GET", "/v1/plans")["items"]

    receipt = api.decide(proposal, "rejection", reason="too dear")

    assert (receipt["proposal_id"], receipt["state"]) == (proposal, "rejected")
    shown = api.ask("fin", "GET", f"{PROPOSALS}/{proposal}")
    assert (shown["state"], shown["decision_reason"]) == ("rejected", "too dear")
    assert shown["outcome"] == {}
    assert api.ask("fin", "GET", "/v1/plans")["items"] == versions
    assert_problem(
        send(api, "fin", approvals(proposal, "approval"), api.seen(proposal)),
        409,
        "illegal_transition",
    )


def test_repeats_answer_the_same_bytes_and_change_nothing(api: Api) -> None:
    raw = json.dumps({"plan": PLAN}).encode()
    headers = api.headers_of("ops", "POST", PROPOSALS, raw, "same-proposal-1")
    first = api.send_with("POST", PROPOSALS, raw, headers)
    with api.storing_nothing():
        again = api.send_with("POST", PROPOSALS, raw, headers)
    assert (again.status_code, again.content) == (201, first.content)

    proposal = first.json()["proposal_id"]
    path, raw = approvals(proposal, "approval"), json.dumps(api.seen(proposal)).encode()
    headers = api.headers_of("fin", "POST", path, raw, "same-approval-1")
    first = api.send_with("POST", path, raw, headers)
    with api.storing_nothing():
        again = api.send_with("POST", path, raw, headers)
    assert (again.status_code, again.content) == (200, first.content)


def test_versions_are_read_and_compared(api: Api) -> None:
    approve(api, propose(api, PLAN))
    autumn = propose(api, {**PLAN, "name": "autumn", "pay_depth": 1})
    first = approve(api, autumn, "rates_beyond_depth")

    number = first["number"]
    shown = api.ask("fin", "GET", f"/v1/plans/{number}")
    assert (shown["label"], shown["plan"]["pay_depth"]) == (f"autumn@{number}", 1)
    with_default = api.ask("fin", "GET", f"/v1/plans/{number}/diff?against=0")
    assert with_default["before"] == "depth-10-5@0"
    changes = {change["path"]: change["after"] for change in with_default["changes"]}
    assert changes["rules.relation.rates_bp.default"] == [2000, 500]
    before = api.ask("fin", "GET", f"/v1/plans/{number}/diff")
    assert before["before"] == f"spring@{number - 1}"
    assert [change["path"] for change in before["changes"]] == ["name", "pay_depth"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/v1/plans/999", 404, "unknown_plan"),
        ("/v1/plans/999/diff", 404, "unknown_plan"),
        ("/v1/plans/0/diff?against=999", 404, "unknown_plan"),
        ("/v1/plans/01", 422, "invalid_fields"),
        ("/v1/plans/one", 422, "invalid_fields"),
        ("/v1/plans/0/diff?against=one", 422, "invalid_fields"),
        (f"{PROPOSALS}/{SOME_ID}", 404, "unknown_proposal"),
        (PROPOSALS, 405, "method_not_allowed"),
    ],
)
def test_what_is_not_there(api: Api, path: str, status: int, code: str) -> None:
    assert_problem(api.send("fin", "GET", path), status, code)


@pytest.mark.parametrize(
    "body", [{"acknowledged": "depth_three"}, {"seen": []}, {"version": 0}, {"version": "1"}]
)
def test_an_approval_that_cannot_be_read(api: Api, body: dict[str, object]) -> None:
    proposal = propose(api, PLAN)
    assert_problem(
        send(api, "fin", approvals(proposal, "approval"), {"version": 1, **body}),
        422,
        "invalid_fields",
    )


def test_a_plan_that_should_have_begun_already(api: Api) -> None:
    past = {**PLAN, "effective_from": "2025-03-01T00:00:00+08:00"}
    answer = send(api, "ops", PROPOSALS, {"plan": past})
    assert_problem(answer, 422, "invalid")
    assert "2025-03-01" in answer.json()["detail"]


def test_a_plan_may_begin_later(api: Api) -> None:
    in_force = api.ask("fin", "GET", "/v1/plans")["in_force"]
    later = {**PLAN, "effective_from": "2099-01-01T00:00:00+08:00"}

    receipt = approve(api, propose(api, later))

    assert receipt["effective_from"] == "2098-12-31T16:00:00Z"
    assert api.ask("fin", "GET", "/v1/plans")["in_force"] == in_force
    assert plan_of_a_new_order(api) == in_force


def test_a_large_tree_is_found_in_the_network(api: Api) -> None:
    for number in range(28):
        body = {"distributor": f"T{number}", "upline": "A", "openid": f"openid-T{number}"}
        api.ask("ops", "POST", "/v1/distributors", body)

    found = api.ask("ops", "POST", "/v1/plans/checks", {"plan": PLAN})["findings"]

    tree = next(finding for finding in found if finding["code"] == "large_tree")
    assert "under B has 30 people in 3 levels" in tree["message"]
    proposal = propose(api, PLAN)
    answer = send(api, "fin", approvals(proposal, "approval"), api.seen(proposal))
    assert_problem(answer, 422, "warnings_open")
