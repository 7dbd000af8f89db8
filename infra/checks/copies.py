"""No copy of a model with other values goes past `changed`, whose fields mypy knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("shared", "functions", "infra", "fenrun", "tests")

STILL_COPYING = ("infra/cli/", "tests/unit/cli/")
"""Folders whose own models follow when they have moved."""

UNTYPED = "model_copy"


def violations(root: Path) -> list[str]:
    """Every use of pydantic's own copy, which takes names that no type checker sees."""
    files = (path for folder in FOLDERS for path in sorted((root / folder).rglob("*.py")))
    names = ((path, path.relative_to(root).as_posix()) for path in files)
    return [
        f"{name}:{line} uses {UNTYPED}: say changed(…), whose fields mypy knows"
        for path, name in names
        if not name.startswith(STILL_COPYING)
        for line in untyped_copies(path.read_text("utf-8"))
    ]


def untyped_copies(source: str) -> Iterator[int]:
    """Give the lines of a source that copy a model in the untyped way."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr == UNTYPED:
            yield node.lineno
