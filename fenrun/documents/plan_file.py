"""A plan as the command line takes it: a preset's name, or a file."""

from pathlib import Path

from fenrun.documents.kind import DocumentFile
from fenrun.documents.rule_file import read_rule_file
from fenrun.documents.unreadable import DocumentError
from shared.domain.plans.document import Plan, read_plan
from shared.domain.plans.presets import PRESETS
from shared.words.catalogue import term
from shared.words.wording import on_two_lines

PlanFile = DocumentFile[Plan]


def read_plan_file(name: str) -> PlanFile:
    """Read a preset or a YAML or JSON file. Errors: DocumentError, every fault with its line."""
    if name in PRESETS:
        return DocumentFile(name, read_plan(name))
    path = Path(name)
    if not path.exists():
        words = term("unreadable", "no_file", {"presets": ", ".join(PRESETS)})
        raise DocumentError(f"{name}: {on_two_lines(words)}")
    return read_rule_file(path, read_plan, on_two_lines(term("unreadable", "no_plan")))
