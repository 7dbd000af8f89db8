"""The calendar of China's working days, as the file that ships with the product has it."""

from functools import cache
from importlib.resources import files

from shared.domain.calendar import WorkingCalendar

CALENDAR_FILE = files("shared.data") / "calendar_cn.json"


@cache
def load_calendar() -> WorkingCalendar:
    """Give all announced years; a year that is not in the file is provisional."""
    return WorkingCalendar.model_validate_json(CALENDAR_FILE.read_text(encoding="utf-8"))
