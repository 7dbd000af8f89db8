from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.times import BEGIN
from shared.edge.http.problems import Unacceptable
from shared.edge.http.query import first_instant_asked, instant_asked, place_asked, span_asked

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
    assert len(refused.value.errors[0]["detail"]) < 150


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
    ("query", "said"),
    [
        ({"from": "2025-03-02", "to": "2025-03-01"}, "behind `to`"),
        ({"from": "2025-04-03"}, "in the future: business time is 2025-04-02T10:00:00+08:00"),
        ({"from": "2025-04-03", "to": "2025-04-04"}, "in the future"),
        ({"from": "2025-04-02T02:00:01Z", "to": "2025-04-01"}, "in the future"),
    ],
)
def test_a_span_in_which_nothing_can_lie_is_named(query: dict[str, str], said: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        span_asked(query, NOW)
    (error,) = refused.value.errors
    assert error["pointer"] == "?from"
    assert said in error["detail"]


@pytest.mark.parametrize(
    ("text", "said", "said_zh"),
    [
        ("2025-02-30", "there is no day 2025-02-30", "没有 2025-02-30 这一天"),
        ("2025-13-01T10:00:00Z", "there is no day 2025-13-01", "没有 2025-13-01 这一天"),
        ("2025-04-01T00:00", "'2025-04-01T00:00' has no zone", "缺少时区"),
        ("2025-04-01T00:00:00.5", "has no zone", "缺少时区"),
        ("2025-04-01T00:00:00 08:00", "send it as %2B", "请写作 %2B"),
        ("9999-12-31", "a year from 2000 to 2199, got '9999-12-31'", "2000 至 2199"),
        ("1999-12-31T00:00:00Z", "a year from 2000 to 2199", "2000 至 2199"),
        ("yesterday", "a day (2025-03-31) or an instant (2025-03-31T10:00:00Z)", "须为日期（"),
        ("2025-04-01T25:00:00Z", "a day (2025-03-31) or an instant", "须为日期（"),
        ("2025-04-01T", "a day (2025-03-31) or an instant", "须为日期（"),
    ],
)
def test_each_mistake_of_a_moment_has_its_sentence(text: str, said: str, said_zh: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        first_instant_asked({"from": text}, "from")
    (error,) = refused.value.errors
    assert said in error["detail"]
    assert said_zh in error["detail_zh"]
