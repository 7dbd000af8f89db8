"""Which days are worked in China, and the deadlines that count them.

Source: A111, A132; rules.md, Time: a year whose holidays are not announced works Monday to Friday
and is provisional.
"""

from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict

SATURDAY = 5


class CalendarYear(BaseModel):
    """The announced exceptions of one year: days off among weekdays, make-up work on weekends."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    off: frozenset[date]
    make_up: frozenset[date]


class WorkingCalendar(BaseModel):
    """The working days of China, year by year as announced."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    years: dict[int, CalendarYear] = {}

    def is_working(self, day: date) -> bool:
        """Tell whether a day is worked: announced exceptions first, else Monday to Friday."""
        year = self.years.get(day.year)
        if year and day in year.off:
            return False
        if year and day in year.make_up:
            return True
        return day.weekday() < SATURDAY

    def is_provisional(self, day: date) -> bool:
        """Tell whether the day's year has not been announced yet."""
        return day.year not in self.years

    def working_day_from(self, day: date) -> date:
        """Give the day itself when it is worked, else the next one that is."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def after_working_days(self, day: date, count: int) -> date:
        """Give the `count`-th working day after a day."""
        for _ in range(count):
            day = self.working_day_from(day + timedelta(days=1))
        return day
