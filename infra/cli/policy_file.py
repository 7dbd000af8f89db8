"""A policy as the command line takes it: a YAML or JSON file."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from infra.scenarios.complaints import complaints
from infra.scenarios.strict_yaml import DocumentError, load
from shared.domain.rulebook.policy import Policy


def read_policy_file(path: Path) -> Any:
    """Read a policy as it is written. Errors: DocumentError, every fault with its line."""
    document, lines = load(path)
    try:
        Policy.model_validate(document)
    except ValidationError as error:
        raise DocumentError("\n".join(complaints(path, error, lines))) from error
    return document
