from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.civil_periods import (
    Cadence,
    bounds,
    cadence_of,
    end_after,
    longer_periods,
    next_period,
    period_of,
    shorter_periods,
)
from shared.domain.errors import Refused
from shared.domain.times import EARLIEST, LATEST, SHANGHAI, iso_local
from tests.refusals import said

DAYS = st.dates(date(EARLIEST, 1, 1), date(LATEST, 12, 31))
INSTANTS = st.builds(datetime.combine, DAYS, st.times(), st.just(SHANGHAI))


@pytest.mark.parametrize(
    ("period", "starts", "ends"),
    [
        ("2025-03", "2025-03-01T00:00:00+08:00", "2025-04-01T00:00:00+08:00"),
        ("2025-12", "2025-12-01T00:00:00+08:00", "2026-01-01T00:00:00+08:00"),
        ("2024-02", "2024-02-01T00:00:00+08:00", "2024-03-01T00:00:00+08:00"),
        ("2025-Q1", "2025-01-01T00:00:00+08:00", "2025-04-01T00:00:00+08:00"),
        ("2025-Q4", "2025-10-01T00:00:00+08:00", "2026-01-01T00:00:00+08:00"),
        ("2025", "2025-01-01T00:00:00+08:00", "2026-01-01T00:00:00+08:00"),
    ],
)
def test_a_period_lies_in_shanghai(period: str, starts: str, ends: str) -> None:
    assert [iso_local(at) for at in bounds(period)] == [starts, ends]


@pytest.mark.parametrize(
    "period", ["2025-13", "2025-00", "2025-3", "2025-Q5", "25", "1999", "2025-03-01", "", " 2025"]
)
def test_what_is_no_period_is_refused(period: str) -> None:
    with pytest.raises(Refused) as refused:
        bounds(period)

    assert refused.value.code == "invalid"


@pytest.mark.parametrize(
    ("cadence", "at", "period"),
    [
        ("month", "2025-03-31T23:59:59+08:00", "2025-03"),
        ("month", "2025-03-31T16:00:00+00:00", "2025-04"),
        ("quarter", "2025-03-31T23:59:59+08:00", "2025-Q1"),
        ("quarter", "2025-04-01T00:00:00+08:00", "2025-Q2"),
        ("year", "2025-12-31T16:00:00+00:00", "2026"),
    ],
)
def test_the_last_second_belongs_to_the_period(cadence: Cadence, at: str, period: str) -> None:
    assert period_of(cadence, datetime.fromisoformat(at)) == period


@given(cadence=st.sampled_from(["month", "quarter", "year"]), at=INSTANTS)
def test_every_instant_lies_in_its_period_alone(cadence: Cadence, at: datetime) -> None:
    period = period_of(cadence, at)
    start, end = bounds(period)

    assert start <= at < end == end_after(cadence, at)
    assert cadence_of(period) == cadence
    assert bounds(next_period(period)).start == end


def test_a_period_is_made_up_of_shorter_ones() -> None:
    assert shorter_periods("2025-03") == []
    assert shorter_periods("2025-Q1") == ["2025-01", "2025-02", "2025-03"]
    year = shorter_periods("2025")
    assert (year[0], year[11], year[12:]) == (
        "2025-01",
        "2025-12",
        ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"],
    )


def test_a_period_lies_in_longer_ones() -> None:
    assert longer_periods("2025-10") == ["2025-Q4", "2025"]
    assert longer_periods("2025-Q4") == ["2025"]
    assert longer_periods("2025") == []


def test_what_is_no_period_is_refused_with_what_one_looks_like() -> None:
    with pytest.raises(Refused) as refused:
        bounds("march")

    assert said(refused.value) == "A period looks like 2025-03, 2025-Q1 or 2025; correct its name."
