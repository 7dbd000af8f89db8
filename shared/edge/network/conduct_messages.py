"""What is said about violations."""

from collections.abc import Iterable
from typing import Self

from pydantic import AwareDatetime

from shared.domain.network.conduct import NewViolation, Sanction, Violation, ViolationCode
from shared.domain.records import Value
from shared.domain.times import Instant


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


class Violations(Value):
    """What a distributor did against the rules, oldest first."""

    items: tuple[ViolationView, ...]

    @classmethod
    def of(cls, violations: Iterable[Violation]) -> Self:
        """Show violations."""
        names = ViolationView.model_fields
        shown = (ViolationView(**{name: getattr(v, name) for name in names}) for v in violations)
        return cls(items=tuple(shown))
