"""Findings of a plan for people, in Chinese and English, readable however narrow a terminal is."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Self

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from shared.domain.guard.findings import Finding, Severity
from shared.words.catalogue import in_both, term

COLOURS: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan"}


class Found(NamedTuple):
    """What the guard found, in words; `pointer` leads into the document."""

    code: str
    severity: Severity
    place: str
    pointer: str
    article: str | None
    message: str
    message_zh: str

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """Word a finding."""
        words = term("finding", finding.code, finding.facts)
        return cls(
            code=finding.code,
            severity=finding.severity,
            place=finding.path,
            pointer=finding.pointer,
            article=finding.article,
            message=words.en,
            message_zh=words.zh,
        )

    @classmethod
    def of_answer(cls, answer: Mapping[str, Any]) -> Self:
        """Read a finding as the API words it; what a newer one says besides is left out."""
        return cls(**{name: answer[name] for name in cls._fields})


def print_findings(console: Console, findings: Iterable[Found]) -> None:
    """Print what the guard says: how grave, where, what to do, by which article."""
    console.print(in_both("terminal", "guard"), style="bold")
    for each in findings:
        colour = COLOURS[each.severity]
        grave = (f"{in_both('severity', each.severity)} {each.code}", colour)
        console.print(Text.assemble("  ", grave, f" · {each.place}", overflow="fold"))
        console.print(Padding(_said(each), (0, 0, 0, 4), expand=False))


def _said(finding: Found) -> Group:
    article = [Text(finding.article, style="dim")] if finding.article else []
    return Group(Text(finding.message_zh), Text(finding.message), *article)
