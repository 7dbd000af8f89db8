"""Cards: a title and a line for each thing said of it, readable however narrow a terminal is.

Labels stand in a column of their own, what they label wraps beside them.
"""

from collections.abc import Iterable

from rich.console import Console
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

LABEL_CELLS = 14
"""The width of a label in two languages; a Chinese character takes two cells."""

AMOUNT_CELLS = 12

WIDEST = 10_000
"""Columns in which any table has the width that it would like."""


def least_width(console: Console, table: Table) -> int:
    """Give the columns that a table needs so that no word of it is broken, however wide it is."""
    options = console.options.update(max_width=WIDEST)
    return Measurement.get(console, options, table).minimum


def print_card(console: Console, title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Print a title and what is said of it; what is empty is left out."""
    grid = _grid(Column(min_width=LABEL_CELLS, no_wrap=True, style="dim"))
    for label, said in rows:
        if said:
            grid.add_row(Text(label), Text(said))
    _print(console, title, grid, indent=4)


def print_amounts(console: Console, title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Print a title and amounts below each other, each with what is said of it."""
    grid = _grid(Column(min_width=AMOUNT_CELLS, no_wrap=True, justify="right"))
    for amount, said in rows:
        grid.add_row(amount, Text(said))
    _print(console, title, grid, indent=2)


def _grid(first: Column) -> Table:
    return Table.grid(first, Column(overflow="fold"), padding=(0, 2, 0, 0))


def _print(console: Console, title: str, grid: Table, indent: int) -> None:
    console.print(Text(f"  {title}", overflow="fold"))
    console.print(Padding(grid, (0, 0, 0, indent), expand=False))
