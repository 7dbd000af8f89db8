"""`fenrun advance`: move business time on, and see what fell due on the way."""

import re
from datetime import datetime, timedelta
from typing import Any

import click

from fenrun.terminal.there import There, there_option
from fenrun.terminal.times import read_instant

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_SPAN = re.compile(r"(?:[0-9]{1,9}[smhdw])+")

When = datetime | timedelta


class WhenType(click.ParamType[When]):
    """A span like `48h` or `1d12h`, or an instant; one without an offset is local (+08:00)."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> When:
        """Read the text; anything else is a usage error."""
        try:
            return _span(value) if _SPAN.fullmatch(value) else read_instant(value)
        except ValueError:
            self.fail(f"{value!r} is no time: give 30m, 48h, 7d or 2025-04-01T00:00+08:00")


@click.command()
@click.argument("when", type=WhenType())
@there_option
@click.pass_context
def advance(ctx: click.Context, when: When, there: There) -> None:
    """Move business time on by a span (30m, 48h, 7d) or to an instant (2025-04-01T00:00+08:00).

    Whatever falls due on the way happens; a summary of it is printed.
    """
    from infra.commands import advance_acts as acts

    acts.advance(ctx, when, there)


def _span(text: str) -> timedelta:
    parts = re.findall(r"([0-9]+)([smhdw])", text)
    try:
        return sum((timedelta(**{_UNITS[unit]: int(n)}) for n, unit in parts), timedelta())
    except OverflowError as error:
        raise ValueError(text) from error
