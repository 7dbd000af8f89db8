"""The clock that a team's tests move: on, and never back in silence."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from fenrun.client import Client
from fenrun.testing.clock import Clock

NOW = datetime.fromisoformat("2025-03-01T10:00:00+08:00")


class Laptop(Client):
    """Tells one business time, and keeps what it was asked to move to."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1:1")
        self.moved: list[str] = []

    def get(self, path: str, **_: object) -> dict[str, Any]:
        return {"business_time": NOW.isoformat()}

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> dict[str, Any]:
        self.moved.append(body["to"])
        return {}


def test_time_moves_on_or_stays() -> None:
    laptop = Laptop()
    Clock(laptop).move_to(NOW)
    Clock(laptop).advance(days=1)
    assert laptop.moved == [NOW.isoformat(), (NOW + timedelta(days=1)).isoformat()]


def test_a_moment_that_has_passed_is_refused_and_nothing_moves() -> None:
    laptop = Laptop()
    with pytest.raises(ValueError, match=r"2025-02-28T10:00:00.* has passed: it is 2025-03-01T10"):
        Clock(laptop).move_to(NOW - timedelta(days=1))
    assert laptop.moved == []
