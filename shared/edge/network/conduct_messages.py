"""What is said about violations."""

from typing import Self

from pydantic import AwareDatetime

from shared.domain.network.conduct import NewViolation, Sanction, Violation, ViolationCode
from shared.domain.records import Value
from shared.domain.times import Instant
from shared.edge.http.pages import Listed


class ReportViolation(NewViolation):
    """What a distributor did; `at` is when, left out: now. `sanction` is how it is answered."""

    at: Instant | None = None


class ViolationReceipt(Value):
    """The violation is on record."""

    distributor: str
    code: ViolationCode


class ViolationView(Value):
    """A violation, who recorded it and when."""

    code: ViolationCode
    sanction: Sanction
    evidence: str | None
    at: AwareDatetime
    recorded_at: AwareDatetime
    by: str

    @classmethod
    def of(cls, violation: Violation) -> Self:
        """Show a violation."""
        return cls(**{name: getattr(violation, name) for name in cls.model_fields})


class Violations(Listed[ViolationView]):
    """What a distributor did against the rules, oldest first; `next` goes on, null at the end."""
