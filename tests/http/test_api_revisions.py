"""What a proposal says is changed by its proposer, and a change that cannot be read is told."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.http.api_bench import Api, approvals, assert_problem

WHY = {"reason": "they agreed"}


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        api.ask("ops", "POST", "/v1/distributors", {"distributor": "C"})
        yield api


def proposed(api: Api, kind: str) -> str:
    match kind:
        case "policy":
            said = api.ask("ops", "POST", "/v1/policies/proposals", {"policy": {}})
        case "plan":
            document = {"name": "plain", "preset": "depth-10-5"}
            said = api.ask("ops", "POST", "/v1/plans/proposals", {"plan": document})
        case _:
            path = "/v1/distributors/B/transfer-proposals"
            said = api.ask("ops", "POST", path, {"to": "C", **WHY})
    return str(said["proposal_id"])


@pytest.mark.parametrize(
    ("kind", "content", "pointer"),
    [
        ("policy", {"return_window": {"days": "many"}}, "#/content/return_window/days"),
        ("plan", {"name": "plain", "rules": [{"kind": "gift"}]}, "#/content/rules/0"),
        ("transfer", {"to": 7}, "#/content/to"),
        ("transfer", {}, "#/content/to"),
    ],
)
def test_what_cannot_be_read_is_named_and_changes_nothing(
    api: Api, kind: str, content: dict[str, Any], pointer: str
) -> None:
    proposal = proposed(api, kind)
    raw = json.dumps({"version": 1, "content": content}).encode()

    with api.storing_nothing():
        answer = api.send("ops", "POST", approvals(proposal, "revision"), raw)

    assert_problem(answer, 422, "invalid_fields")
    assert any(each["pointer"].startswith(pointer) for each in answer.json()["errors"])
    api.ask("ops", "POST", approvals(proposal, "withdrawal"), {"version": 1})


def test_a_revised_proposal_is_another_version(api: Api) -> None:
    proposal = proposed(api, "policy")
    wanted = {"return_window": {"days": 9}}

    body = {"version": 1, "content": wanted}
    api.ask("ops", "POST", approvals(proposal, "revision"), body)

    shown = api.ask("fin", "GET", approvals(proposal))
    assert (shown["version"], shown["content"]["return_window"]["days"]) == (2, 9)
