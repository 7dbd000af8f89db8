"""Versions of documents by their labels: `tea-house@3`, `policy@0`, or a bare number."""

import re
from typing import Any

import click
import yaml

from fenrun.client import Answer, Stack, path_of
from fenrun.documents.kind import DocumentKind
from shared.domain.documents.part import Part, written
from shared.words.catalogue import in_both

_LABEL = re.compile(r"(?:([A-Za-z0-9-]{1,40})@)?([0-9]{1,6})")


def is_version(words: str) -> bool:
    """Tell whether words name a version; a proposal's id never does."""
    return _LABEL.fullmatch(words) is not None


def read_version(stack: Stack, kind: DocumentKind[Any], label: str) -> Answer:
    """Give a version, with its document. Errors: Problem, or a label that is another's."""
    name, number = _parts(label)
    found = stack.staff("finance").get(kind.path + path_of(number))
    known = kind.label(found)
    if name and known != f"{name}@{number}":
        facts = {"label": label, "number": number, "known": known}
        raise click.ClickException(in_both("terminal", "no_version", facts))
    return found


def as_document(document: Part) -> str:
    """Write a document as YAML that a file may hold, to be changed and proposed."""
    text: str = yaml.safe_dump(written(document), allow_unicode=True, sort_keys=False, width=100)
    return text.rstrip()


def _parts(label: str) -> tuple[str, str]:
    found = _LABEL.fullmatch(label)
    if found is None:
        raise click.UsageError(in_both("usage", "no_version", {"label": label}))
    return found[1] or "", str(int(found[2]))
