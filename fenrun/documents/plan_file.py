"""A plan as the command line takes it: a preset's name, or a file."""

from pathlib import Path

from fenrun.documents.kind import DocumentFile
from fenrun.documents.rule_file import read_rule_file
from fenrun.documents.unreadable import DocumentError
from shared.domain.plans.document import Plan, read_plan
from shared.domain.plans.presets import PRESETS

PlanFile = DocumentFile[Plan]


def read_plan_file(name: str) -> PlanFile:
    """Read a preset or a YAML or JSON file. Errors: DocumentError, every fault with its line."""
    if name in PRESETS:
        return DocumentFile(name, read_plan(name))
    path = Path(name)
    if not path.exists():
        presets = ", ".join(PRESETS)
        raise DocumentError(
            f"{name}: there is no such file, and no such preset; presets are {presets}\n"
            f"    没有此文件，也没有此预设；预设有 {presets}"
        )
    return read_rule_file(
        path,
        read_plan,
        "a plan is a mapping; begin with `name: ` or `preset: `, each on a line "
        "of its own, with half-width colons\n    "
        "方案由“名称: 值”组成；请以 `name: ` 或 `preset: ` 开头，每项一行，用半角冒号",
    )
