from datetime import date

from shared.domain.calendar import CalendarYear, WorkingCalendar

FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY = (date(2025, 3, day) for day in (7, 8, 9, 10, 11))
CALENDAR = WorkingCalendar(
    years={2025: CalendarYear(off=frozenset({MONDAY}), make_up=frozenset({SUNDAY}))}
)


def test_announced_exceptions_come_before_the_weekday() -> None:
    worked = [CALENDAR.is_working(day) for day in (FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY)]

    assert worked == [True, False, True, False, True]


def test_working_days_are_counted_from_the_day_after() -> None:
    assert CALENDAR.after_working_days(FRIDAY, 1) == SUNDAY
    assert CALENDAR.after_working_days(FRIDAY, 2) == TUESDAY
    assert CALENDAR.after_working_days(SATURDAY, 1) == SUNDAY
    assert CALENDAR.after_working_days(FRIDAY, 0) == FRIDAY


def test_a_working_day_is_its_own_next() -> None:
    assert CALENDAR.working_day_from(SUNDAY) == SUNDAY
    assert CALENDAR.working_day_from(MONDAY) == TUESDAY


def test_another_year_is_provisional_and_works_monday_to_friday() -> None:
    assert not CALENDAR.is_provisional(FRIDAY)
    assert CALENDAR.is_provisional(date(2026, 3, 6))
    assert CALENDAR.is_working(date(2026, 3, 6))
    assert not CALENDAR.is_working(date(2026, 3, 7))
