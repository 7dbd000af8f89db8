"""What was metered, as tables of 80 columns."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from rich import box
from rich.table import Table

from infra.meter.golden import Step, Steps
from infra.meter.prices import Sheet
from infra.meter.tally import (
    INDEX,
    LOG,
    READ,
    RECORD,
    REQUEST,
    TRANSITION,
    WRITE,
    Usage,
    invocations,
    total,
)

COLUMNS = ("write", "index", "read", "trans.", "invoc.", "rec.", "API", "log B")
COUNTED = (WRITE, INDEX, READ, TRANSITION, None, RECORD, REQUEST, LOG)
"""What each column counts; None: invocations of all functions."""
THOUSAND = 1000


def tables(steps: Steps, sheet: Sheet) -> Iterator[Table]:
    """A table a story and mode, each step a row."""
    for (mode, story), found in groupby(steps, lambda step: step[:2]):
        yield _table(f"{story}, {mode}", [(step, steps[step]) for step in found], sheet)


def _table(title: str, rows: list[tuple[Step, Usage]], sheet: Sheet) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for column in (*COLUMNS, f"{sheet.currency}/1,000"):
        table.add_column(column, justify="right", no_wrap=True)
    for step, usage in rows:
        table.add_row(step.name, *_cells(usage, sheet))
    if len(rows) > 1:
        table.add_section()
        table.add_row("all", *_cells(total(usage for _, usage in rows), sheet))
    return table


def _cells(usage: Usage, sheet: Sheet) -> Iterable[str]:
    counts = [usage[what] if what else sum(invocations(usage).values()) for what in COUNTED]
    return (*(f"{much:,g}" for much in counts), _money(sheet.price(usage) * THOUSAND))


def _money(price: Decimal) -> str:
    return f"{price:.4f}"
