"""Bodies and headers that no endpoint takes: each is a clear problem, and nothing is stored."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from infra.openapi.apps import all_served
from infra.openapi.written import ROOT
from shared.edge.callers.access_table import ACCESS
from tests.http.api_bench import SOME_ID, Api, assert_problem, sample_path
from tests.http.endpoint import Endpoint

# No order of that id exists: a body that passed would be answered with 404.
ROOMS = [
    import_module(f"tests.http.endpoints.{path.stem}")
    for path in sorted((Path(__file__).parent / "endpoints").glob("*.py"))
]
ENDPOINTS: list[Endpoint] = [endpoint for room in ROOMS for endpoint in room.ENDPOINTS]
EMPTY_HANDED: list[tuple[str, str]] = [
    each for room in ROOMS for each in getattr(room, "EMPTY_HANDED", ())
]
RAW: dict[str, tuple[bytes, int, str]] = {
    "no JSON": (b"amount=1", 400, "malformed_body"),
    "cut off": (b'{"buyer":', 400, "malformed_body"),
    "a name twice": (b'{"buyer":"X","buyer":"Y"}', 400, "malformed_body"),
    "not a number": (b'{"amount_fen":NaN}', 400, "malformed_body"),
    "an enormous number": (b'{"amount_fen":' + b"9" * 40 + b"}", 400, "malformed_body"),
    "nested without end": (b"[" * 50_000 + b"]" * 50_000, 400, "malformed_body"),
    "too large": (b'{"buyer":"' + b"x" * 300_000 + b'"}', 413, "body_too_large"),
    "null": (b"null", 422, "invalid_fields"),
    "a list": (b"[]", 422, "invalid_fields"),
}


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


def named(endpoint: Endpoint) -> str:
    return endpoint.path.replace(SOME_ID, "ID")


every_endpoint = pytest.mark.parametrize("endpoint", ENDPOINTS, ids=named)


def test_no_endpoint_is_left_out() -> None:
    here = {endpoint.path for endpoint in ENDPOINTS} | {path for _, path in EMPTY_HANDED}
    posts = {path for (method, path), roles in ACCESS.items() if method == "POST" and roles}
    assert here == {sample_path(path) for path in posts}


@every_endpoint
@pytest.mark.parametrize("raw", RAW.values(), ids=RAW.keys())
def test_an_unreadable_body(api: Api, endpoint: Endpoint, raw: tuple[bytes, int, str]) -> None:
    body, status, code = raw
    with api.storing_nothing():
        assert_problem(api.send(endpoint.who, "POST", endpoint.path, body), status, code)


@every_endpoint
def test_a_body_that_is_no_text(api: Api, endpoint: Endpoint) -> None:
    # The gateway hands text on: the bytes that are none have become others on the way.
    refused = (400, "digest_mismatch") if endpoint.who == "shop" else (422, "invalid_fields")
    with api.storing_nothing():
        assert_problem(api.send(endpoint.who, "POST", endpoint.path, b'{"buyer":"\xff"}'), *refused)


@every_endpoint
def test_an_unknown_field(api: Api, endpoint: Endpoint) -> None:
    body = json.dumps({**endpoint.body, "surprise": 1}).encode()
    with api.storing_nothing():
        answer = api.send(endpoint.who, "POST", endpoint.path, body)
    assert_problem(answer, 422, "invalid_fields")
    assert [error["pointer"] for error in answer.json()["errors"]] == ["#/surprise"]


@every_endpoint
@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", None])
def test_a_wrong_media_type(api: Api, endpoint: Endpoint, media_type: str | None) -> None:
    body = json.dumps(endpoint.body).encode()
    with api.storing_nothing():
        answer = api.send(endpoint.who, "POST", endpoint.path, body, {"content-type": media_type})
    assert_problem(answer, 415, "unsupported_media_type")


@pytest.mark.parametrize(
    "said",
    [
        {"content-type": "application/json; charset=utf-16"},
        {"content-type": 'application/json;CHARSET="gbk"'},
        {"content-type": "application/json; charset=utf-8; charset=latin-1"},
        {"content-type": "application/json; charset="},
        {"content-encoding": "gzip"},
        {"content-encoding": "identity, br"},
    ],
)
def test_a_body_that_is_said_to_be_written_in_another_way(api: Api, said: dict[str, str]) -> None:
    with api.storing_nothing():
        answer = api.send("A", "POST", "/v1/me/withdrawals", b'{"amount_fen":100}', said)
    assert_problem(answer, 415, "unsupported_media_type")
    words = "UTF-8" if "content-type" in said else "without Content-Encoding"
    assert words in answer.json()["detail"]


@pytest.mark.parametrize(
    "said",
    [
        {"content-type": "application/json;charset=UTF-8"},
        {"content-type": 'Application/JSON; charset="utf-8"; v=1'},
        {"content-encoding": "Identity"},
    ],
)
def test_what_says_of_json_what_it_is_is_read(api: Api, said: dict[str, str]) -> None:
    answer = api.send("A", "POST", "/v1/me/withdrawals", b'{"amount_fen":"1"}', said)
    assert_problem(answer, 422, "invalid_fields")


@pytest.mark.parametrize(
    ("who", "path", "body"),
    [*ENDPOINTS, *((who, path, None) for who, path in EMPTY_HANDED)],
)
@pytest.mark.parametrize("key", [None, "short", "x" * 65, "with a space"])
def test_no_good_idempotency_key(
    api: Api, who: str, path: str, body: dict[str, Any] | None, key: str | None
) -> None:
    raw = b"" if body is None else json.dumps(body).encode()
    with api.storing_nothing():
        headers = api.headers_of(who, "POST", path, raw, key)
        answer = api.send_with("POST", path, raw, headers)
    assert_problem(answer, 400, "invalid_idempotency_key")


@pytest.mark.parametrize(("who", "path"), EMPTY_HANDED)
def test_a_field_where_none_is_asked_for(api: Api, who: str, path: str) -> None:
    with api.storing_nothing():
        answer = api.send(who, "POST", path, b'{"a":1}')
    assert_problem(answer, 422, "invalid_fields")
    assert [error["pointer"] for error in answer.json()["errors"]] == ["#/a"]


@pytest.mark.parametrize(("who", "path"), EMPTY_HANDED)
def test_an_empty_object_stands_for_no_body(api: Api, who: str, path: str) -> None:
    bare, empty = (api.send(who, "POST", path, raw) for raw in (b"", b"{}"))
    assert (empty.status_code, empty.json()) == (bare.status_code, bare.json())
    assert empty.status_code == 404


@every_endpoint
@pytest.mark.parametrize("media_type", [None, "application/json"])
def test_nothing_sent_is_an_empty_object(
    api: Api, endpoint: Endpoint, media_type: str | None
) -> None:
    empty = api.send(endpoint.who, "POST", endpoint.path, b"{}")
    bare = api.send(endpoint.who, "POST", endpoint.path, b"", {"content-type": media_type})
    assert bare.status_code == empty.status_code != 415
    assert bare.json().get("errors") == empty.json().get("errors")


def test_a_body_is_required_where_an_empty_object_does_not_do() -> None:
    for operation, _ in all_served(ROOT):
        if operation.body:
            assert operation.body_required == (not takes_nothing(operation.body)), operation.name


def takes_nothing(body: type[BaseModel]) -> bool:
    try:
        return bool(body.model_validate({}))
    except ValidationError:
        return False


@pytest.mark.parametrize("endpoint", [e for e in ENDPOINTS if e.who == "shop"], ids=named)
def test_a_body_that_was_not_signed(api: Api, endpoint: Endpoint) -> None:
    body = json.dumps(endpoint.body).encode()
    with api.storing_nothing():
        headers = api.signed("POST", endpoint.path, body, "digest-0001")
        answer = api.send_with("POST", endpoint.path, body + b" ", headers)
    assert_problem(answer, 400, "digest_mismatch")


@pytest.mark.parametrize("endpoint", [e for e in ENDPOINTS if e.who == "shop"], ids=named)
def test_a_body_without_digest(api: Api, endpoint: Endpoint) -> None:
    body = json.dumps(endpoint.body).encode()
    with api.storing_nothing():
        headers = api.signed("POST", endpoint.path, b"", "digest-0001")
        headers["content-type"] = "application/json"
        answer = api.send_with("POST", endpoint.path, body, headers)
    assert_problem(answer, 400, "digest_mismatch")


def test_a_body_beyond_what_the_gateway_takes(api: Api) -> None:
    with api.storing_nothing():
        answer = api.send("A", "POST", "/v1/me/withdrawals", b"1" * (10 * 1024 * 1024 + 1))
    assert_problem(answer, 413, "body_too_large")
