"""The view decorator from the outside: events in, answers out."""

import json
import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from chalice.app import Chalice

from fenrun.client.signing import content_digest
from shared.domain.commands import Command
from shared.edge.callers.access import DISTRIBUTOR, STAFF, Roles
from shared.edge.callers.access import STOREFRONT as SHOP
from shared.edge.http.ownership import Owned
from shared.edge.http.paths import pattern_of
from shared.edge.http.request import Request
from shared.edge.http.serve import serve
from shared.edge.http.view import view
from shared.edge.settings import Settings
from tests.unit.edge.fakes import NO_PORTS, a_secret
from tests.unit.edge.gateway_events import CONTEXT, FINANCE, STOREFRONT, event
from tests.unit.edge.sample_app import ORDER_ID, sample_app

GOOD = b'{"buyer": "b-1", "lines": [{"sku": "a", "pieces": 2, "price_fen": 100}]}'
KEY = "key-00000001"


@pytest.fixture
def app() -> Chalice:
    return sample_app()


@pytest.fixture(autouse=True)
def _no_metrics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTOOLS_METRICS_DISABLED", "true")


def order(body: bytes = GOOD, **changes: str | None) -> dict[str, Any]:
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Digest": content_digest(body),
        "Idempotency-Key": KEY,
    }
    sent = {name.replace("_", "-"): value for name, value in changes.items()}
    kept = {name: value for name, value in {**headers, **sent}.items() if value is not None}
    return event("POST", "/v1/orders", body=body, headers=kept, caller=STOREFRONT)


def call(app: Chalice, request: dict[str, Any]) -> tuple[int, dict[str, Any], dict[str, str]]:
    response = app(request, CONTEXT)
    return response["statusCode"], json.loads(response["body"] or "{}"), response["headers"]


def test_a_parsed_command_reaches_the_view_and_its_receipt_the_caller(app: Chalice) -> None:
    status, receipt, headers = call(app, order())
    command = Command.of("storefront:shop", "POST /v1/orders", KEY, GOOD)
    assert (status, headers["Content-Type"]) == (201, "application/json")
    assert headers["X-Request-Id"] == "request-1"
    assert receipt == {
        "order_id": command.id,
        "caller": "storefront:shop",
        "body_hash": command.body_hash,
        "buyer": "b-1",
        "pieces": 2,
    }


def test_a_repeat_is_answered_with_the_same_bytes_in_canonical_form(app: Chalice) -> None:
    first, second = (app(order(), CONTEXT)["body"] for _ in range(2))
    assert first == second
    assert first == json.dumps(json.loads(first), sort_keys=True, separators=(",", ":"))


def line(**changes: object) -> bytes:
    fields = {"sku": "a", "pieces": 2, "price_fen": 100, **changes}
    return json.dumps({"buyer": "b-1", "lines": [fields]}).encode()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "malformed_body"),
        (b"", 422, "invalid_fields"),
        (b"\xff\xfe", 400, "malformed_body"),
        (b"\xef\xbb\xbf" + GOOD, 400, "malformed_body"),
        (GOOD + b"x", 400, "malformed_body"),
        (GOOD.replace(b'"b-1"', b'"\\ud800"'), 400, "malformed_body"),
        (GOOD.replace(b"100", b"NaN"), 400, "malformed_body"),
        (GOOD.replace(b"100", b"-Infinity"), 400, "malformed_body"),
        (GOOD.replace(b"100", b"9" * 16), 400, "malformed_body"),
        (GOOD.replace(b"100", b"9" * 5000), 400, "malformed_body"),
        (GOOD.replace(b'"sku": "a"', b'"sku": "a", "sku": "b"'), 400, "malformed_body"),
        (b"[" * 100_000, 400, "malformed_body"),
        (b" " * (256 * 1024) + GOOD, 413, "body_too_large"),
        (b"[]", 422, "invalid_fields"),
        (b"null", 422, "invalid_fields"),
        (line(pieces=-1), 422, "invalid_fields"),
        (line(pieces=0), 422, "invalid_fields"),
        (line(pieces=1_000), 422, "invalid_fields"),
        (line(pieces=1.5), 422, "invalid_fields"),
        (line(pieces=2.0), 422, "invalid_fields"),
        (line(pieces="2"), 422, "invalid_fields"),
        (line(pieces=True), 422, "invalid_fields"),
        (line(pieces=None), 422, "invalid_fields"),
        (GOOD.replace(b"100", b"1e400"), 422, "invalid_fields"),
        (line(colour="red"), 422, "invalid_fields"),
        (b'{"lines": []}', 422, "invalid_fields"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_bad_body_is_a_problem(app: Chalice, body: bytes, status: int, code: str) -> None:
    got, problem, headers = call(app, order(body))
    assert (got, problem["code"], problem["status"]) == (status, code, status)
    assert headers["Content-Type"] == "application/problem+json"
    assert problem["title_zh"]


def test_wrong_fields_are_pointed_at_without_repeating_what_was_sent(app: Chalice) -> None:
    _, problem, _ = call(app, order(line(pieces=-77, **{"a/b~c": "private"})))
    pointers = {error["pointer"] for error in problem["errors"]}
    assert pointers == {"#/lines/0/pieces", "#/lines/0/a~1b~0c"}
    assert "77" not in json.dumps(problem)
    assert "private" not in json.dumps(problem)


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"Content_Type": None}, 415, "unsupported_media_type"),
        ({"Content_Type": "text/plain"}, 415, "unsupported_media_type"),
        ({"Content_Type": "application/jsonp"}, 415, "unsupported_media_type"),
        ({"Idempotency_Key": None}, 400, "invalid_idempotency_key"),
        ({"Idempotency_Key": "short"}, 400, "invalid_idempotency_key"),
        ({"Idempotency_Key": "k" * 65}, 400, "invalid_idempotency_key"),
        ({"Idempotency_Key": "with a blank"}, 400, "invalid_idempotency_key"),
        ({"Idempotency_Key": "钥匙钥匙钥匙钥匙"}, 400, "invalid_idempotency_key"),
        ({"Content_Digest": None}, 400, "digest_mismatch"),
        ({"Content_Digest": content_digest(b"other")}, 400, "digest_mismatch"),
        ({"Content_Digest": "sha-256=:AAAA:"}, 400, "digest_mismatch"),
        ({"Content_Digest": "md5=:AAAA:"}, 400, "digest_mismatch"),
        ({"Content_Digest": ""}, 400, "digest_mismatch"),
    ],
)
def test_a_bad_header_is_a_problem(
    app: Chalice, changes: dict[str, Any], status: int, code: str
) -> None:
    got, problem, _ = call(app, order(**changes))
    assert (got, problem["code"]) == (status, code)


@pytest.mark.parametrize(
    ("caller", "status", "code"),
    [
        (None, 401, "unauthorized"),
        ({"kind": "robot", "id": "x", "role": "storefront"}, 401, "unauthorized"),
        ({"kind": "person", "id": "x", "role": "owner"}, 401, "unauthorized"),
        (FINANCE, 403, "forbidden"),
    ],
)
def test_a_caller_whom_the_table_does_not_let_in_stays_outside(
    app: Chalice, caller: dict[str, str] | None, status: int, code: str
) -> None:
    request = order()
    request["requestContext"]["authorizer"] = caller
    got, problem, headers = call(app, request)
    assert (got, problem["code"]) == (status, code)
    assert ("WWW-Authenticate" in headers) == (status == 401)


def read(error: str, order_id: str = ORDER_ID) -> dict[str, Any]:
    path, query = {"order_id": order_id}, {"raise": [error]}
    return event("GET", "/v1/orders/{order_id}", path=path, query=query, caller=STOREFRONT)


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        ("refused", 422, "over_refund"),
        ("hides", 409, "illegal_transition"),
        ("busy", 409, "busy"),
        ("channel", 503, "channel_unavailable"),
        ("channel_no", 422, "channel_refused"),
        ("notice", 401, "notice_rejected"),
        ("bug", 500, "internal"),
    ],
)
def test_every_error_is_a_problem(app: Chalice, error: str, status: int, code: str) -> None:
    got, problem, headers = call(app, read(error))
    assert (got, problem["code"], problem["status"]) == (status, code, status)
    assert problem["type"] == f"/problems/{code}"
    assert ("Retry-After" in headers) == (code in {"busy", "channel_unavailable"})


@pytest.mark.parametrize(
    ("body", "media_type", "expected"),
    [
        (b"", None, (200, -1)),
        (b"", "text/plain", (200, -1)),
        (b'{"rate_bp": 5}', "application/json", (200, 5)),
        (b'{"rate_bp": 5}', None, (415, "unsupported_media_type")),
        (b"null", "application/json", (422, "invalid_fields")),
        (b"{}", "application/json", (200, -1)),
        (b"{}", None, (415, "unsupported_media_type")),
    ],
)
def test_a_body_whose_fields_may_all_be_left_out_may_be_left_out(
    app: Chalice, body: bytes, media_type: str | None, expected: tuple[int, object]
) -> None:
    headers = {"Idempotency-Key": KEY, **({"Content-Type": media_type} if media_type else {})}
    caller = {"kind": "person", "id": "A", "role": "distributor"}
    status, answer, _ = call(
        app, event("POST", "/v1/me/links", body=body, headers=headers, caller=caller)
    )
    assert (status, answer.get("code", answer.get("pieces"))) == expected


def test_the_figures_of_a_refusal_are_members_of_its_problem(app: Chalice) -> None:
    _, problem, _ = call(app, read("refused"))
    assert problem["refundable_fen"] == 790


def test_a_figure_never_hides_a_standard_member(app: Chalice) -> None:
    _, problem, _ = call(app, read("hides"))
    assert (problem["status"], problem["title"]) == (409, "Not possible in this state")


def test_an_unforeseen_error_shows_nothing_of_its_inside_and_is_logged_with_its_stack(
    app: Chalice, caplog: pytest.LogCaptureFixture
) -> None:
    response = app(read("bug"), CONTEXT)
    assert "secret inside" not in response["body"]
    [record] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


@pytest.mark.parametrize("order_id", ["a" * 26, "A" * 25, "A" * 27, "A" * 26 + "\n", "", "*"])
def test_an_id_of_another_shape_names_nothing(app: Chalice, order_id: str) -> None:
    status, problem, _ = call(app, read("refused", order_id))
    assert (status, problem["code"]) == (404, "unknown_order")


def cancellation(body: bytes = b"", key: str = KEY) -> dict[str, Any]:
    headers = {"Idempotency-Key": key}
    if body:
        headers |= {"Content-Digest": content_digest(body), "Content-Type": "application/json"}
    return event(
        "POST",
        "/v1/orders/{order_id}/cancellation",
        body=body,
        headers=headers,
        path={"order_id": ORDER_ID},
        caller=STOREFRONT,
    )


def test_a_view_without_an_answer_has_no_content(app: Chalice) -> None:
    response = app(cancellation(), CONTEXT)
    assert (response["statusCode"], response["body"]) == (204, "")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{}", 204, None),
        (b" {\n} ", 204, None),
        (b'{"a": 1}', 422, "invalid_fields"),
        (b"[]", 422, "invalid_fields"),
        (b"null", 422, "invalid_fields"),
        (b"{", 400, "malformed_body"),
    ],
)
def test_where_nothing_is_asked_for_an_empty_object_may_be_sent(
    app: Chalice, body: bytes, status: int, code: str | None
) -> None:
    got, problem, _ = call(app, cancellation(body))
    assert (got, problem.get("code")) == (status, code)


def test_a_digest_without_a_body_has_to_be_the_digest_of_nothing(app: Chalice) -> None:
    request = cancellation()
    request["headers"]["Content-Digest"] = content_digest(b"something")
    status, problem, _ = call(app, request)
    assert (status, problem["code"]) == (400, "digest_mismatch")


def test_a_view_may_answer_with_a_response_of_its_own(app: Chalice) -> None:
    response = app(event("GET", "/r/{code}", path={"code": "ABCDEFG2"}), CONTEXT)
    assert response["statusCode"] == 302
    assert response["headers"]["Location"] == "https://shop.example/?code=ABCDEFG2"
    assert response["headers"]["X-Request-Id"] == "request-1"


def test_a_public_view_has_no_principal(app: Chalice) -> None:
    status, problem, _ = call(app, event("GET", "/health"))
    assert (status, problem["code"]) == (500, "internal")


def test_a_callback_sees_the_raw_body_and_lower_case_headers(app: Chalice) -> None:
    request = event(
        "POST", "/callbacks/wechat/payments", body=b"\x00raw", headers={"Wechatpay-Nonce": "n"}
    )
    status, receipt, _ = call(app, request)
    assert (status, receipt["order_id"], receipt["pieces"]) == (200, "n", 4)


def test_requests_in_many_threads_do_not_see_each_other(app: Chalice) -> None:
    buyers = [f"buyer-{number}" for number in range(64)]
    requests = [order(GOOD.replace(b"b-1", buyer.encode())) for buyer in buyers]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda request: call(app, request)[1], requests))
    assert [answer["buyer"] for answer in answers] == buyers


@pytest.mark.parametrize(
    ("parameter", "fits", "misfits"),
    [
        ("secret_id", "A" * 26, ("A" * 25, "A" * 27, "a" * 26, "0" * 26, "A" * 25 + "/")),
        ("secret", "shop:A.1_b-2", ("", "a" * 65, " a", "a ", "a\tb", "a\u2028b", "a\u0000")),
        ("number", "10", ("01", "-1", "1" * 7)),
    ],
)
def test_a_path_parameter_has_the_shape_that_its_name_says(
    parameter: str, fits: str, misfits: tuple[str, ...]
) -> None:
    pattern = pattern_of(parameter)
    assert pattern.fullmatch(fits)
    assert not any(pattern.fullmatch(each) for each in misfits)


def test_a_view_that_takes_no_request_cannot_be_declared() -> None:
    def broken(code: str) -> None: ...

    with pytest.raises(TypeError, match="Request"):
        view("POST", "/v1/bindings", roles=SHOP, zh="绑定")(broken)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "roles", "own"),
    [
        ("/v1/orders/{order_id}", SHOP, None),
        ("/v1/orders/{order_id}", SHOP | STAFF, None),
        ("/v1/orders/{order_id}", SHOP, "payout"),
        ("/v1/orders/{order_id}", STAFF, "order"),
        ("/v1/orders", SHOP, "order"),
        ("/v1/me/withdrawals/{payout_id}", DISTRIBUTOR, None),
        ("/v1/payouts/{payout_id}", STAFF, "payout"),
    ],
)
def test_whose_it_is_must_be_declared_and_not_in_vain(
    path: str, roles: Roles, own: Owned | None
) -> None:
    def anything(request: Request[None]) -> None: ...

    with pytest.raises(TypeError, match="declare own="):
        view("GET", path, roles=roles, own=own, zh="某物")(anything)


def test_two_views_of_one_route_cannot_be_served() -> None:
    room = sys.modules[sample_app.__module__]
    with pytest.raises(ValueError, match="Duplicate"):
        serve("twice", NO_PORTS, Settings({}), [room, room], a_secret)
