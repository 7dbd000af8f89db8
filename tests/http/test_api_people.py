"""People over HTTP: moved by two persons, decided about with reasons, and known as of any day."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
import requests

from shared.domain.network.bindings import BindingChange
from shared.domain.network.people import Distributor, ProfileChange, RelationChange
from shared.domain.records import Record
from shared.ports import PAGE
from shared.usecases.network.people import JOINED
from tests.http.api_bench import Api, approvals, assert_problem

WHY = {"reason": "as the contract says"}
_numbers = count(1)


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


@pytest.fixture
def person(api: Api) -> str:
    """A fresh distributor under B."""
    name = f"P{next(_numbers)}"
    api.ask("ops", "POST", "/v1/distributors", {"distributor": name, "upline": "B"})
    return name


def upline_above(api: Api, *above: str) -> str:
    """A fresh distributor under these, from the top."""
    upline = None
    for _ in ("new", *above):
        name = f"U{next(_numbers)}"
        api.ask("ops", "POST", "/v1/distributors", {"distributor": name, "upline": upline})
        upline = name
    return name


def propose(api: Api, person: str, to: str) -> str:
    """Propose a transfer; answers the proposal."""
    path = f"/v1/distributors/{person}/transfer-proposals"
    receipt = api.ask("ops", "POST", path, {"to": to, **WHY})
    assert (receipt["kind"], receipt["subject"]) == ("transfer", person)
    return str(receipt["proposal_id"])


def move(api: Api, person: str, to: str) -> None:
    api.decide(propose(api, person, to), **WHY)


def as_person(
    api: Api, role: Any, subject: str, path: str, body: object, key: str = "another-key-1"
) -> requests.Response:
    return api.stack.person(role, subject).send("POST", path, body, key)


def chain(api: Api, person: str, at: str = "") -> list[str]:
    path = f"/v1/distributors/{person}/chain" + (f"?at={at}" if at else "")
    return [link["distributor"] for link in api.ask("fin", "GET", path)["chain"]]


def test_an_agent_keeps_the_grade_that_he_joins_with(api: Api) -> None:
    new = {"distributor": "agent-1", "upline": "B", "grade": "city"}
    api.ask("ops", "POST", "/v1/distributors", new)

    assert api.ask("fin", "GET", "/v1/distributors/agent-1")["grade"] == "city"
    assert api.ask("fin", "GET", "/v1/distributors/B")["grade"] is None
    with api.storing_nothing():
        other = as_person(api, "operator", "ops", "/v1/distributors", {**new, "grade": "province"})
    assert_problem(other, 409, "illegal_transition")


def test_a_transfer_takes_two_persons(api: Api, person: str) -> None:
    to = upline_above(api)
    proposal = propose(api, person, to)
    body = api.seen(proposal, **WHY)
    for role in ("operator", "finance"):
        with api.storing_nothing():
            answer = as_person(api, role, "ops", approvals(proposal, "approval"), body)
        assert_problem(answer, 403, "same_person")
    assert chain(api, person) == [person, "B"]

    decided = api.decide(proposal, **WHY)

    assert decided["state"] == "approved"
    assert chain(api, person) == [person, to]
    with api.storing_nothing():
        answer = as_person(api, "finance", "boss", approvals(proposal, "approval"), body)
    assert_problem(answer, 409, "illegal_transition")


def test_another_operator_may_approve_too(api: Api, person: str) -> None:
    to = upline_above(api)
    proposal = propose(api, person, to)
    path, body = approvals(proposal, "approval"), api.seen(proposal, **WHY)
    answer = as_person(api, "operator", "ops-2", path, body)
    assert answer.status_code == 200
    assert chain(api, person) == [person, to]


def test_open_proposals_are_listed_with_who_and_why(api: Api, person: str) -> None:
    to = upline_above(api)
    proposal = propose(api, person, to)
    everybodys = api.ask("fin", "GET", "/v1/approvals")["items"]
    (his,) = [item for item in everybodys if item["proposal_id"] == proposal]
    assert (his["kind"], his["subject"], his["state"]) == ("transfer", person, "open")
    assert (his["proposed_by"], his["reason"]) == ("ops", WHY["reason"])
    assert api.ask("fin", "GET", approvals(proposal))["content"]["to"] == to

    api.decide(proposal, "rejection", reason="B does not agree")

    everybodys = api.ask("fin", "GET", "/v1/approvals")["items"]
    assert proposal not in {item["proposal_id"] for item in everybodys}
    path = f"/v1/distributors/{person}/transfer-proposals"
    (his,) = api.ask("fin", "GET", path)["items"]
    assert (his["state"], his["decided_by"]) == ("rejected", "fin")
    assert his["decision_reason"] == "B does not agree"
    assert chain(api, person) == [person, "B"]


def test_a_repeat_gets_the_same_answer_and_moves_nobody_again(api: Api, person: str) -> None:
    first_upline, second_upline = upline_above(api), upline_above(api)
    path = f"/v1/distributors/{person}/transfer-proposals"
    proposed = as_person(api, "operator", "ops", path, {"to": first_upline, **WHY})
    proposal = proposed.json()["proposal_id"]
    approval, seen = approvals(proposal, "approval"), api.seen(proposal, **WHY)
    approved = as_person(api, "finance", "fin", approval, seen)
    move(api, person, second_upline)

    with api.storing_nothing():
        again = as_person(api, "operator", "ops", path, {"to": first_upline, **WHY})
        assert (again.status_code, again.content) == (201, proposed.content)
        again = as_person(api, "finance", "fin", approval, seen)
        assert (again.status_code, again.content) == (200, approved.content)
    assert chain(api, person) == [person, second_upline]


@pytest.mark.parametrize("decided", ["proposed", "approved"])
def test_a_loop_is_refused(api: Api, person: str, decided: str) -> None:
    above = upline_above(api)
    if decided == "proposed":
        move(api, person, above)
        path = f"/v1/distributors/{above}/transfer-proposals"
        body = {"to": person, **WHY}
    else:
        proposal = propose(api, above, person)
        path, body = approvals(proposal, "approval"), api.seen(proposal, **WHY)
        move(api, person, above)
    who = "ops" if decided == "proposed" else "fin"
    with api.storing_nothing():
        answer = api.send(who, "POST", path, json.dumps(body).encode())
    assert_problem(answer, 409, "loop")
    assert chain(api, above) == [above]


def test_the_chain_of_any_day(api: Api, person: str) -> None:
    first_day = api.laptop.cloud.clock.now()
    to = upline_above(api, "its upline")
    api.laptop.cloud.advance(timedelta(days=2))
    move(api, person, to)
    moved = api.laptop.cloud.clock.now()

    assert chain(api, person) == [person, to, chain(api, to)[1]]
    assert chain(api, person, str(first_day.date())) == [person, "B"]
    assert chain(api, person, f"{moved - timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}") == [person, "B"]
    assert chain(api, person, f"{moved:%Y-%m-%dT%H:%M:%SZ}")[1] == to
    assert chain(api, person, "2025-04-03T10:00:00%2B08:00") == [person, "B"]


def test_who_has_a_day_that_is_none_is_told_so(api: Api) -> None:
    for at in ("yesterday", "2025-02-30", "2025-04-03T10:00:00", "2025-04-03T10:00:00+08:00", "1"):
        answer = api.send("fin", "GET", f"/v1/distributors/A/chain?at={at}")
        assert_problem(answer, 422, "invalid_fields")
        assert [error["pointer"] for error in answer.json()["errors"]] == ["?at"]


def test_decisions_keep_who_when_and_why(api: Api, person: str) -> None:
    path = f"/v1/distributors/{person}"
    receipt = api.ask("ops", "POST", f"{path}/level", {"level": "gold", **WHY})
    assert receipt["decision"] == "level_changed"
    graded = api.ask("ops", "POST", f"{path}/grade", {"grade": "city", **WHY})
    assert graded["decision"] == "grade_changed"
    api.ask("ops", "POST", f"{path}/suspension", WHY)
    api.ask("ops", "POST", f"{path}/reinstatement", {"reason": "投诉已撤回"})
    api.ask("ops", "POST", f"{path}/removal", WHY)

    now = api.ask("fin", "GET", path)
    history = api.ask("fin", "GET", f"{path}/history")["items"]
    changes = [each for each in history if each["cause"] != "upline_changed"]

    assert (now["level"], now["grade"], now["standing"]) == ("gold", "city", "removed")
    assert now["changes"] == 6
    assert [(c["cause"], c["decision"]["by"]) for c in changes] == [
        ("enrolled", "ops"),
        ("level_changed", "ops"),
        ("grade_changed", "ops"),
        ("suspended", "ops"),
        ("reinstated", "ops"),
        ("removed", "ops"),
    ]
    assert changes[1]["command_id"] == receipt["command_id"]
    assert [change["grade"] for change in changes] == [None, None, *["city"] * 4]
    assert changes[4]["decision"]["reason"] == "投诉已撤回"
    assert [(each["cause"], each["upline"]) for each in history if each not in changes] == [
        ("upline_changed", "B")
    ]
    assert datetime.fromisoformat(changes[0]["at"]) <= api.laptop.cloud.clock.now()
    for forbidden in ("suspension", "reinstatement"):
        answer = api.send("ops", "POST", f"{path}/{forbidden}", json.dumps(WHY).encode())
        assert_problem(answer, 409, "illegal_transition")


def test_nobody_takes_what_he_has_held_back_himself(api: Api, person: str) -> None:
    path = f"/v1/distributors/{person}"
    api.ask("ops", "POST", f"{path}/suspension", WHY)
    answer = as_person(api, "finance", "ops", f"{path}/forfeiture", WHY)
    assert_problem(answer, 403, "same_person")
    assert api.ask("fin", "POST", f"{path}/forfeiture", WHY)["decision"] == "forfeited"


def test_a_payee_gets_his_account_later_and_it_is_shown_to_nobody(api: Api, person: str) -> None:
    path = f"/v1/distributors/{person}"
    wish = {"amount_fen": 100}
    refused = as_person(api, "distributor", person, "/v1/me/withdrawals", wish)
    assert_problem(refused, 409, "no_payout_account")
    for language in ("detail", "detail_zh"):
        assert f"POST {path}/payout-account" in refused.json()[language]

    body = {"openid": "openid-of-his-own", "reason": "he has told us"}
    for role in ("finance", "auditor", "distributor"):
        answer = as_person(api, role, person, f"{path}/payout-account", body)
        assert_problem(answer, 403, "forbidden")
    first, repeat = (
        as_person(api, "operator", "ops", f"{path}/payout-account", body) for _ in range(2)
    )
    assert (first.status_code, first.json()["decision"]) == (200, "payout_account_entered")
    assert repeat.content == first.content
    api.ask("ops", "POST", f"{path}/payout-account", body)

    now = api.ask("fin", "GET", path)
    assert (now["has_payout_account"], now["changes"]) == (True, 2)
    poor = as_person(api, "distributor", person, "/v1/me/withdrawals", wish, "another-key-2")
    assert_problem(poor, 409, "insufficient_available")
    history = api.send("fin", "GET", f"{path}/history")
    assert history.json()["items"][-1]["decision"] == {"by": "ops", "reason": "he has told us"}
    log = api.send("fin", "GET", "/v1/operations?who=ops")
    assert f"where distributor {person} is paid: he has told us" in log.text
    for told in (history, log, first):
        assert "openid-of-his-own" not in told.text


@pytest.mark.parametrize("openid", ["", "a b", "o" * 65, 1, None])
def test_what_is_no_openid_is_refused(api: Api, openid: object) -> None:
    body = {"openid": openid, **WHY}
    answer = as_person(api, "operator", "ops", "/v1/distributors/A/payout-account", body)
    assert_problem(answer, 422, "invalid_fields")


def test_no_account_is_shown(api: Api) -> None:
    answer = api.send("fin", "GET", "/v1/distributors/A")
    assert "openid-A" not in answer.text
    assert answer.json()["has_payout_account"] is True


def test_whose_a_buyer_is_and_was(api: Api) -> None:
    found = api.ask("fin", "GET", "/v1/bindings/X")
    assert (found["promoter"], found["valid_until"]) == ("A", None)
    assert [(b["promoter"], b["because"]) for b in found["history"]] == [("A", "first")]
    before = api.ask("fin", "GET", "/v1/bindings/X?at=2025-04-01")
    assert (before["promoter"], before["bound_at"]) == (None, None)
    assert api.ask("fin", "GET", "/v1/bindings/never-seen")["history"] == []


def test_a_distributor_sees_who_stands_above_him(api: Api) -> None:
    assert api.ask("A", "GET", "/v1/me/upline")["upline"] == "B"
    mine = api.stack.person("distributor", "B").call("GET", "/v1/me/upline")
    assert mine["upline"] is None
    answer = api.stack.person("distributor", "stranger").send("GET", "/v1/me/upline")
    assert_problem(answer, 404, "unknown_person")


def test_a_repeated_binding_is_answered_as_the_first_time(api: Api) -> None:
    body = {"buyer": "Y", "code": api.code}
    first = api.stack.storefront().send("POST", "/v1/bindings", body, "bind-Y-0001")
    with api.storing_nothing():
        again = api.stack.storefront().send("POST", "/v1/bindings", body, "bind-Y-0001")
    assert first.json() == {"buyer": "Y", "promoter": "A"}
    assert (again.status_code, again.content) == (first.status_code, first.content)


def test_a_long_chain_and_many_bindings_come_page_by_page(api: Api) -> None:
    store, now = api.laptop.ports.store, api.laptop.cloud.clock.now()
    for number in range(PAGE + 2):
        upline = f"L{number - 1}" if number else None
        store.commit(joined(f"L{number}", upline, now))
    bindings = (
        BindingChange(buyer="often", number=number, promoter="A", at=now, because="renewed")
        for number in range(1, PAGE + 2)
    )
    for binding in bindings:
        store.commit([binding])

    for path, name in (("distributors/L101/chain", "chain"), ("bindings/often", "history")):
        first = api.ask("fin", "GET", f"/v1/{path}")
        rest = api.ask("fin", "GET", f"/v1/{path}?after={first['next']}")
        assert (len(first[name]), rest["next"]) == (PAGE, None)
        assert 1 <= len(rest[name]) <= 2
        assert not [each for each in rest[name] if each in first[name]]


def joined(name: str, upline: str | None, at: datetime) -> list[Record]:
    told: dict[str, Any] = {"distributor": name, "number": 1, "at": at, "decision": JOINED}
    return [
        Distributor(id=name, upline=upline, relation=1, changes=1, joined_at=at),
        RelationChange(upline=upline, **told),
        ProfileChange(cause="enrolled", level="silver", standing="active", command="C", **told),
    ]
