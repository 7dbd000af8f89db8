from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.times import BEGIN
from shared.edge.http.problems import Unacceptable
from shared.edge.http.query import instant_asked, place_asked, span_asked

NOW = datetime(2025, 4, 2, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        # A day is looked back to as it ended, at 24:00 in Shanghai.
        ("2025-03-31", datetime(2025, 3, 31, 16, tzinfo=UTC)),
        ("2025-12-31", datetime(2025, 12, 31, 16, tzinfo=UTC)),
        ("2025-03-31T10:00:00Z", datetime(2025, 3, 31, 10, tzinfo=UTC)),
        ("2025-03-31T10:00:00+08:00", datetime(2025, 3, 31, 2, tzinfo=UTC)),
    ],
)
def test_a_day_or_an_instant(at: str, expected: datetime) -> None:
    assert instant_asked({"at": at}, NOW) == expected


def test_without_it_now_is_meant() -> None:
    assert instant_asked({"after": "2025-03-31"}, NOW) == NOW


@pytest.mark.parametrize(
    "at",
    [
        "",
        "yesterday",
        "1743472800",
        "2025-02-30",
        "2025-03-31T10:00:00",
        "2025-03-31T10:00:00 08:00",
        "1999-12-31",
        "2200-01-01",
        "0001-01-01",
        "9999-12-31",
        "0001-01-01T00:00:00+08:00",
        "9999-12-31T23:59:59-08:00",
        "x" * 10_000,
    ],
)
def test_what_is_neither_is_named(at: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        instant_asked({"at": at}, NOW)
    assert refused.value.code == "invalid_fields"
    assert [error["pointer"] for error in refused.value.errors] == ["?at"]
    assert len(refused.value.errors[0]["detail"]) < 100


def test_a_list_goes_on_where_the_page_before_ended() -> None:
    assert place_asked({"after": "2025-03/rule"}) == "2025-03/rule"
    assert place_asked({"at": "2025-03-31"}) == ""


def test_a_list_goes_through_all_time_until_now() -> None:
    assert span_asked({}, NOW) == (BEGIN, NOW)
    assert span_asked({"to": "2199-12-31"}, NOW) == (BEGIN, NOW)


def test_or_through_the_last_days() -> None:
    for query in ({}, {"to": "2199-12-31"}):
        assert span_asked(query, NOW, days=30) == (NOW - timedelta(days=30), NOW)


def test_or_from_the_beginning_of_a_day_to_the_end_of_another() -> None:
    since, until = span_asked({"from": "2025-03-30", "to": "2025-03-31"}, NOW)
    assert since == datetime(2025, 3, 29, 16, tzinfo=UTC)
    assert until == datetime(2025, 3, 31, 15, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "query", [{"from": "2025-04-03"}, {"from": "2025-03-02", "to": "2025-03-01"}]
)
def test_a_span_that_ends_before_it_begins_is_named(query: dict[str, str]) -> None:
    with pytest.raises(Unacceptable) as refused:
        span_asked(query, NOW)
    assert [error["pointer"] for error in refused.value.errors] == ["?from"]
