"""When and why what stands in the sample records happened."""

from datetime import UTC, datetime, timedelta

from shared.domain.decisions import Decision

T0 = datetime(2026, 3, 8, 9, tzinfo=UTC)
DECISION = Decision(by="ops", reason="as the rules say")


def at(minutes: int) -> datetime:
    return T0 + timedelta(minutes=minutes)
