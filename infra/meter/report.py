"""What was metered, as tables of 80 columns."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from rich import box
from rich.table import Table

from infra.meter.golden import Step, Steps
from infra.meter.prices import Sheet
from infra.meter.stage import ONCE
from infra.meter.tally import (
    INDEX,
    LIST,
    LOG,
    READ,
    REQUEST,
    TOLD,
    TRANSITION,
    WRITE,
    Usage,
    invocations,
    total,
)

COLUMNS = ("core", "lists", "feed", "index", "read", "steps", "calls", "API", "log B")
COUNTED = (WRITE, LIST, TOLD, INDEX, READ, TRANSITION, None, REQUEST, LOG)
"""What each column counts; None: invocations of all functions."""
THOUSAND = 1000


def tables(steps: Steps, sheet: Sheet) -> Iterator[Table]:
    """A table a story and mode, each step a row."""
    for (mode, story), found in groupby(steps, lambda step: step[:2]):
        yield _table(f"{story}, {mode}", [(step, steps[step]) for step in found], sheet)


def _table(title: str, rows: list[tuple[Step, Usage]], sheet: Sheet) -> Table:
    table = Table(
        title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0)
    )
    table.add_column("")
    for column in (*COLUMNS, f"{sheet.currency}/1000"):
        table.add_column(column, justify="right", no_wrap=True)
    for step, usage in rows:
        table.add_row(step.name, *_cells(usage, sheet))
    summed = [usage for step, usage in rows if step.name != ONCE]
    if len(summed) > 1:
        table.add_section()
        table.add_row("all", *_cells(total(summed), sheet))
    return table


def _cells(usage: Usage, sheet: Sheet) -> Iterable[str]:
    counts = [usage[what] if what else sum(invocations(usage).values()) for what in COUNTED]
    return (*(f"{round(much, 1):g}" for much in counts), _money(sheet.price(usage) * THOUSAND))


def _money(price: Decimal) -> str:
    return f"{price:.4f}"
