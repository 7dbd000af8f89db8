"""A settlement started, watched and summed up."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, repeat
from typing import Final

import click
from rich.console import Console

from fenrun.client import Answer, Client
from fenrun.client.settling import (
    lines_of,
    payouts_of,
    read_settlement,
    settlement_if_any,
    start_settlement,
)
from fenrun.commands.people import approve_command
from fenrun.terminal.cards import print_card
from fenrun.terminal.console import open_console, open_lines, say_line
from fenrun.terminal.progress import Tell, progress_told
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There
from fenrun.terminal.times import written
from shared.domain.money import yuan
from shared.words.catalogue import in_both

UNDER_WAY: Final = frozenset({"proposals", "payment"})
"""What a run awaits while no person has to act."""

PAUSES: Final = (0.2, 0.3, 0.5, 1.0, 2.0)
"""Seconds between one look and the next; the last for ever."""

MOST_LINES: Final = 1_000
INTERRUPTED: Final = 130
"""The exit code of a command that Ctrl-C has ended."""


def settle(ctx: click.Context, period: str, there: There, *, by: str, again: bool) -> None:
    """Start a period's settlement unless it was, watch it, and say who has to act."""
    with asking(ctx, there) as stack:
        client = stack.person("finance", by)
        _start(client, period, again=again)
        console = open_console()
        with _left_running(ctx, period, there), progress_told(console) as tell:
            run = _watched(client, period, tell)
        _print_summary(console, client, run)
        _print_what_next(console, run, there)


def _start(client: Client, period: str, *, again: bool) -> None:
    run = settlement_if_any(client, period)
    if run is None or (again and run["awaiting"] == "nothing"):
        start_settlement(client, period)


def _watched(client: Client, period: str, tell: Tell) -> Answer:
    for pause in chain(PAUSES, repeat(PAUSES[-1])):
        run = read_settlement(client, period)
        if run["awaiting"] not in UNDER_WAY:
            break
        tell(_how_far(run))
        time.sleep(pause)
    return run


@contextmanager
def _left_running(ctx: click.Context, period: str, there: There) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        look = there.command("settle", period)
        open_lines(stderr=True).print(_said("goes_on", look=look), markup=False)
        ctx.exit(INTERRUPTED)


def _how_far(run: Answer) -> str:
    what = f"{_said(_stage(run))}  {_said('payees')} {run['payees']}"
    return f"{run['period']}  {what}  ¥{yuan(run['total_fen'])}"


def _stage(run: Answer) -> str:
    refused = run["awaiting"] == "nothing" and run["approved_at"] is None
    return "refused" if refused else str(run["awaiting"])


def _print_summary(console: Console, client: Client, run: Answer) -> None:
    title = f"{run['period']}  {_said('round', round=run['round'])}  {_said(_stage(run))}"
    lines = lines_of(client, run["period"], MOST_LINES)
    rows = [
        (_said("payees"), str(run["payees"])),
        (_said("total"), f"¥{yuan(run['total_fen'])}"),
        (_said("started"), _who_and_when(run, "started")),
        (_said("approved"), _who_and_when(run, "approved")),
        *_outcomes(lines),
    ]
    print_card(console, title, rows)
    if run["approved_at"]:
        payouts = payouts_of(client, run["period"], MOST_LINES)
        print_card(console, _said("payouts"), _by_state(payouts))
    if len(lines) == MOST_LINES:
        say_line(console, _said("lines_left", shown=MOST_LINES))


def _outcomes(lines: list[Answer]) -> Iterator[tuple[str, str]]:
    """Say of how many payees became what, the first with a heading."""
    counted = Counter(line["outcome"] for line in lines)
    for outcome, number in counted.most_common():
        yield str(number), in_both("settlement_outcome", outcome)


def _by_state(payouts: list[Answer]) -> Iterator[tuple[str, str]]:
    """Say how many payouts, and how much money, stand where."""
    numbers, sums = Counter[str](), Counter[str]()
    for each in payouts:
        numbers[each["state"]] += 1
        sums[each["state"]] += each["amount_fen"]
    for state, number in numbers.most_common():
        yield str(number), f"¥{yuan(sums[state])}  {in_both('payout_state', state)}"


def _who_and_when(run: Answer, what: str) -> str:
    at = run[f"{what}_at"]
    return f"{run[f'{what}_by']}  {written(datetime.fromisoformat(at))}" if at else ""


def _print_what_next(console: Console, run: Answer, there: There) -> None:
    if run["awaiting"] == "approval":
        say_line(console, _said("somebody_else", starter=run["started_by"]))
        say_line(console, "  " + approve_command(run["proposal_id"], there, "--by …"))
    else:
        again = there.command("settle", run["period"], "--again")
        say_line(console, _said("what_next", look=there.command("waiting")))
        say_line(console, _said("another_round", look=again))


def _said(code: str, **facts: int | str) -> str:
    return in_both("settling", code, facts)
