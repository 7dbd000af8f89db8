"""What the guard finds in a document, each finding with its line in the file."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from fenrun.client import Stack
from fenrun.commands.judging_clock import Judged
from fenrun.documents.complaints import line_of
from fenrun.documents.kind import DocumentFile, DocumentKind
from fenrun.terminal.console import open_console
from fenrun.terminal.findings import Found, print_findings
from shared.domain.documents.fault import Place
from shared.domain.documents.places import named_path, of_document, pointer_of
from shared.domain.guard.findings import Finding
from shared.words.catalogue import in_both

OF_THE_NETWORK = ("large_tree", "tree_unread")
"""What only Fenrun can say, which knows its network."""

OF_THE_DAY = ("begins_in_past",)
"""What a clock decides: such a finding says which."""


def findings_of_file(
    kind: DocumentKind[Any], name: str, file: DocumentFile[Any], now: Judged
) -> list[Found]:
    """Give what the guard finds, by a clock, with the lines of the file."""
    document = file.document if isinstance(file.document, dict) else {}
    short = Path(name).name
    found = kind.findings(file.read, now.at)
    return [_dated(_placed(short, document, file.lines, each), now) for each in found]


def findings_of_network(
    stack: Stack, kind: DocumentKind[Any], file: DocumentFile[Any]
) -> list[Found]:
    """Let Fenrun say what its network decides. Errors: Problem."""
    body = {kind.name: file.document}
    answer = stack.person("operator").post(str(kind.checks), body)
    found = map(Found.of_answer, answer["findings"])
    return [each for each in found if each.code in OF_THE_NETWORK]


def print_found(kind: DocumentKind[Any], name: str, found: list[Found], *, as_json: bool) -> None:
    """Print findings, for people or as JSON."""
    if as_json:
        shown = {kind.name: name, "allowed": allows(found), "findings": [*map(_as_dict, found)]}
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    elif found:
        print_findings(open_console(), found)
    else:
        click.echo(f"{name}: {in_both('terminal', 'nothing_wrong')}")


def allows(found: Iterable[Found]) -> bool:
    """Tell whether the guard lets it pass, perhaps with warnings."""
    return all(each.severity != "error" for each in found)


def _as_dict(found: Found) -> dict[str, Any]:
    return found._asdict()


def _dated(found: Found, now: Judged) -> Found:
    if found.code not in OF_THE_DAY:
        return found
    return found._replace(
        message=f"{found.message} {now.words.en}", message_zh=found.message_zh + now.words.zh
    )


def _placed(
    name: str, document: Mapping[str, Any], lines: Mapping[Place, int], finding: Finding
) -> Found:
    """Show a finding where it stands in the file: `plan.yaml:14 rules.2`."""
    place = of_document(document, finding.place)
    where = f"{name}:{line_of(place, lines)}" if lines else name
    path = named_path(document, place)
    return Found.of(finding)._replace(place=f"{where} {path}".strip(), pointer=pointer_of(place))
