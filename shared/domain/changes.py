"""What the table's stream tells: a record before and after a write, or the token of a machine."""

from dataclasses import dataclass
from datetime import datetime

from shared.domain.machines import TaskToken
from shared.domain.moments import HeadRecord
from shared.domain.orders.order import Order


@dataclass(frozen=True)
class Wait:
    """What a record awaits, and until when."""

    awaiting: str
    due_at: datetime


@dataclass(frozen=True)
class Change:
    """A record that tells its life, before and after a write.

    It told `since` moments before and `until` after; what it waited for is None of a new record and
    of one that never waits, `order` of another kind. `left` is a token of when it stood on the
    record itself.
    """

    kind: type[HeadRecord]
    key: str
    is_new: bool
    since: int
    until: int
    before: Wait | None
    after: Wait | None
    order: Order | None
    token_key: str
    left: str | None = None


@dataclass(frozen=True)
class Waiting:
    """A machine that has left its token at a record, in place of what stood there."""

    kind: type[HeadRecord]
    key: str
    before: TaskToken | None
    after: TaskToken
