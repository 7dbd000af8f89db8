"""What the rules refuse, over HTTP: ids nobody has, facts at the wrong time, too much money."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from shared.domain.money import MAX_FEN
from shared.usecases.orders.advance_order import advance_order
from tests.http.api_bench import ORDER, Api, assert_problem

NOBODY = "A" * 26
RETURN = f"returns/{NOBODY}"
HUGE = MAX_FEN
WHY = {"reason": "as the contract says"}
NEW_UPLINE = {"to": "B", **WHY}
LAST_MONTH, THIS_MONTH = "2025-03", "2025-04"


@dataclass(frozen=True)
class Stage:
    """Orders in every state, each of 100.00, and 10.00 that A may withdraw."""

    api: Api
    ids: dict[str, str]

    @classmethod
    def set_on(cls, api: Api) -> "Stage":
        made = {"closed": paid(api), "delivered": paid(api), "refunded": paid(api)}
        api.ask("shop", "POST", f"/v1/orders/{made['closed']}/delivery", {})
        api.laptop.cloud.advance(timedelta(days=8))
        advance_order(api.laptop.ports, made["closed"])
        made |= {"created": api.place(), "cancelled": api.place(), "paid": paid(api)}
        made |= {"shipped": paid(api), "own": api.place(payment="manual")}
        api.ask("shop", "POST", f"/v1/orders/{made['cancelled']}/cancellation")
        api.ask("shop", "POST", f"/v1/orders/{made['shipped']}/shipment")
        api.ask("shop", "POST", f"/v1/orders/{made['delivered']}/delivery", {})
        body = {"amount_fen": 6_000}
        api.ask("shop", "POST", f"/v1/orders/{made['refunded']}/refunds", body)
        made["payout"] = api.ask("A", "POST", "/v1/me/withdrawals", {"amount_fen": 100})[
            "payout_id"
        ]
        return cls(api, made)


def paid(api: Api) -> str:
    order_id = api.place()
    api.ask("shop", "POST", f"/v1/orders/{order_id}/payment")
    api.laptop.channel.pay(order_id)
    api.laptop.cloud.drain()
    return order_id


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with Api.running() as api:
        yield Stage.set_on(api)


def refuse(
    stage: Stage, who: str, method: str, path: str, body: object, refused: tuple[int, str]
) -> None:
    raw = b"" if body is None else json.dumps(body).encode()
    with stage.api.storing_nothing():
        answer = stage.api.send(who, method, path.format(**stage.ids), raw)
    assert_problem(answer, *refused)


UNKNOWN = [
    ("shop", "GET", f"/v1/orders/{NOBODY}", None, "unknown_order"),
    ("fin", "GET", f"/v1/orders/{NOBODY}", None, "unknown_order"),
    ("shop", "GET", f"/v1/orders/{NOBODY}/explanation", None, "unknown_order"),
    ("ops", "GET", f"/v1/orders/{NOBODY}/explanation", None, "unknown_order"),
    ("shop", "POST", f"/v1/orders/{NOBODY}/payment", None, "unknown_order"),
    ("shop", "POST", f"/v1/orders/{NOBODY}/shipment", None, "unknown_order"),
    ("shop", "POST", f"/v1/orders/{NOBODY}/delivery", {}, "unknown_order"),
    ("shop", "POST", f"/v1/orders/{NOBODY}/cancellation", None, "unknown_order"),
    ("shop", "POST", f"/v1/orders/{NOBODY}/returns", {"lines": [1]}, "unknown_order"),
    ("shop", "POST", f"/v1/orders/{NOBODY}/{RETURN}/receipt", {}, "unknown_order"),
    ("shop", "POST", f"/v1/orders/{NOBODY}/refunds", {"amount_fen": 1}, "unknown_order"),
    ("shop", "POST", f"/v1/orders/{{delivered}}/{RETURN}/receipt", {}, "unknown_return"),
    (
        "shop",
        "POST",
        f"/v1/orders/{{delivered}}/{RETURN}/inspection",
        {"accepted": True},
        "unknown_return",
    ),
    (
        "fin",
        "POST",
        f"/v1/orders/{NOBODY}/manual-payment",
        {
            "account": "icbc",
            "transaction": "bank-1",
            "amount_fen": 1,
            "paid_at": "2025-04-01T10:00:00+08:00",
        },
        "unknown_order",
    ),
    (
        "fin",
        "POST",
        f"/v1/orders/{NOBODY}/refunds/{NOBODY}/manual-payment",
        {"transaction": "bank-2", "amount_fen": 1, "paid_at": "2025-04-01T10:00:00+08:00"},
        "unknown_order",
    ),
    (
        "fin",
        "POST",
        f"/v1/orders/{{delivered}}/refunds/{NOBODY}/manual-payment",
        {"transaction": "bank-2", "amount_fen": 1, "paid_at": "2025-04-01T10:00:00+08:00"},
        "unknown_refund",
    ),
    (
        "fin",
        "POST",
        f"/v1/orders/{NOBODY}/chargebacks",
        {"case_no": "C1", "amount_fen": 1, **WHY},
        "unknown_order",
    ),
    (
        "fin",
        "POST",
        f"/v1/orders/{NOBODY}/disputes-won",
        {"case_no": "C1", "amount_fen": 1, **WHY},
        "unknown_order",
    ),
    ("shop", "POST", "/v1/bindings", {"buyer": "Y", "code": "ZZZZZZZ2"}, "unknown_person"),
    ("shop", "POST", "/v1/orders", {**ORDER, "kind": "restock"}, "unknown_person"),
    ("A", "GET", f"/v1/me/withdrawals/{NOBODY}", None, "unknown_payout"),
    ("fin", "GET", f"/v1/payouts/{NOBODY}", None, "unknown_payout"),
    ("fin", "GET", f"/v1/approvals/{NOBODY}", None, "unknown_proposal"),
    ("fin", "POST", f"/v1/approvals/{NOBODY}/approval", {"version": 1}, "unknown_proposal"),
    ("fin", "POST", f"/v1/approvals/{NOBODY}/rejection", {"version": 1, **WHY}, "unknown_proposal"),
    ("ops", "POST", f"/v1/approvals/{NOBODY}/withdrawal", {"version": 1}, "unknown_proposal"),
    (
        "ops",
        "POST",
        f"/v1/approvals/{NOBODY}/revision",
        {"version": 1, "content": {}},
        "unknown_proposal",
    ),
    ("fin", "GET", "/v1/settlements/2025-02", None, "unknown_settlement"),
    ("ops", "POST", "/v1/distributors", {"distributor": "D", "upline": "nobody"}, "unknown_person"),
    ("fin", "GET", "/v1/distributors/nobody", None, "unknown_person"),
    ("fin", "GET", "/v1/distributors/nobody/chain", None, "unknown_person"),
    ("fin", "GET", "/v1/distributors/A/chain?at=2024-12-31", None, "unknown_person"),
    ("fin", "GET", "/v1/distributors/nobody/history", None, "unknown_person"),
    ("fin", "GET", "/v1/distributors/nobody/transfer-proposals", None, "unknown_person"),
    ("ops", "POST", "/v1/distributors/nobody/level", {"level": "gold", **WHY}, "unknown_person"),
    ("ops", "POST", "/v1/distributors/nobody/grade", {"grade": "city", **WHY}, "unknown_person"),
    ("ops", "POST", "/v1/distributors/nobody/suspension", WHY, "unknown_person"),
    ("ops", "POST", "/v1/distributors/nobody/reinstatement", WHY, "unknown_person"),
    ("ops", "POST", "/v1/distributors/nobody/removal", WHY, "unknown_person"),
    ("fin", "POST", "/v1/distributors/nobody/forfeiture", WHY, "unknown_person"),
    ("ops", "POST", "/v1/distributors/nobody/transfer-proposals", NEW_UPLINE, "unknown_person"),
    (
        "ops",
        "POST",
        "/v1/distributors/A/transfer-proposals",
        {**NEW_UPLINE, "to": "nobody"},
        "unknown_person",
    ),
    ("fin", "GET", "/v1/distributors/a%20b", None, "unknown_person"),
    ("shop", "GET", "/v1/orders/short", None, "unknown_order"),
    ("shop", "GET", f"/v1/orders/{NOBODY.lower()}", None, "unknown_order"),
    ("shop", "POST", "/v1/orders/a%2Fb/shipment", None, "unknown_order"),
    ("shop", "GET", "/v1/nothing", None, "unknown_path"),
    ("shop", "GET", "/v1/orders/", None, "unknown_path"),
]


@pytest.mark.parametrize(("who", "method", "path", "body", "code"), UNKNOWN)
def test_what_does_not_exist(
    stage: Stage, who: str, method: str, path: str, body: object, code: str
) -> None:
    refuse(stage, who, method, path, body, (404, code))


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/v1/orders", "GET, POST, OPTIONS"),
        ("POST", f"/v1/orders/{NOBODY}", "GET, OPTIONS"),
        ("DELETE", "/v1/me/withdrawals", "GET, POST, OPTIONS"),
        ("PUT", "/health", "GET"),
        ("GET", "/v1/plans/checks", "POST, OPTIONS"),
    ],
)
def test_a_method_that_a_path_does_not_know(
    stage: Stage, method: str, path: str, allowed: str
) -> None:
    with stage.api.storing_nothing():
        answer = stage.api.send_with(method, path, b"", {})
    assert_problem(answer, 405, "method_not_allowed")
    assert answer.headers["Allow"] == allowed


ILLEGAL = [
    ("created", "shipment", None),
    ("created", "delivery", {}),
    ("created", "returns", {"lines": [1]}),
    ("created", "refunds", {"amount_fen": 100}),
    ("cancelled", "payment", None),
    ("cancelled", "shipment", None),
    ("cancelled", "delivery", {}),
    ("cancelled", "returns", {"lines": [1]}),
    ("cancelled", "refunds", {"amount_fen": 100}),
    ("paid", "payment", None),
    ("paid", "returns", {"lines": [1]}),
    ("shipped", "cancellation", None),
    ("delivered", "cancellation", None),
    ("closed", "cancellation", None),
    ("closed", "payment", None),
]


@pytest.mark.parametrize(("order", "what", "body"), ILLEGAL)
def test_a_fact_at_the_wrong_time(stage: Stage, order: str, what: str, body: object) -> None:
    path = f"/v1/orders/{{{order}}}/{what}"
    refuse(stage, "shop", "POST", path, body, (409, "illegal_transition"))


def line(number: int, **more: object) -> dict[str, object]:
    return {"line": number, "sku": "tee", "qty": 1, "price_fen": 10_000, **more}


MONEY = [
    ("shop", "/v1/orders", {**ORDER, "lines": [line(1, price_fen=0)]}, 422, "amount_zero"),
    ("shop", "/v1/orders", {**ORDER, "discount_fen": 10_000}, 422, "amount_zero"),
    ("shop", "/v1/orders", {**ORDER, "discount_fen": 10_001}, 422, "amount_mismatch"),
    ("shop", "/v1/orders", {**ORDER, "lines": [line(1, price_fen=HUGE, qty=2)]}, 422, "invalid"),
    ("shop", "/v1/orders", {**ORDER, "freight_fen": HUGE}, 422, "invalid"),
    ("shop", "/v1/orders", {**ORDER, "lines": [line(1, terms={"rates_bp": [1]})]}, 422, "invalid"),
    ("shop", "/v1/orders", {**ORDER, "link": "22222222"}, 404, "unknown_person"),
    ("A", "/v1/me/links", {"rate_bp": 1000}, 422, "invalid"),
    ("shop", "/v1/orders/{delivered}/refunds", {"amount_fen": 10_001}, 422, "over_refund"),
    ("shop", "/v1/orders/{delivered}/refunds", {"amount_fen": HUGE}, 422, "over_refund"),
    ("shop", "/v1/orders/{refunded}/refunds", {"amount_fen": 4_001}, 422, "over_refund"),
    ("shop", "/v1/orders/{delivered}/refunds", {"amount_fen": 1, "line": 2}, 404, "unknown_line"),
    (
        "shop",
        "/v1/orders/{delivered}/refunds",
        {"amount_fen": 1, "part": "freight"},
        422,
        "over_refund",
    ),
    ("shop", "/v1/orders/{delivered}/returns", {"lines": [2]}, 404, "unknown_line"),
    ("shop", "/v1/orders/{closed}/returns", {"lines": [1]}, 409, "window_closed"),
    ("A", "/v1/me/withdrawals", {"amount_fen": 9}, 422, "below_minimum"),
    ("A", "/v1/me/withdrawals", {"amount_fen": 901}, 409, "insufficient_available"),
    ("A", "/v1/me/withdrawals", {"amount_fen": 300_000}, 409, "insufficient_available"),
    ("fin", "/v1/settlements", {"period": THIS_MONTH}, 409, "period_open"),
    ("fin", "/v1/settlements", {"period": "2025"}, 409, "period_open"),
    (
        "fin",
        "/v1/orders/{own}/manual-payment",
        {
            "account": "icbc",
            "transaction": "bank-1",
            "amount_fen": 9_999,
            "paid_at": "2025-04-10T10:00:00+08:00",
        },
        422,
        "amount_mismatch",
    ),
    (
        "fin",
        "/v1/orders/{own}/manual-payment",
        {
            "account": "icbc",
            "transaction": "bank-1",
            "amount_fen": 10_000,
            "paid_at": "2025-05-01T10:00:00+08:00",
        },
        422,
        "invalid",
    ),
]


@pytest.mark.parametrize(("who", "path", "body", "status", "code"), MONEY)
def test_what_the_rules_do_not_allow(
    stage: Stage, who: str, path: str, body: object, status: int, code: str
) -> None:
    refuse(stage, who, "POST", path, body, (status, code))


def test_a_buyer_who_is_bound_already(stage: Stage) -> None:
    code = stage.api.ask("A", "POST", "/v1/me/links")["code"]
    other = {"distributor": "Z", "openid": "openid-Z"}
    stage.api.ask("ops", "POST", "/v1/distributors", other)
    stage.api.ask("shop", "POST", "/v1/bindings", {"buyer": "bound", "code": code})
    token = stage.api.laptop.credentials.token("distributor", "Z")
    headers = {"authorization": f"Bearer {token}", "idempotency-key": "another-link-1"}
    link = stage.api.send_with("POST", "/v1/me/links", b"", headers).json()
    body = {"buyer": "bound", "code": link["code"]}
    refuse(stage, "shop", "POST", "/v1/bindings", body, (409, "already_bound"))


def test_the_payout_of_another_payee(stage: Stage) -> None:
    token = stage.api.laptop.credentials.token("distributor", "B")
    path = f"/v1/me/withdrawals/{stage.ids['payout']}"
    answer = stage.api.send_with("GET", path, b"", {"authorization": f"Bearer {token}"})
    assert_problem(answer, 404, "unknown_payout")


@pytest.mark.parametrize(
    ("who", "path", "body", "other"),
    [
        ("shop", "/v1/orders", ORDER, {**ORDER, "freight_fen": 1}),
        ("shop", "/v1/orders/{paid}/refunds", {"amount_fen": 100}, {"amount_fen": 200}),
        ("shop", "/v1/orders/{delivered}/returns", {"lines": [1]}, {"lines": [1, 1]}),
        ("A", "/v1/me/withdrawals", {"amount_fen": 10}, {"amount_fen": 20}),
        ("fin", "/v1/settlements", {"period": LAST_MONTH}, {"period": "2025-02"}),
        ("ops", "/v1/distributors", {"distributor": "E"}, {"distributor": "F"}),
    ],
)
def test_a_key_for_another_body(
    stage: Stage, who: str, path: str, body: object, other: object
) -> None:
    path, raw = path.format(**stage.ids), json.dumps(body).encode()
    key = "the-key-of-another-0001"
    first = stage.api.send_with(
        "POST", path, raw, stage.api.headers_of(who, "POST", path, raw, key)
    )
    assert first.status_code == 201
    raw = json.dumps(other).encode()
    headers = stage.api.headers_of(who, "POST", path, raw, key)
    with stage.api.storing_nothing():
        answer = stage.api.send_with("POST", path, raw, headers)
    assert_problem(answer, 422, "idempotency_conflict")


def test_a_replay_gets_the_stored_answer(stage: Stage) -> None:
    raw = json.dumps(ORDER).encode()
    headers = stage.api.headers_of("shop", "POST", "/v1/orders", raw, "replayed-order-1")
    first = stage.api.send_with("POST", "/v1/orders", raw, headers)
    with stage.api.storing_nothing():
        again = stage.api.send_with("POST", "/v1/orders", raw, headers)
    assert (again.status_code, again.content) == (first.status_code, first.content)
