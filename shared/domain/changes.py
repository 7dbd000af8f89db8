"""A waiting record before and after a write, as the table's stream tells it."""

from dataclasses import dataclass
from datetime import datetime

from shared.domain.records import AwaitingRecord


@dataclass(frozen=True)
class Wait:
    """What a record awaits, until when, and the token of the machine that waits with it."""

    awaiting: str
    due_at: datetime
    token: str | None


@dataclass(frozen=True)
class Change:
    """One record before and after a write; `before` is None for a new one."""

    kind: type[AwaitingRecord]
    key: str
    before: Wait | None
    after: Wait
