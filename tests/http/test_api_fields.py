"""Fields of a wrong kind, sign or size: each is named, and nothing is stored."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.http.api_bench import ORDER, Api, assert_problem

TOO_MUCH = 10**15 + 1
NO_AMOUNT = [-1, TOO_MUCH, 1.5, 1.0, "100", True, None, [], {}]
NO_RATE = [-1, 10_001, 1.5, 1.0, "100", True, None, [], {}]
NO_IDENTIFIER = ["", " a", "a\n", "x" * 65, "a\tb", "..", "\u2028", 5, None]
NO_PLAIN_ID = ["", "a b", "x" * 65, "<script>", "名", 5, None]
NO_LINES = [[0], [-1], [1.5], ["1"], [1000], "1", 1, list(range(1, 300))]
NO_TIME = ["yesterday", "2025-04-01T10:00:00", 1_743_472_800, None]


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


@pytest.fixture(scope="module")
def order(api: Api) -> str:
    return api.place()


def refuse(api: Api, who: str, path: str, body: object, pointer: str) -> None:
    with api.storing_nothing():
        answer = api.send(who, "POST", path, json.dumps(body).encode())
    assert_problem(answer, 422, "invalid_fields")
    found = [error["pointer"] for error in answer.json()["errors"]]
    assert any(one.startswith(pointer) for one in found), found


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("price_fen", value) for value in NO_AMOUNT),
        *(("cost_fen", value) for value in NO_AMOUNT if value is not None),
        *(("qty", value) for value in [0, *NO_AMOUNT]),
        *(("line", value) for value in [0, 1000, *NO_AMOUNT]),
        *(("sku", value) for value in NO_IDENTIFIER),
        ("no_reason_return", "yes"),
        ("no_reason_return", 1),
        ("terms", 5),
        ("terms", {}),
        ("terms", {"rates_bp": [], "per_piece_fen": []}),
        *(("terms", {"rates_bp": [value]}) for value in NO_RATE),
        *(("terms", {"per_piece_fen": [value]}) for value in NO_AMOUNT),
        ("terms", {"rates_bp": [1, 1, 1, 1]}),
        ("terms", {"per_piece_fen": [1, 1, 1, 1]}),
        ("terms", {"rates_bp": [1], "per_piece": ["1.00"]}),
    ],
)
def test_a_bad_field_in_a_line(api: Api, field: str, value: Any) -> None:
    line = {"line": 1, "sku": "tee", "qty": 1, "price_fen": 10_000, field: value}
    refuse(api, "shop", "/v1/orders", {**ORDER, "lines": [line]}, f"#/lines/0/{field}")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("discount_fen", value) for value in NO_AMOUNT),
        *(("freight_fen", value) for value in NO_AMOUNT),
        *(("buyer", value) for value in NO_IDENTIFIER),
        ("lines", []),
        ("lines", [{"line": n, "sku": "tee", "qty": 1, "price_fen": 1} for n in range(1, 300)]),
        ("courier", "drone"),
        ("payment", "cheque"),
        ("kind", "gift"),
        *(("link", value) for value in ["", "ABC", "ABCDEFG1", "abcdefgh", "A" * 9, 5]),
    ],
)
def test_a_bad_field_in_an_order(api: Api, field: str, value: Any) -> None:
    refuse(api, "shop", "/v1/orders", {**ORDER, field: value}, f"#/{field}")


@pytest.mark.parametrize("value", [value for value in NO_RATE if value is not None])
def test_a_bad_rate_of_a_link(api: Api, value: Any) -> None:
    refuse(api, "A", "/v1/me/links", {"rate_bp": value}, "#/rate_bp")


def test_two_lines_of_one_number(api: Api) -> None:
    body = {**ORDER, "lines": [*ORDER["lines"], *ORDER["lines"]]}
    refuse(api, "shop", "/v1/orders", body, "#/lines/1/line")


@pytest.mark.parametrize("amount", [0, *NO_AMOUNT])
@pytest.mark.parametrize(
    ("who", "path", "rest"),
    [
        ("shop", "/v1/orders/{order}/refunds", {}),
        ("A", "/v1/me/withdrawals", {}),
        (
            "fin",
            "/v1/orders/{order}/manual-payment",
            {"account": "icbc", "transaction": "bank-1", "paid_at": "2025-04-01T10:00:00+08:00"},
        ),
        ("fin", "/v1/orders/{order}/chargebacks", {"case_no": "C1", "reason": "x"}),
        ("fin", "/v1/orders/{order}/disputes-won", {"case_no": "C1", "reason": "x"}),
        (
            "fin",
            "/v1/orders/{order}/refunds/" + "A" * 26 + "/manual-payment",
            {"transaction": "bank-1", "paid_at": "2025-04-01T10:00:00+08:00"},
        ),
    ],
)
def test_a_bad_amount(
    api: Api, order: str, who: str, path: str, rest: dict[str, Any], amount: Any
) -> None:
    body = {**rest, "amount_fen": amount}
    refuse(api, who, path.format(order=order), body, "#/amount_fen")


@pytest.mark.parametrize("lines", NO_LINES)
@pytest.mark.parametrize(
    ("path", "rest"),
    [
        ("delivery", {}),
        ("returns", {}),
        (f"returns/{'A' * 26}/receipt", {}),
        (f"returns/{'A' * 26}/inspection", {"accepted": True}),
    ],
)
def test_bad_line_numbers(
    api: Api, order: str, path: str, rest: dict[str, Any], lines: Any
) -> None:
    refuse(api, "shop", f"/v1/orders/{order}/{path}", {**rest, "lines": lines}, "#/lines")


@pytest.mark.parametrize(
    ("who", "path", "body", "pointer"),
    [
        ("shop", "returns", {"lines": []}, "#/lines"),
        ("shop", "returns", {"lines": [1], "kind": "gift"}, "#/kind"),
        ("shop", f"returns/{'A' * 26}/inspection", {"accepted": "yes"}, "#/accepted"),
        ("shop", f"returns/{'A' * 26}/inspection", {"accepted": 1}, "#/accepted"),
        ("shop", f"returns/{'A' * 26}/inspection", {}, "#/accepted"),
        ("shop", "refunds", {"amount_fen": 1, "part": "tips"}, "#/part"),
        ("shop", "refunds", {"amount_fen": 1, "line": 0}, "#/line"),
        ("shop", "refunds", {}, "#/amount_fen"),
        *(
            (
                "fin",
                "manual-payment",
                {"account": "icbc", "transaction": "bank-1", "amount_fen": 1, "paid_at": value},
                "#/paid_at",
            )
            for value in NO_TIME
        ),
        *(
            ("fin", what, {"amount_fen": 1, "reason": "x", "case_no": value}, "#/case_no")
            for what in ("chargebacks", "disputes-won")
            for value in NO_PLAIN_ID
        ),
        *(
            ("fin", what, {"amount_fen": 1, "case_no": "C1", "reason": value}, "#/reason")
            for what in ("chargebacks", "disputes-won")
            for value in ("", " why", "x" * 501, None)
        ),
        *(
            ("fin", what, {"amount_fen": 1, "case_no": "C1", "reason": "x", "line": v}, "#/line")
            for what in ("chargebacks", "disputes-won")
            for v in (0, 1000, "1", True)
        ),
    ],
)
def test_a_bad_field_about_an_order(
    api: Api, order: str, who: str, path: str, body: dict[str, Any], pointer: str
) -> None:
    refuse(api, who, f"/v1/orders/{order}/{path}", body, pointer)


@pytest.mark.parametrize(
    ("who", "path", "body", "pointer"),
    [
        *(("shop", "/v1/bindings", {"buyer": v, "code": "ABCDEFGH"}, "#/buyer") for v in ("", 5)),
        *(
            ("shop", "/v1/bindings", {"buyer": "Y", "code": code}, "#/code")
            for code in ("", "abcdefgh", "ABCDEF1O", "A" * 9, 2345678, None)
        ),
        *(
            ("fin", "/v1/settlements", {"period": period}, "#/period")
            for period in ("2025-13", "2025-00", "2025-Q5", "25-03", "2025-3", 2025, "", None)
        ),
        *(
            ("ops", "/v1/distributors", {"distributor": who}, "#/distributor")
            for who in ("", "a b", "x" * 33, "a/b", "A#B", 5, None)
        ),
        ("ops", "/v1/distributors", {"distributor": "D", "level": "platinum"}, "#/level"),
        ("ops", "/v1/distributors", {"distributor": "D", "upline": "a b"}, "#/upline"),
        ("ops", "/v1/distributors", {"distributor": "D", "openid": ""}, "#/openid"),
        *(
            ("ops", "/v1/distributors/A/suspension", {"reason": reason}, "#/reason")
            for reason in ("", " ", " why", "x" * 501, 5, None)
        ),
        ("ops", "/v1/distributors/A/level", {"level": "platinum", "reason": "x"}, "#/level"),
        ("ops", "/v1/distributors/A/level", {"level": "gold"}, "#/reason"),
        ("ops", "/v1/distributors/A/grade", {"reason": "x"}, "#/grade"),
        ("ops", "/v1/distributors/A/grade", {"grade": "", "reason": "x"}, "#/grade"),
        *(
            ("ops", "/v1/distributors/A/transfer-proposals", {"to": to, "reason": "x"}, "#/to")
            for to in ("", "a b", "x" * 33, "brand", 5, None)
        ),
        ("ops", "/v1/distributors", {"distributor": "D", "grade": "a b"}, "#/grade"),
    ],
)
def test_a_bad_field_elsewhere(
    api: Api, who: str, path: str, body: dict[str, Any], pointer: str
) -> None:
    refuse(api, who, path, body, pointer)
