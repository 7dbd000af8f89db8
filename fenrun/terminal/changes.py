"""What changes between two plans as a table: what comes, goes or changes, and from what to what.

Every field is named in Chinese and English.
"""

from collections.abc import Iterable

from pydantic import JsonValue
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from fenrun.terminal.cards import least_width, print_card
from fenrun.terminal.field_names import name_of
from fenrun.terminal.values import lines_of
from shared.domain.documents.changes import Change
from shared.words.catalogue import in_both


def print_changes(console: Console, before: str, after: str, changes: Iterable[Change]) -> None:
    """Print what changes from one plan to another; nothing where they are the same."""
    found = list(changes)
    if not found:
        console.print(f"{before} = {after}: {in_both('terminal', 'no_changes')}", markup=False)
        return
    title = in_both("terminal", "changes")
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_lines=True)
    for column in ("", in_both("terminal", "place"), before, after):
        table.add_column(Text(column), overflow="fold")
    for change in found:
        _add(table, change)
    if least_width(console, table) <= console.width:
        console.print(table)
    else:
        _print_cards(console, title, (before, after), found)


def _print_cards(
    console: Console, title: str, sides: tuple[str, str], changes: Iterable[Change]
) -> None:
    """Print one below the other what would stand beside each other in broken words."""
    console.print(Text(title, style="italic"))
    for change in changes:
        values = (_value(change, change.before), _value(change, change.after))
        place = _place(change.path).replace("\n", "  ")
        print_card(console, f"{_how(change)}  {place}", zip(sides, values, strict=True))


def _add(table: Table, change: Change) -> None:
    table.add_row(
        Text(_how(change)),
        Text(_place(change.path)),
        Text(_value(change, change.before), style="red"),
        Text(_value(change, change.after), style="green"),
    )


def _how(change: Change) -> str:
    if change.before is None:
        return in_both("terminal", "added")
    if change.after is None:
        return in_both("terminal", "removed")
    return in_both("terminal", "changed")


def _place(path: str) -> str:
    """Write `rules.relation.rates_bp.gold` over the names of its fields."""
    names = dict.fromkeys(name for step in path.split(".") if (name := name_of(step)))
    return "\n".join([path, *([" · ".join(names)] if names else [])])


def _value(change: Change, value: JsonValue) -> str:
    steps = tuple(change.path.split("."))
    return "\n".join(lines_of(steps, value)) if value is not None else "-"
