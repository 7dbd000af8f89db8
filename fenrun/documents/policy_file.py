"""A policy as the command line takes it: a YAML or JSON file."""

from pathlib import Path

from fenrun.documents.kind import DocumentFile
from fenrun.documents.rule_file import read_rule_file
from shared.domain.policy.policy import Policy, read_policy
from shared.words.catalogue import term
from shared.words.wording import on_two_lines


def read_policy_file(name: str) -> DocumentFile[Policy]:
    """Read a policy as it is written. Errors: DocumentError, every fault with its line."""
    return read_rule_file(Path(name), read_policy, on_two_lines(term("unreadable", "no_policy")))
