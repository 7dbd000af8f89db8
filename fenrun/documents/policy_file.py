"""A policy as the command line takes it: a YAML or JSON file."""

from pathlib import Path

from fenrun.documents.kind import DocumentFile
from fenrun.documents.rule_file import read_rule_file
from shared.domain.policy.policy import Policy, read_policy


def read_policy_file(name: str) -> DocumentFile[Policy]:
    """Read a policy as it is written. Errors: DocumentError, every fault with its line."""
    return read_rule_file(
        Path(name),
        read_policy,
        "a policy is a mapping of `name: value`, each on a line of its own, with "
        "half-width colons; begin with a copy of docs/policy.yaml\n    "
        "政策由“名称: 值”组成，每项一行，用半角冒号；可复制 docs/policy.yaml 后修改",
    )
