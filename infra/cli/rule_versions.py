"""Versions of plans and policies by their labels: `tea-house@3`, `policy@0`, or a bare number."""

import re
from typing import Any

import click
import yaml

from infra.cli.client import Client
from infra.cli.rule_proposals import read
from shared.domain.documents.part import written
from shared.domain.rulebook.rule_proposals import Document

_LABEL = re.compile(r"(?:([A-Za-z0-9-]{1,40})@)?([0-9]{1,6})")


def is_version(words: str) -> bool:
    """Tell whether words name a version; a proposal's id never does."""
    return _LABEL.fullmatch(words) is not None


def read_plan_version(client: Client, label: str) -> dict[str, Any]:
    """Give a version's label and document. Errors: ProblemAnswer, or another plan's number."""
    name, number = _parts(label)
    found = read(client, f"/v1/plans/{number}")
    if name and found["label"] != f"{name}@{number}":
        raise click.ClickException(
            f"没有 {label} there is no {label}: 版本 version {number} 是 is {found['label']}"
        )
    return found


def read_policy_version(client: Client, label: str) -> dict[str, Any]:
    """Give a version's number and document. Errors: ProblemAnswer, or no policy's label."""
    name, number = _parts(label)
    if name not in {"", "policy"}:
        raise click.ClickException(f"{label}: 政策版本写作 a policy's version is policy@{number}")
    return read(client, f"/v1/policies/{number}")


def as_document(document: Document) -> str:
    """Write a plan or a policy as YAML that a file may hold, to be changed and proposed."""
    text: str = yaml.safe_dump(written(document), allow_unicode=True, sort_keys=False, width=100)
    return text.rstrip()


def _parts(label: str) -> tuple[str, int]:
    found = _LABEL.fullmatch(label)
    if found is None:
        raise click.UsageError(f"{label} is no version: write tea-house@3, or 3")
    return found[1] or "", int(found[2])
