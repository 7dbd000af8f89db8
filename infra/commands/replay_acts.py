"""An order history pushed through the running endpoints, and the books closed."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import requests
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from fenrun.client import Problem
from fenrun.commands.reading_acts import reading_of
from fenrun.histories.read import read_file
from fenrun.histories.summary import summary_lines
from fenrun.terminal.console import open_console, say
from fenrun.terminal.running import require_running
from fenrun.terminal.talk import faults_told
from infra.replay.caller import Caller
from infra.replay.history import to_replay
from infra.replay.play import Replay
from infra.replay.report import Outcome, print_report
from infra.replay.rule import Rule, identity
from infra.running.laptop import stack_of, stand_in_of
from shared.domain.times import iso_local
from shared.words.catalogue import in_both

BOOKS_WRONG = 1


def replay(
    ctx: click.Context,
    file: Path,
    limit: int | None,
    data: Path,
    options: Mapping[str, Any],
    shares: Mapping[str, int],
) -> None:
    """Play a history, print the report, and end with 1 where the books are not in order."""
    console = open_console()
    with faults_told(ctx):
        read = read_file(file, reading_of(options))
        bought = to_replay(file, read.history, limit)
    for line in summary_lines(file, read):
        say(console, line)
    rule = Rule(**shares)
    caller = _caller(data, f"r{identity(bought, rule)}")
    outcome = _play(console, Replay(caller, bought, rule))
    print_report(console, outcome)
    ctx.exit(0 if outcome.in_order else BOOKS_WRONG)


def _caller(data: Path, name: str) -> Caller:
    running = require_running(data)
    return Caller(name, lambda: stack_of(running, data), lambda: stand_in_of(running))


def _play(console: Console, replay: Replay) -> Outcome:
    begun = time.monotonic()
    try:
        _watched(console, replay)
        prefix = f"{replay.call.name}-"
        ledger = replay.call.control("GET", f"/_local/ledger?prefix={prefix}")
    except (Problem, requests.RequestException) as error:
        told = in_both("usage", "replay_failed", {"why": error})
        raise click.ClickException(told) from error
    return Outcome(
        name=replay.call.name,
        rule=replay.rule,
        orders=len(replay.purchases),
        tally=replay.tally,
        ledger=ledger,
        seconds=time.monotonic() - begun,
    )


def _watched(console: Console, replay: Replay) -> None:
    with _bar(console) as bar:
        task = bar.add_task("", total=None)
        replay.play(
            lambda done, total, at: bar.update(
                task, completed=done, total=total, description=iso_local(at)
            )
        )


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )
