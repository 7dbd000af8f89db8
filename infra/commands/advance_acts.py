"""Business time moved on, and what fell due on the way."""

from datetime import datetime, timedelta

import click

from fenrun.client import Answer, Stack
from fenrun.terminal.console import open_lines
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There
from fenrun.terminal.times import SHANGHAI, written
from infra.commands.happened import happened

STEP = timedelta(days=1)
PATIENCE_SECONDS = 600.0
LONGEST = timedelta(days=3660)

When = datetime | timedelta


def advance(ctx: click.Context, when: When, there: There) -> None:
    """Move business time on, and print what happened."""
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


def _time(status: Answer) -> datetime:
    return datetime.fromisoformat(status["business_time"]).astimezone(SHANGHAI)
