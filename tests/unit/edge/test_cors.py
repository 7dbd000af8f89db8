"""Which pages may read an answer."""

import pytest
from chalice.app import Response

from shared.edge.http.cors import let_read, preflight
from shared.edge.settings import Settings

A, B = "https://a.example", "https://b.example"


def headers(allowed: str, origin: str | None, **known: str) -> dict[str, object]:
    response = Response("", {**known}, 200)
    let_read(response, origin, Settings({"ALLOWED_ORIGINS": allowed}).allowed_origins)
    return dict(response.headers)


def test_where_no_page_may_call_nothing_is_said_of_pages() -> None:
    assert headers("", A) == {}
    assert Settings({}).allowed_origins == frozenset()


@pytest.mark.parametrize(("origin", "told"), [(A, A), (B, B), ("https://c.example", None)])
def test_each_named_origin_is_told_its_own_name(origin: str, told: str | None) -> None:
    assert headers(f"{A}, {B}", origin).get("Access-Control-Allow-Origin") == told


def test_any_origin_may_be_named_and_no_answer_varies_then() -> None:
    assert headers("*", A)["Access-Control-Allow-Origin"] == "*"
    assert "Vary" not in headers("*", A)


def test_an_answer_that_varies_already_varies_by_the_origin_too() -> None:
    assert headers(A, A, Vary="Accept-Language")["Vary"] == "Accept-Language, Origin"


def test_no_request_without_an_origin_is_a_page_s() -> None:
    assert headers(A, None) == {"Vary": "Origin"}


def test_no_answer_ever_allows_credentials() -> None:
    for allowed in (A, "*"):
        asked = preflight(A, Settings({"ALLOWED_ORIGINS": allowed}).allowed_origins)
        assert not [name for name in asked.headers if "Credentials" in name]
