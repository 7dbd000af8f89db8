"""Receiving accounts over HTTP: proposed, approved by another, read in force, paid into."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests

from shared.domain.times import iso_utc
from tests.http.api_bench import Api, approvals, assert_problem

ACCOUNTS = "/v1/receiving-accounts"
WHY = {"reason": "opened at the bank"}
BANK = {"kind": "bank", "holder": "Brand Co., Ltd.", "number": "31001520000", "bank": "CCB Beijing"}
WECHAT = {"kind": "wechat", "holder": "Brand Co., Ltd.", "number": "1900000109"}


@pytest.fixture
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


def opened(api: Api, account: str, **said: object) -> str:
    body = {"account": account, **WECHAT, **WHY, **said}
    return str(api.ask("ops", "POST", ACCOUNTS, body)["proposal_id"])


def in_force(api: Api, who: str, query: str = "") -> list[str]:
    return [each["account"] for each in api.ask(who, "GET", f"{ACCOUNTS}/in-force{query}")["items"]]


def refused(api: Api, who: str, path: str, body: object) -> requests.Response:
    with api.storing_nothing():
        return api.send(who, "POST", path, json.dumps(body).encode())


def slip(api: Api, account: str) -> dict[str, Any]:
    now = iso_utc(api.laptop.ports.clock.now())
    return {"account": account, "transaction": "in-1", "amount_fen": 10_000, "paid_at": now}


def test_an_account_is_in_force_once_another_person_approves_it(api: Api) -> None:
    proposal = opened(api, "wx")
    [waiting] = api.ask("fin", "GET", "/v1/approvals")["items"]
    assert (waiting["kind"], waiting["subject"]) == ("receiving_account", "wx")
    assert waiting["kind_zh"] == "启用收款账户"
    assert in_force(api, "shop") == ["icbc"]

    api.decide(proposal)

    assert in_force(api, "shop") == in_force(api, "fin") == ["icbc", "wx"]
    shown = api.ask("shop", "GET", f"{ACCOUNTS}/in-force")["items"][1]
    assert {name: shown[name] for name in WECHAT} == WECHAT
    assert (shown["bank"], shown["in_force_until"]) == (None, None)
    assert in_force(api, "fin", "?at=2025-04-01") == ["icbc"]


def test_who_proposes_cannot_approve_and_an_operator_cannot_decide(api: Api) -> None:
    proposal = opened(api, "wx")
    answer = refused(api, "ops", approvals(proposal, "approval"), {"version": 1})
    assert_problem(answer, 403, "forbidden")
    assert in_force(api, "fin") == ["icbc"]


def test_an_ended_account_is_no_longer_shown_but_stays_in_the_list(api: Api) -> None:
    proposal = api.ask("ops", "POST", f"{ACCOUNTS}/icbc/end", {"reason": "moved to another bank"})
    api.decide(proposal["proposal_id"])

    assert in_force(api, "shop") == []
    [account] = api.ask("fin", "GET", ACCOUNTS)["items"]
    assert (account["account"], bool(account["in_force_until"])) == ("icbc", True)


def test_money_counts_only_in_an_account_in_force_when_it_came(api: Api) -> None:
    api.decide(opened(api, "wx", in_force_from=iso_utc(api.laptop.ports.clock.now() + DAY)))
    order = api.place(payment="manual")
    path = f"/v1/orders/{order}/manual-payment"

    for account in ("wx", "private"):
        answer = refused(api, "fin", path, slip(api, account))
        assert_problem(answer, 422, "wrong_account")
        assert "in force were: icbc" in answer.json()["detail"]
        assert "当时有效的有：icbc" in answer.json()["detail_zh"]
    api.ask("fin", "POST", path, slip(api, "icbc"))

    timeline = api.ask("fin", "GET", f"/v1/orders/{order}")["timeline"]
    [paid] = [each for each in timeline if each["code"] == "paid"]
    assert paid["facts"] == {"account": "icbc", "transaction": "in-1"}


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"account": "a b", **WECHAT}, "#/account"),
        ({"account": "wx", **WECHAT, "bank": "ICBC"}, "#/bank"),
        ({"account": "wx", **BANK, "bank": None}, "#/bank"),
        ({"account": "wx", **WECHAT, "number": "12"}, "#/number"),
        ({"account": "wx", **WECHAT, "kind": "alipay"}, "#/kind"),
        ({"account": "wx", **WECHAT, "in_force_from": "tomorrow"}, "#/in_force_from"),
    ],
)
def test_what_is_no_account_is_refused_by_field(
    api: Api, body: dict[str, Any], pointer: str
) -> None:
    answer = refused(api, "ops", ACCOUNTS, {**body, **WHY})
    assert_problem(answer, 422, "invalid_fields")
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


def test_what_is_wrong_with_a_bank_is_said_in_both_languages(api: Api) -> None:
    answer = refused(api, "ops", ACCOUNTS, {"account": "wx", **WECHAT, "bank": "ICBC", **WHY})
    [wrong] = answer.json()["errors"]
    assert wrong["detail"].startswith("name the bank and its branch of a bank account")
    assert wrong["detail_zh"] == "银行账户请填写开户行；微信账户请勿填写"


@pytest.mark.parametrize("who", ["shop", "A", "fin"])
def test_nobody_but_an_operator_proposes(api: Api, who: str) -> None:
    body = {"account": "wx", **WECHAT, **WHY}
    assert_problem(refused(api, who, ACCOUNTS, body), 403, "forbidden")
    assert_problem(refused(api, who, f"{ACCOUNTS}/icbc/end", WHY), 403, "forbidden")


def test_a_distributor_reads_no_accounts(api: Api) -> None:
    for path in (ACCOUNTS, f"{ACCOUNTS}/in-force"):
        assert_problem(api.send("A", "GET", path), 403, "forbidden")


def test_an_unknown_account_does_not_end(api: Api) -> None:
    assert_problem(refused(api, "ops", f"{ACCOUNTS}/wx/end", WHY), 404, "unknown_account")
