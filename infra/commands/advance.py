"""`fenrun advance`: move business time on, and see what fell due on the way."""

import re
from datetime import datetime, timedelta
from typing import Any

import click

from fenrun.client import Stack
from fenrun.terminal.console import open_lines
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There, there_option
from fenrun.terminal.times import read_instant, written
from shared.domain.times import SHANGHAI
from shared.words.happened import happened

STEP = timedelta(days=1)
PATIENCE_SECONDS = 600.0
LONGEST = timedelta(days=3660)

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
    with asking(ctx, there) as stack:
        stack.timeout_seconds = PATIENCE_SECONDS
        _advance(stack, when)


def _advance(stack: Stack, when: When) -> None:
    console = open_lines()
    start = _time(stack.anybody().get("/_local/status"))
    target = target_of(start, when)
    before = stack.anybody().get("/_local/ledger")
    with console.status(written(start)) as spinner:
        for day in days_on_the_way(start, target):
            now = _time(stack.anybody().post("/_local/advance", {"to": day.isoformat()}))
            spinner.update(written(now))
    console.print(f"{written(start)} → {written(now)} +08:00")
    for line in happened(before, stack.anybody().get("/_local/ledger")):
        console.print(f"  {line}", markup=False)


def target_of(now: datetime, when: When) -> datetime:
    """Give the instant to go to. Errors: a ClickException for the past and for the far future."""
    if isinstance(when, datetime) and when < now:
        raise click.ClickException(f"it is {written(now)} already; business time never goes back")
    span = when if isinstance(when, timedelta) else when - now
    if span > LONGEST:
        raise click.ClickException("ten years at a time are the most")
    return now + span


def days_on_the_way(start: datetime, target: datetime) -> list[datetime]:
    """Give an instant for each day on the way, the last of them the target: one can watch."""
    steps = -(-(target - start) // STEP) or 1
    return [min(start + STEP * number, target) for number in range(1, steps + 1)]


def _span(text: str) -> timedelta:
    parts = re.findall(r"([0-9]+)([smhdw])", text)
    try:
        return sum((timedelta(**{_UNITS[unit]: int(n)}) for n, unit in parts), timedelta())
    except OverflowError as error:
        raise ValueError(text) from error


def _time(status: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(status["business_time"]).astimezone(SHANGHAI)
