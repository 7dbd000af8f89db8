"""A plan as the command line takes it: a preset's name, or a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from infra.scenarios.complaints import complaints
from infra.scenarios.strict_yaml import DocumentError, Place, load
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
    document, lines = load(path)
    if not isinstance(document, dict):
        raise DocumentError(f"{path}:1: a plan is a mapping; begin with `name:` or `preset:`")
    try:
        return PlanFile(document, read_plan(document), lines)
    except ValidationError as error:
        raise DocumentError("\n".join(complaints(path, error, lines))) from error
    except ValueError as error:
        raise DocumentError(f"{path}:1: {error}") from error
