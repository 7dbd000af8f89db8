"""A template's file with what it includes: `AWS::Include` is carried out before all else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from infra.local.intrinsics import TemplateError, parse_template, parse_yaml


def read_template(path: Path) -> dict[str, Any]:
    """The template with every short tag written out and every include in its place.

    Raises TemplateError when it is no mapping or names a file that is not there.
    """
    document: dict[str, Any] = _included(parse_template(path.read_text("utf-8")), path.parent)
    return document


def _included(value: Any, folder: Path) -> Any:
    match value:
        case {"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": str(name)}}}:
            return _read(folder / name)
        case dict():
            return {key: _included(inner, folder) for key, inner in value.items()}
        case list():
            return [_included(inner, folder) for inner in value]
    return value


def _read(path: Path) -> Any:
    if not path.is_file():
        raise TemplateError(f"{path.name} is included by the template but does not exist")
    return parse_yaml(path.read_text("utf-8"))
