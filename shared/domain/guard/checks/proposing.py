"""What keeps a plan from being proposed at all: how long its document is, and since when it counts.

An API takes and a store keeps only so much in one piece. Source: A164; failure mode C23.
"""

from collections.abc import Iterator
from datetime import datetime

from shared.domain.guard.findings import Finding, finding
from shared.domain.plans.document import Plan
from shared.domain.times import iso_local

MAX_DOCUMENT_BYTES = 250_000
"""How long a plan may be as JSON in UTF-8 with all its defaults: it is sent and stored in one."""


def unfit_to_propose(plan: Plan, at: datetime | None) -> Iterator[Finding]:
    """Find why nobody may propose a plan at an instant; None: the instant makes no difference."""
    size = len(plan.model_dump_json(by_alias=True).encode())
    if size > MAX_DOCUMENT_BYTES:
        yield finding("document_too_large", size=size, most=MAX_DOCUMENT_BYTES)
    if at is not None and plan.effective_from is not None and plan.effective_from < at:
        yield finding("begins_in_past", "effective_from", since=iso_local(plan.effective_from))
