"""Conduct: what a distributor must not do, and the log of what he did.

Source: A046, A048, A053-A055, A076.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from shared.domain.errors import Refused
from shared.domain.moments import Occasion
from shared.domain.network.people import Distributor
from shared.domain.records import Record, Value
from shared.domain.texts import CONTROL
from shared.domain.times import iso_utc

ViolationCode = Literal[
    "false_advertising",
    "price_raise",
    "brand_damage",
    "management_ignored",
    "supplier_switched",
    "private_recruiting",
    "left_on_own",
    "counterfeit",
    "price_fraud",
    "leak",
    "cross_region",
    "dumping",
    "customer_poaching",
    "quality_changed",
]

Sanction = Literal["warning", "suspension", "removal"]
"""What a violation is answered with; suspension and removal are decisions of their own (A048)."""

Evidence = Annotated[str, Field(strict=True, pattern=rf"^[^{CONTROL}]{{1,2000}}$")]
"""What shows that it was so: where to look, in words, without control characters."""


class NewViolation(Value):
    """A violation as somebody reports it; `at` is when it happened, None: now."""

    code: ViolationCode
    sanction: Sanction = "warning"
    evidence: Evidence | None = None
    at: AwareDatetime | None = None


class Violation(Record):
    """What a distributor did when, who recorded it, and how it was answered."""

    distributor: str
    id: str
    at: AwareDatetime
    recorded_at: AwareDatetime
    by: str
    code: ViolationCode
    sanction: Sanction
    evidence: Evidence | None = None

    @property
    def key(self) -> str:
        """The violation's place in the distributor's log, by its time."""
        return f"{self.distributor}/{iso_utc(self.at)}/{self.id}"


def record(
    distributor: Distributor, violation: str, new: NewViolation, by: str, now: datetime
) -> tuple[Distributor, Violation]:
    """Record a violation; what counts for pay is the last one. Errors: invalid."""
    at = new.at or now
    if not distributor.joined_at <= at <= now:
        raise Refused("invalid", "violation_date_unfit")
    last = distributor.last_violation_at
    facts = {"violation": new.code, "sanction": new.sanction}
    told = Occasion(now, violation, by).moment("violation_recorded", at, facts=facts)
    changed = distributor.changed(last_violation_at=max(at, last or at))
    return changed.telling(told), Violation(
        distributor=distributor.id,
        id=violation,
        at=at,
        recorded_at=now,
        by=by,
        code=new.code,
        sanction=new.sanction,
        evidence=new.evidence,
    )
