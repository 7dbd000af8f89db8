"""A file that holds a document of rules, read strictly: every fault is told with its line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from fenrun.documents.complaints import rule_complaints
from fenrun.documents.kind import D, DocumentFile
from fenrun.documents.strict_yaml import load
from fenrun.documents.unreadable import DocumentError


def read_rule_file(
    path: Path, read: Callable[[dict[str, Any]], D], what_it_is: str
) -> DocumentFile[D]:
    """Read a YAML or JSON file as a document. Errors: DocumentError."""
    document, lines = load(path)
    if not isinstance(document, dict):
        raise DocumentError(f"{path}:1: {what_it_is}")
    try:
        return DocumentFile(document, read(document), lines)
    except ValidationError as error:
        raise DocumentError("\n".join(rule_complaints(path, document, error, lines))) from error
