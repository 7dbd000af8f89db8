"""The table in which amounts are explained: words that may wrap, amounts that never do."""

from collections.abc import Iterable

from rich import box
from rich.table import Table


def explained_table(words: Iterable[str], amounts: Iterable[str]) -> Table:
    """Make an empty table: columns of words, columns of amounts, and where each row stands now."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in words:
        table.add_column(column, overflow="fold")
    for column in amounts:
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("现状 Now", overflow="fold")
    return table
