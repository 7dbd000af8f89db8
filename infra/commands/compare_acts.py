"""What another plan would have paid for past orders, and whom."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from fenrun.commands.reading_acts import reading_of
from fenrun.documents.plan_file import PlanFile, read_plan_file
from fenrun.histories.summary import as_json as figures
from fenrun.histories.summary import summary_lines
from fenrun.terminal.console import open_console, say
from fenrun.terminal.reach import stack_at
from fenrun.terminal.talk import faults_told
from fenrun.terminal.there import There
from infra.replay.rule import Rule
from infra.whatif.by_file import PastOrders, Tick, compare_orders, read_past
from infra.whatif.by_period import compare_pages
from infra.whatif.defaults import OLD_PLAN
from infra.whatif.outcome import Compared, Outcome, as_json, outcome_of
from infra.whatif.report import print_outcome
from shared.words.catalogue import term
from shared.words.wording import Words


class Asked(NamedTuple):
    """Which plans are compared, on which orders, and what is shown."""

    old: str | None
    new: str
    orders: Path | None
    period: str | None
    top: int
    as_json: bool
    reading: Mapping[str, Any]


def compare(ctx: click.Context, asked: Asked, there: There, dice: Mapping[str, int]) -> None:
    """Compare, and print the outcome."""
    with faults_told(ctx):
        old = read_plan_file(asked.old) if asked.old else None
        files = (old, read_plan_file(asked.new))
        past = _past(asked, Rule(**dice))
        if asked.orders is not None and past is not None:
            compared = _on_file(asked.orders, files, past, _notes(past, dice))
        else:
            compared = _on_period(there, files, str(asked.period))
    _show(asked, past, outcome_of(compared, asked.top))


def _past(asked: Asked, rule: Rule) -> PastOrders | None:
    return read_past(asked.orders, rule, reading_of(asked.reading)) if asked.orders else None


def _show(asked: Asked, past: PastOrders | None, outcome: Outcome) -> None:
    """Print what was read of a file, and then what the plans would have paid."""
    file = (asked.orders, past.read) if asked.orders and past and past.read else None
    if asked.as_json:
        read = {"history": figures(*file)} if file else {}
        click.echo(json.dumps({**read, **as_json(outcome)}, ensure_ascii=False, indent=1))
        return
    console = open_console()
    for line in summary_lines(*file) if file else ():
        say(console, line)
    print_outcome(console, outcome)


def _notes(past: PastOrders, dice: Mapping[str, int]) -> tuple[Words, ...]:
    """Say that a network is made up, where the orders do not tell theirs."""
    told = past.read is not None and past.read.told
    return () if told else (term("comparison", "network_made_up", dice),)


def _on_file(
    path: Path,
    files: tuple[PlanFile | None, PlanFile],
    past: PastOrders,
    notes: tuple[Words, ...],
) -> Compared:
    old, new = (files[0] or read_plan_file(OLD_PLAN)).read, files[1].read
    with _bar(path.name) as tick:
        sums = compare_orders(past, old, new, tick)
    facts = {"file": path.name, "left_out": past.total - sums.orders or None}
    source = term("comparison", "file", facts)
    return Compared(source, sums, old, new, notes)


def _on_period(there: There, files: tuple[PlanFile | None, PlanFile], period: str) -> Compared:
    old, new = files
    stack = stack_at(there)
    with _bar(period) as tick:
        sums = compare_pages(stack, old, new, period, tick)
    source = term("comparison", "paid_in", {"period": period})
    return Compared(source, sums, old.read if old else None, new.read)


@contextmanager
def _bar(words: str) -> Iterator[Tick]:
    """Show how far it is, where stderr is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn(words), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
