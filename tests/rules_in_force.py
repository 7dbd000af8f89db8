"""Plans in force without a proposal and its approval, where a test is about something else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.domain.periods.evaluations import first_evaluations
from shared.domain.plans.document import read_plan
from shared.domain.plans.presets import DEFAULT
from shared.domain.rulebook.versions import RuleVersion
from shared.ports import Store

DEFAULT_PLAN = read_plan(DEFAULT)
"""The plan that is in force where none was put."""


def put_in_force(
    store: Store, document: Mapping[str, Any], since: datetime, number: int = 1
) -> None:
    """Store a plan as a version of its own, with the first evaluations of its periods."""
    version = RuleVersion(kind="plan", number=number, effective_from=since, document=dict(document))
    store.commit([version, *first_evaluations(version, since)])
