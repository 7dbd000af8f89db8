"""With release per period a line waits beyond its window, and everything else follows from that."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.domain.orders.deadlines import SECOND, release_at
from shared.domain.orders.next_step import lapse_until, next_step
from shared.domain.orders.order import Order
from shared.domain.orders.releases import release_due
from shared.domain.orders.returns import ask_return, inspect_return, receive_return
from shared.domain.plans.document import Release
from tests.unit.domain.orders.orders import book, commission, line, order, share


def _at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


MONTH_END = _at("2025-04-01T00:00:00")
WINDOW_ENDS = _at("2025-03-11T00:00:00")


def _delivered(release: Release = "month", **fields: Any) -> Order:
    lines = (line(window_ends=WINDOW_ENDS),)
    commissions = (commission(share(pending=10)),)
    given = {"status": "delivered", "lines": lines, "commissions": commissions, **fields}
    return order(release=release, delivered_at=_at("2025-03-03T10:00:00"), **given)


@pytest.mark.parametrize(
    ("release", "window_ends", "releases"),
    [
        ("order", "2025-03-11T00:00:00", "2025-03-11T00:00:00"),
        ("month", "2025-03-11T00:00:00", "2025-04-01T00:00:00"),
        # 24:00 of the last day is still that day's: no month more is waited for.
        ("month", "2025-04-01T00:00:00", "2025-04-01T00:00:00"),
        ("month", "2025-04-01T00:00:01", "2025-05-01T00:00:00"),
        ("month", "2025-12-31T10:00:00", "2026-01-01T00:00:00"),
        ("quarter", "2025-02-11T00:00:00", "2025-04-01T00:00:00"),
        ("quarter", "2025-04-02T00:00:00", "2025-07-01T00:00:00"),
        ("year", "2026-01-01T00:00:00", "2026-01-01T00:00:00"),
        ("year", "2026-01-02T00:00:00", "2027-01-01T00:00:00"),
    ],
)
def test_a_line_releases_with_the_period_of_its_windows_last_second(
    release: Release, window_ends: str, releases: str
) -> None:
    assert release_at(_at(window_ends), release) == _at(releases)


@pytest.mark.parametrize(
    ("release", "due_at"), [("order", WINDOW_ENDS), ("month", MONTH_END), ("quarter", MONTH_END)]
)
def test_the_order_awaits_the_release(release: Release, due_at: datetime) -> None:
    assert next_step(_delivered(release)) == ("window", due_at)


def test_nothing_is_released_before_the_period_is_over() -> None:
    books = book(_delivered())

    for too_early in (WINDOW_ENDS, MONTH_END - SECOND):
        release_due(books, too_early)
    assert books.entries == []

    release_due(books, MONTH_END)
    assert books.order.released_at == books.order.closed_at == MONTH_END
    assert books.order.window_ends == WINDOW_ENDS
    assert books.balances["A"].available == 10


def test_every_line_waits_for_the_period_of_its_own_window() -> None:
    lines = (line(1, window_ends=WINDOW_ENDS), line(2, window_ends=_at("2025-04-12T00:00:00")))
    shares = (share(1, pending=10), share(2, pending=7))
    books = book(_delivered(lines=lines, commissions=(commission(*shares),)))

    lapse_until(books, _at("2025-04-30T23:59:59"))
    assert [each.released_at for each in books.order.lines] == [MONTH_END, None]

    lapse_until(books, _at("2025-05-01T00:00:00"))
    assert books.balances["A"].available == 17


def test_a_rejected_return_waits_for_the_period_too() -> None:
    books = book(_delivered())
    asked_at = _at("2025-03-10T10:00:00")

    ask_return(books, asked_at, "R1", [1], "return")
    receive_return(books, asked_at + timedelta(days=1))
    inspect_return(books, asked_at + timedelta(days=2), accepted=False)
    assert next_step(books.order) == ("window", MONTH_END)

    lapse_until(books, MONTH_END)
    assert books.order.released_at == MONTH_END
