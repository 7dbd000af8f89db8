"""A settlement started, and watched until a person has to act."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice, repeat
from typing import Final

import click

from fenrun.client import Answer, Client
from fenrun.client.settling import (
    SETTLEMENTS,
    read_settlement,
    settlement_if_any,
    start_settlement,
)
from fenrun.commands.settle_summary import print_summary
from fenrun.terminal.console import open_console, open_lines, say, say_way_on
from fenrun.terminal.progress import Tell, progress_told
from fenrun.terminal.reach import asking
from fenrun.terminal.talk import REFUSED
from fenrun.terminal.there import There
from shared.domain.money import yuan
from shared.words.catalogue import in_both, term
from shared.words.wording import Words

UNDER_WAY: Final = frozenset({"proposals", "payment"})
"""Where a run stands while no person has to act."""

PAUSES: Final = (0.2, 0.3, 0.5, 1.0, 2.0)
"""Seconds between one look and the next; the last for ever."""

INTERRUPTED: Final = 130
"""The exit code of a command that Ctrl-C has ended."""

SETTLED_SHOWN: Final = 3
"""How many of the periods that were settled show what a mistyped one was meant to be."""


def settle(
    ctx: click.Context, period: str, there: There, *, by: str, start: bool, again: bool
) -> None:
    """Start a period's settlement where that is wanted, watch it, and say who has to act."""
    with asking(ctx, there) as stack:
        client = stack.person("finance", by)
        run = settlement_if_any(client, period)
        if run is None and not start:
            _require_wanted(ctx, client, period, there, by)
        if run is None or (again and run["awaiting"] == "nothing"):
            start_settlement(client, period)
        console = open_console()
        if run is not None and again and run["awaiting"] != "nothing":
            say(console, _words("round_open", round=run["round"]))
        with _left_running(ctx, period, there), progress_told(console) as tell:
            run = _watched(client, period, tell)
        print_summary(console, client, run, there)


def _require_wanted(ctx: click.Context, client: Client, period: str, there: There, by: str) -> None:
    """Ask whether a period that was never settled is meant, and end where it is not."""
    console = open_console()
    say(console, _words("never_settled", period=period, starter=by))
    known = [each["period"] for each in islice(client.items(SETTLEMENTS), SETTLED_SHOWN)]
    if known:
        say(console, _words("settled_before", periods=", ".join(known)))
    how = there.command("settle", period, "--start", f"--by {by}")
    say_way_on(console, _words("without_asking"), how)
    if not click.confirm(_said("start_now")):
        click.echo(_said("not_started"))
        ctx.exit(REFUSED)


def _watched(client: Client, period: str, tell: Tell) -> Answer:
    for pause in chain(PAUSES, repeat(PAUSES[-1])):
        run = read_settlement(client, period)
        if run["state"] not in UNDER_WAY:
            break
        tell(_how_far(run))
        time.sleep(pause)
    return run


@contextmanager
def _left_running(ctx: click.Context, period: str, there: There) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        say_way_on(open_lines(stderr=True), _words("goes_on"), there.command("settle", period))
        ctx.exit(INTERRUPTED)


def _how_far(run: Answer) -> str:
    state = in_both("settlement_state", run["state"])
    return f"{run['period']}  {state}  {_said('payees')} {run['payees']}  ¥{yuan(run['total_fen'])}"


def _said(code: str, **facts: int | str) -> str:
    return in_both("settling", code, facts)


def _words(code: str, **facts: int | str) -> Words:
    return term("settling", code, facts)
