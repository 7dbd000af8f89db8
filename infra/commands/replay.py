"""`fenrun replay`: push an order history through the running endpoints, and close the books."""

import time
from pathlib import Path

import click
import requests
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from fenrun.client import Problem
from fenrun.terminal.console import open_console
from fenrun.terminal.running import require_running
from fenrun.terminal.talk import faults_told
from fenrun.terminal.there import data_option
from infra.commands.dice import percent
from infra.replay.caller import Caller
from infra.replay.history import read_history
from infra.replay.play import Replay
from infra.replay.report import Outcome, print_report
from infra.replay.rule import RULE, Rule, identity
from infra.running.laptop import stack_of, stand_in_of
from shared.domain.times import iso_local

BOOKS_WRONG = 1

EPILOG = f"""\
What a history does not tell follows from the seed. {RULE}

All dates are shifted by the same number of weeks, to begin within a week of the business time at
which this replay was first begun. The same file, limit and rule are the same replay: run again, it
keeps its dates and has no second effect, and goes on where it was cut off. Another seed is another
replay, with people and orders of its own.
"""


@click.command(epilog=EPILOG)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--limit", type=click.IntRange(min=1), help="Replay only so many orders.")
@click.option("--seed", type=int, default=Rule.seed, show_default=True, help="Choose the dice.")
@percent("alone", Rule.alone, "Percent of buyers whom nobody brings.")
@percent("joins", Rule.joins, "Percent of buyers who become distributors.")
@percent("late", Rule.late, "Percent of orders shipped late.")
@percent("silent", Rule.silent, "Percent of orders whose delivery nobody reports.")
@percent("returns", Rule.returns, "Percent of orders that are asked back.")
@percent("adjusted", Rule.adjusted, "Percent of orders refunded in part after release.")
@data_option
@click.pass_context
def replay(ctx: click.Context, /, file: Path, limit: int | None, data: Path, **shares: int) -> None:
    """Push an order history through the running endpoints, under the business clock.

    FILE is CSV, plain or gzipped, with the columns buyer, date, qty and amount (of all pieces, in
    yuan). Exit code 0: the books are in order, 1: they are not or Fenrun failed, 2: a file cannot
    be read.
    """
    with faults_told(ctx):
        purchases = read_history(file, limit)
    rule = Rule(**shares)
    caller = _caller(data, f"r{identity(purchases, rule)}")
    console = open_console()
    outcome = _play(console, Replay(caller, purchases, rule))
    print_report(console, outcome)
    ctx.exit(0 if outcome.in_order else BOOKS_WRONG)


def _caller(data: Path, name: str) -> Caller:
    running = require_running(data)
    return Caller(name, lambda: stack_of(running, data), lambda: stand_in_of(running))


def _play(console: Console, replay: Replay) -> Outcome:
    begun = time.monotonic()
    try:
        with _bar(console) as bar:
            task = bar.add_task("", total=None)
            replay.play(
                lambda done, total, at: bar.update(
                    task, completed=done, total=total, description=iso_local(at)
                )
            )
        prefix = f"{replay.call.name}-"
        ledger = replay.call.control("GET", f"/_local/ledger?prefix={prefix}")
    except (Problem, requests.RequestException) as error:
        raise click.ClickException(
            f"Fenrun failed: {error}. Start it again (make run), then repeat this command: "
            "it goes on where it stopped"
        ) from error
    return Outcome(
        name=replay.call.name,
        rule=replay.rule,
        orders=len(replay.purchases),
        tally=replay.tally,
        ledger=ledger,
        seconds=time.monotonic() - begun,
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
