"""Days and instants as commands take them; one without an offset is local (+08:00)."""

from datetime import date
from typing import Any

import click

from fenrun.terminal.times import read_instant


class InstantType(click.ParamType[str]):
    """An instant, or the beginning of a day like `2025-03-31`."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the text; anything else is a usage error."""
        try:
            return read_instant(value).isoformat()
        except ValueError:
            self.fail(f"{value!r} is no instant: give 2025-03-31 or 2025-03-31T10:00+08:00")


class DayType(click.ParamType[str]):
    """A day like `2025-03-31`, or an instant."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the text; anything else is a usage error."""
        try:
            return _day_or_instant(value)
        except ValueError:
            self.fail(f"{value!r} is no day: give 2025-03-31 or 2025-03-31T10:00+08:00")


def _day_or_instant(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return read_instant(text).isoformat()
