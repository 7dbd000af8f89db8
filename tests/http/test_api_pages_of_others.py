"""Pages of other origins: those that the template names may call and read, and no others."""

from collections.abc import Iterator

import pytest
import requests

from infra.local.laptop import SWEEP, Laptop
from tests.http.api_bench import START, Api

SHOP, OFFICE, STRANGER = (
    "https://shop.example",
    "https://office.example:8443",
    "https://evil.example",
)
NOBODY = "A" * 26


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Laptop(
        frozen=True,
        start_time=START,
        without=frozenset({SWEEP}),
        workflows=False,
        parameters={"AllowedOrigins": f"{SHOP},{OFFICE}"},
    ) as laptop:
        yield Api(laptop)


def call(
    api: Api, origin: str, path: str, who: str | None = None, method: str = "GET"
) -> requests.Response:
    known = {} if who is None else api.headers_of(who, method, path, b"", "from-a-page-1")
    return api.send_with(method, path, b"", {**known, "origin": origin})


ANSWERS = [
    ("GET", "/v1/me/balance", "A", 200),
    ("GET", "/v1/me/balance", "fin", 403),
    ("GET", "/v1/me/awards", None, 401),
    ("GET", f"/v1/me/withdrawals/{NOBODY}", "A", 404),
    ("GET", "/openapi.json", None, 200),
]
"""What the functions say, and what the gateway says for them."""


@pytest.mark.parametrize(("method", "path", "who", "status"), ANSWERS)
@pytest.mark.parametrize("origin", [SHOP, OFFICE])
def test_a_page_that_may_call_reads_every_answer(
    api: Api, origin: str, method: str, path: str, who: str | None, status: int
) -> None:
    answer = call(api, origin, path, who, method)
    assert answer.status_code == status
    assert answer.headers["Access-Control-Allow-Origin"] in (origin, "*")
    assert "X-Request-Id" in answer.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("path", ["/v1/me/balance", f"/v1/me/withdrawals/{NOBODY}"])
def test_another_page_reads_nothing_that_a_function_says(api: Api, path: str) -> None:
    answer = call(api, STRANGER, path, "A")
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Origin" in answer.headers["Vary"]


def test_a_method_that_a_path_does_not_know_is_read_too(api: Api) -> None:
    answer = call(api, SHOP, "/v1/me/balance", method="DELETE")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, OPTIONS")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_page_that_may_call_asks_before(api: Api) -> None:
    answer = call(api, OFFICE, "/v1/me/withdrawals", method="OPTIONS")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == OFFICE
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "Idempotency-Key" in answer.headers["Access-Control-Allow-Headers"]
    assert "Origin" in answer.headers["Vary"]


def test_another_page_asks_in_vain(api: Api) -> None:
    answer = call(api, STRANGER, "/v1/me/withdrawals", method="OPTIONS")
    assert answer.status_code == 204
    assert not [name for name in answer.headers if name.startswith("Access-Control")]
