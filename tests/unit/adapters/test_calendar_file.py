"""The shipped calendar against the two libraries it was made from."""

from datetime import date

import pytest

from infra.calendar.generate import announced_calendar
from shared.adapters.calendar_file import load_calendar

# As the State Council announced them.
MAKE_UP_SUNDAY = date(2025, 1, 26)
DAY_OFF_MONDAY = date(2025, 2, 3)


def test_the_file_says_of_every_day_what_both_libraries_say() -> None:
    assert load_calendar() == announced_calendar()


def test_a_make_up_sunday_is_worked() -> None:
    assert MAKE_UP_SUNDAY.weekday() == 6
    assert load_calendar().is_working(MAKE_UP_SUNDAY)


def test_a_holiday_monday_is_not_worked() -> None:
    assert DAY_OFF_MONDAY.weekday() == 0
    assert not load_calendar().is_working(DAY_OFF_MONDAY)


@pytest.mark.parametrize(("year", "provisional"), [(2017, True), (2018, False), (2026, False)])
def test_only_announced_years_are_certain(year: int, provisional: bool) -> None:
    assert load_calendar().is_provisional(date(year, 6, 1)) is provisional


def test_the_next_year_works_monday_to_friday_until_it_is_announced() -> None:
    calendar = load_calendar()
    assert calendar.is_provisional(date(2027, 1, 1))
    assert calendar.is_working(date(2027, 1, 1))
    assert not calendar.is_working(date(2027, 1, 2))
