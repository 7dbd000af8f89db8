"""The operation log: what people did, each command once and for ever, in its own transaction.

It is also by what a command that changes no order knows its own repeat.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Self

from pydantic import AwareDatetime

from shared.domain.commands import STOREFRONT, Command
from shared.domain.keys import in_key
from shared.domain.records import Pointer, Record
from shared.domain.times import iso_utc, local_day


class DoneIn(Pointer):
    """By which the commands of people are found that were done on a local day."""

    day: str
    done_at: str
    command: str


class DoneBy(Pointer):
    """By which what somebody did is found, by its time."""

    by: str
    done_at: str
    command: str


class DoneTo(Pointer):
    """By which what was done to something is found, by its time."""

    subject: str
    done_at: str
    command: str


class DoneCommand(Record):
    """A command that was done at an instant: `what`, to which subject, by whom in which role, why.

    `id` is the command's, `request` the one that brought it. A machine's command is kept as well
    where it has to know its repeat; it stands in no list.
    """

    id: str
    body_hash: str
    at: AwareDatetime
    subject: str
    by: str | None = None
    role: str | None = None
    what: str = ""
    reason: str | None = None
    request: str | None = None

    @classmethod
    def of(cls, command: Command, subject: str, at: datetime, reason: str | None = None) -> Self:
        """Note a command as done."""
        done = cls(
            id=command.id, body_hash=command.body_hash, at=at, subject=subject, reason=reason
        )
        origin = command.origin
        if origin is None:
            return done
        return done.changed(
            by=origin.by, role=origin.role, what=origin.what, request=origin.request
        )

    @property
    def key(self) -> str:
        """The command's id."""
        return self.id

    @property
    def pointers(self) -> Iterator[Pointer]:
        """By its day, by who gave it and by what it changed: what a person did."""
        if self.by is not None and self.role != STOREFRONT:
            at, command = iso_utc(self.at), self.id
            yield DoneIn(day=local_day(self.at).isoformat(), done_at=at, command=command)
            yield DoneBy(by=in_key(self.by), done_at=at, command=command)
            yield DoneTo(subject=in_key(self.subject), done_at=at, command=command)
