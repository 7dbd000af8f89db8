"""Business time moved on, and what fell due on the way."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import click
from rich.console import Console

from fenrun.client import Answer, Client, Stack
from fenrun.terminal.console import open_lines
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There
from fenrun.terminal.times import SHANGHAI, written
from infra.commands.happened import happened
from infra.commands.on_the_way import Glance, OnTheWay
from infra.commands.unheard import unheard
from shared.words.catalogue import in_both

GLANCE_SECONDS = 2.0
"""How long one request moves time on at most: so one sees where it is, and none is ever late."""

INTERRUPTED = 130
"""What a shell gives for a command that Ctrl-C has ended."""

CRAWL = timedelta(seconds=10)
"""How far business time comes by itself between two glances."""

LONGEST = timedelta(days=3660)

When = datetime | timedelta


def advance(ctx: click.Context, when: When, there: There) -> None:
    """Move business time on, and print what happened."""
    with asking(ctx, there) as stack:
        _advance(ctx, stack, when)


def _advance(ctx: click.Context, stack: Stack, when: When) -> None:
    console, local = open_lines(), stack.anybody()
    start = _time(local.get("/_local/status"))
    target = target_of(start, when)
    before = local.get("/_local/ledger")
    for line in unheard(stack):
        console.print(line, style="yellow", markup=False)
    try:
        _watched(console, local, start, target)
    except KeyboardInterrupt:
        _say_stopped(console, local.get("/_local/status"), target)
        ctx.exit(INTERRUPTED)
    console.print(f"{written(start)} → {written(_time(local.get('/_local/status')))} +08:00")
    for line in happened(before, local.get("/_local/ledger")):
        console.print(f"  {line}", markup=False)


def _watched(console: Console, local: Client, start: datetime, target: datetime) -> None:
    with OnTheWay(console, start, target) as shown:
        for glance in _on_the_way(local, target):
            shown.show(glance)
            if glance.held:
                console.print(f"  {written(glance.at)}  {glance.held}", markup=False)


def _say_stopped(console: Console, status: Answer, target: datetime) -> None:
    facts = {
        "at": written(_time(status)),
        "target": target.isoformat(),
        "count": _to_do(status),
    }
    console.print(in_both("terminal", "advance_stopped", facts))


def target_of(now: datetime, when: When) -> datetime:
    """Give the instant to go to. Errors: a ClickException for the past and for the far future."""
    if isinstance(when, datetime) and when < now:
        raise click.ClickException(in_both("usage", "time_back", {"now": written(now)}))
    span = when if isinstance(when, timedelta) else when - now
    if span > LONGEST:
        raise click.ClickException(in_both("usage", "time_far"))
    return now + span


def _on_the_way(local: Client, target: datetime) -> Iterator[Glance]:
    """Go to an instant, and tell at each glance the time, and what has held it since the last."""
    asked = {"to": target.isoformat(), "within_seconds": GLANCE_SECONDS}
    status: Answer = {"reached": False}
    said = ""
    while not status["reached"]:
        before, status = status, local.post("/_local/advance", asked)
        held = _held(before, status)
        yield Glance(_time(status), held if held != said else "", _to_do(status))
        said = held or said


def _held(before: Answer, status: Answer) -> str:
    """Say what business time has waited for since the last glance, while it stood."""
    work = status["under_way"]
    stands = all(status[each] == before.get(each) for each in ("under_way", "undelivered"))
    if not work or not stands or _time(status) - _time(before) > CRAWL:
        return ""
    what = ", ".join(f"{label} x{count}" for label, count in work.items())
    return in_both("terminal", "waiting_for", {"what": what})


def _to_do(status: Answer) -> int:
    under_way: list[int] = [*status["under_way"].values(), status["undelivered"]]
    return sum(under_way)


def _time(status: Answer) -> datetime:
    return datetime.fromisoformat(status["business_time"]).astimezone(SHANGHAI)
