"""A policy as the command line takes it: a YAML or JSON file."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from infra.scenarios.strict_yaml import DocumentError, load
from infra.whatif.rule_complaints import rule_complaints
from shared.domain.policy.policy import read_policy


def read_policy_file(path: Path) -> dict[str, Any]:
    """Read a policy as it is written. Errors: DocumentError, every fault with its line."""
    document, lines = load(path)
    if not isinstance(document, dict):
        raise DocumentError(
            f"{path}:1: a policy is a mapping of `name: value`, each on a line of its own, with "
            "half-width colons; begin with a copy of docs/policy.yaml\n    "
            "政策由“名称: 值”组成，每项一行，用半角冒号；可复制 docs/policy.yaml 后修改"
        )
    try:
        read_policy(document)
    except ValidationError as error:
        raise DocumentError("\n".join(rule_complaints(path, document, error, lines))) from error
    return document
