"""Findings of a plan for people, in Chinese and English, readable however narrow a terminal is."""

from collections.abc import Iterable

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from shared.domain.guard.findings import Severity
from shared.edge.rulebook.plan_messages import FindingView

COLOURS: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan"}
WORDS: dict[Severity, str] = {"error": "错误 error", "warning": "警告 warning", "info": "提示 info"}


def print_findings(console: Console, findings: Iterable[FindingView]) -> None:
    """Print what the guard says: how grave, where, what to do, by which article."""
    console.print("合规检查 Guard", style="bold")
    for each in findings:
        colour = COLOURS[each.severity]
        grave = (f"{WORDS[each.severity]} {each.code}", colour)
        console.print(Text.assemble("  ", grave, f" · {each.place}", overflow="fold"))
        console.print(Padding(_said(each), (0, 0, 0, 4), expand=False))


def _said(finding: FindingView) -> Group:
    article = [Text(finding.article, style="dim")] if finding.article else []
    return Group(Text(finding.message_zh), Text(finding.message), *article)
