"""A plan as the command line takes it: a preset's name, or a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from infra.scenarios.strict_yaml import DocumentError, Place, load
from infra.whatif.rule_complaints import rule_complaints
from shared.domain.plans.document import Plan, read_plan
from shared.domain.plans.presets import PRESETS


class PlanFile(NamedTuple):
    """What was written, the plan it says, and the line of every place in a file."""

    document: dict[str, Any] | str
    plan: Plan
    lines: Mapping[Place, int] = {}


def read_plan_file(name: str) -> PlanFile:
    """Read a preset or a YAML or JSON file. Errors: DocumentError, every fault with its line."""
    if name in PRESETS:
        return PlanFile(name, read_plan(name))
    path = Path(name)
    if not path.exists():
        presets = ", ".join(PRESETS)
        raise DocumentError(
            f"{name}: there is no such file, and no such preset; presets are {presets}\n"
            f"    没有此文件，也没有此预设；预设有 {presets}"
        )
    document, lines = load(path)
    if not isinstance(document, dict):
        raise DocumentError(
            f"{path}:1: a plan is a mapping; begin with `name: ` or `preset: `, each on a line "
            "of its own, with half-width colons\n    "
            "方案由“名称: 值”组成；请以 `name: ` 或 `preset: ` 开头，每项一行，用半角冒号"
        )
    try:
        return PlanFile(document, read_plan(document), lines)
    except ValidationError as error:
        raise DocumentError("\n".join(rule_complaints(path, document, error, lines))) from error
