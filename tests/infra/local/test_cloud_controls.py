"""The cloud's own routes: what they are asked, by whom, and what a failure of due work does."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from infra.local.clock.business_clock import BusinessClock
from infra.local.cloud_controls import cloud_controls
from infra.local.http.message import Request, Response
from infra.local.http.same_machine import refusal

START = datetime(2025, 3, 1, tzinfo=UTC)


class Cloud:
    """A frozen clock and nothing else."""

    def __init__(self) -> None:
        self.clock = BusinessClock(START, frozen=True)

    def advance(self, target: timedelta | datetime) -> None:
        assert isinstance(target, datetime)
        self.clock.advance(target, lambda: None)

    def go_on(self, target: timedelta | datetime, seconds: float) -> bool:
        self.advance(target)
        return True

    def drain(self) -> None:
        self.advance(self.clock.now())

    def status(self) -> dict[str, Any]:
        return {"business_time": self.clock.now().isoformat()}


@pytest.fixture
def cloud() -> Cloud:
    return Cloud()


@pytest.fixture
def advance(cloud: Cloud) -> Callable[[bytes], Response]:
    route = cloud_controls(cloud)["POST /_local/advance"]
    return lambda body: route(Request("POST", "/_local/advance", body=body))


@pytest.mark.parametrize(
    "body",
    [
        b'{"seconds": NaN}',
        b'{"seconds": Infinity}',
        b'{"seconds": 1e400}',
        b'{"seconds": true}',
        b'{"seconds": -1}',
        b'{"seconds": "5"}',
        b'{"seconds": 0, "within_seconds": true}',
        b'{"seconds": 0, "within_seconds": -1}',
        b'{"to": "9999-12-31T23:59:59-23:59"}',
        b'{"to": "0001-01-01T00:00:00+23:59"}',
        b'{"to": "2025-04-01"}',
        b'{"to": 5}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"{",
        b"\xff\xfe",
        b"null",
    ],
)
def test_what_is_no_time_to_go_to_is_refused(
    cloud: Cloud, advance: Callable[[bytes], Response], body: bytes
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011, told by its message in a 400
        advance(body)
    assert cloud.clock.now() == START


def test_time_goes_on_behind_due_work_that_fails(
    cloud: Cloud, advance: Callable[[bytes], Response]
) -> None:
    done: list[str] = []

    def fail() -> None:
        raise KeyError("broken")

    cloud.clock.call_later(60, fail)
    cloud.clock.call_later(120, lambda: done.append("later"))

    failed = advance(b'{"seconds": 3600}')
    again = advance(b'{"seconds": 3600}')

    assert (failed.status, again.status) == (500, 200)
    assert b"see server.log; the same again goes on behind it" in failed.body
    assert done == ["later"]
    assert cloud.clock.now() == START + timedelta(seconds=3660)


def _sent(*headers: tuple[str, str]) -> Request:
    return Request("POST", "/_local/advance", headers)


@pytest.mark.parametrize(
    "headers",
    [
        [("Host", "evil.example")],
        [("Host", "")],
        [("Host", "evil.example@127.0.0.1:8700")],
        [("Host", "localhost/evil")],
        [("Host", "127.0.0.1#evil")],
        [("Host", "localhost:notaport")],
        [("Host", "evil.example"), ("Host", "localhost")],
        [("Host", "localhost"), ("host", "evil.example")],
        [("Origin", "null")],
        [("Origin", "http://evil.example")],
        [("Origin", "http://evil.example\\@127.0.0.1")],
        [("Origin", "http://evil.example"), ("Origin", "http://localhost")],
        [("Origin", "chrome-extension://localhost")],
        [("Host", "localhost"), ("Sec-Fetch-Site", "cross-site")],
    ],
)
def test_what_comes_from_elsewhere_is_refused(headers: list[tuple[str, str]]) -> None:
    answer = refusal(_sent(*headers))
    assert answer is not None
    assert answer.status == 403


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("Host", "LOCALHOST:8700")],
        [("Host", "[::1]:8700"), ("Origin", "http://127.0.0.1:3000")],
        [("Origin", "http://localhost:3000"), ("Sec-Fetch-Site", "cross-site")],
        [("Host", "127.0.0.1"), ("Sec-Fetch-Site", "none")],
    ],
)
def test_what_this_machine_asks_is_taken(headers: list[tuple[str, str]]) -> None:
    assert refusal(_sent(*headers)) is None
