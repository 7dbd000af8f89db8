"""Findings and changes of a plan as tables for people, in Chinese and English."""

import json
from collections.abc import Iterable

from pydantic import JsonValue
from rich import box
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from shared.domain.plans.diff import Change
from shared.domain.plans.findings import Severity
from shared.edge.plan_messages import FindingView

COLOURS: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan"}
WORDS: dict[Severity, str] = {"error": "错误 error", "warning": "警告 warning", "info": "提示 info"}


def print_findings(console: Console, findings: Iterable[FindingView]) -> None:
    """Print what the guard says: how grave, where, what to do, by which article."""
    table = _table("合规检查 Guard", ("", "位置 place", "提示 finding"))
    for each in findings:
        colour = COLOURS[each.severity]
        about = Group(
            Text(each.code, style=colour),
            Text(each.message_zh),
            Text(each.message),
            *([Text(each.article, style="dim")] if each.article else []),
        )
        table.add_row(Text(WORDS[each.severity], style=colour), Text(each.place), about)
    console.print(table)


def print_changes(console: Console, before: str, after: str, changes: Iterable[Change]) -> None:
    """Print what changes from one plan to another; nothing where they are the same."""
    found = list(changes)
    if not found:
        console.print(f"{before} = {after}: 没有变化 nothing changes", markup=False)
        return
    table = _table("变更 Changes", ("位置 place", before, after))
    for each in found:
        old = Text(_written(each.before), style="red")
        table.add_row(Text(each.path), old, Text(_written(each.after), style="green"))
    console.print(table)


def _table(title: str, columns: Iterable[str]) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_lines=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _written(value: JsonValue) -> str:
    if value is None:
        return "-"
    return value if isinstance(value, str) else json.dumps(_bare(value), ensure_ascii=False)


def _bare(value: JsonValue) -> JsonValue:
    """Leave out of a whole part what it does not say."""
    if not isinstance(value, dict):
        return value
    return {name: _bare(part) for name, part in value.items() if part is not None}
