"""What every stored record has in common: a key, a version, and for some a wait."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Self, TypedDict, TypeVar

from pydantic import AwareDatetime

from shared.domain.immutable import Immutable
from shared.domain.times import FAR, iso_utc

NOTHING = "nothing"
"""What a record awaits when it is finished."""


class Value(Immutable):
    """An immutable part of a record."""


class Record(Value):
    """Something stored under its own key; `version` is the one that was read, 0 for a new one.

    The store writes a record only over the version that was read, as `version + 1`.
    """

    version: int = 0

    @property
    def key(self) -> str:
        """The record's key among its kind, its parts divided by `/`, from the widest on."""
        raise NotImplementedError

    @property
    def pointers(self) -> "Iterable[Pointer]":
        """What is stored along with a new record, so that it is found by other keys as well."""
        return ()

    @property
    def is_over(self) -> bool:
        """Whether it is removed instead of written: what nobody has to find any more."""
        return False


class Pointer(Record):
    """Says by its key where another record is found; put again, it changes nothing.

    The parts of its key are its fields, in their order, of which the last names what it leads to;
    a kind that names its parts may have more fields: what its readers need not follow it for.
    """

    @property
    def key(self) -> str:
        """The pointer's place: its fields."""
        return "/".join(getattr(self, name) for name in self.parts())

    @property
    def target(self) -> str:
        """The key of the record that it leads to."""
        last: str = getattr(self, self.parts()[-1])
        return last

    @classmethod
    def parts(cls) -> list[str]:
        """Give the names of the parts of its key."""
        return [name for name in cls.model_fields if name != "version"]

    @property
    def is_over(self) -> bool:
        """Whether it leads to what is not to be found by it any more: then it is removed."""
        return False

    @property
    def said(self) -> str:
        """What it says beside its key, as JSON; nothing if its key says all."""
        said = self.model_dump_json(exclude={*self.parts(), "version"}, exclude_defaults=True)
        return "" if said == "{}" else said

    @classmethod
    def at(cls, key: str, said: str = "") -> Self:
        """Give the pointer that stands at a key and says something beside it."""
        names = cls.parts()
        parts = dict(zip(names, key.split("/", len(names) - 1), strict=True))
        return cls.model_validate({**(json.loads(said) if said else {}), **parts})


class Wait(TypedDict):
    """The fields of a wait."""

    awaiting: str
    due_at: datetime


class AwaitingRecord(Record):
    """A record that waits for a fact or a deadline: the answer of `next_step`, stored."""

    awaiting: str = NOTHING
    due_at: AwareDatetime = FAR

    @property
    def wait(self) -> dict[str, str]:
        """The wait in the words that state machines pass around."""
        return {"awaiting": self.awaiting, "due_at": iso_utc(self.due_at)}

    @property
    def waits_until(self) -> datetime | None:
        """Until when it waits; None where only a fact can end the wait, or nothing is awaited."""
        return told_until(self.due_at)

    @property
    def kept_by_sweeper(self) -> bool:
        """Whether the sweeper alone keeps its time, and no machine does."""
        return False

    def is_due(self, now: datetime) -> bool:
        """Tell whether the record waits for nothing but time, and that is over."""
        return self.awaiting != NOTHING and self.due_at <= now

    def waits(self, awaiting: str, due_at: datetime) -> Wait:
        """Give the fields of a wait."""
        return {"awaiting": awaiting, "due_at": due_at}

    def still_waits(self, awaiting: str, due_at: datetime) -> bool:
        """Tell whether it waits for that yet, and no shorter.

        A deadline put off wakes nobody: its machine comes by at the old one and waits again.
        """
        return awaiting == self.awaiting and due_at <= self.due_at


def told_until(at: datetime) -> datetime | None:
    """Give an end as people are told it: none has no date."""
    return None if at == FAR else at


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, eq=False)
class Queue(Generic[R]):
    """Records of a kind that wait for somebody, found without knowing their keys.

    `place` gives the part of the queue that a record waits in and what it is sorted by there; None
    for one that does not wait. A queue only nominates: whoever takes a record reads it anew.
    """

    name: str
    kind: type[R]
    place: Callable[[R], tuple[str, str] | None]
