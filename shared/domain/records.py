"""What every stored record has in common: a key, a version, and for some a wait."""

from datetime import datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict

from shared.domain.times import FAR

NOTHING = "nothing"
"""What a record awaits when it is finished."""


class Value(BaseModel):
    """An immutable part of a record."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Record(Value):
    """Something stored under its own key; `version` is the one that was read, 0 for a new one.

    The store writes a record only over the version that was read, as `version + 1`.
    """

    version: int = 0

    @property
    def key(self) -> str:
        """The record's key among its kind."""
        raise NotImplementedError


class AwaitingRecord(Record):
    """A record that waits for a fact or a deadline: the answer of `next_step`, stored.

    `task_token` is the waiting state machine's; it stays only while the wait stays the same.
    """

    awaiting: str = NOTHING
    due_at: AwareDatetime = FAR
    task_token: str | None = None

    def waits(self, awaiting: str, due_at: datetime) -> "dict[str, object]":
        """Give the fields of a wait; a changed wait drops the token, which wakes its machine."""
        same = (awaiting, due_at) == (self.awaiting, self.due_at)
        return {
            "awaiting": awaiting,
            "due_at": due_at,
            "task_token": self.task_token if same else None,
        }
