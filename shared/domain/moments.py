"""What happened to a record, told once and for ever: on the record itself, in a list that grows.

A moment's place in the list is its number for ever. Timelines, the feed and whatever tells people
of a record only render its moments. Source: A151, A154.
"""

from collections.abc import Mapping
from datetime import datetime
from itertools import chain
from typing import ClassVar, NamedTuple, Self, get_args

from pydantic import AwareDatetime

from shared.domain.notices import NOTICES
from shared.domain.records import AwaitingRecord, Record, Value

NO_FACTS: Mapping[str, str] = {}


class Moment(Value):
    """Something that happened at an instant, by its code; amounts are fen.

    `recorded_at` is when it was written down, None: at that very instant. `cause` is the command
    that brought it about, `by` who gave it; nobody did where time or the payment channel did.
    `entry` is the number of the journal entry that moved `amount_fen`.
    """

    code: str
    at: AwareDatetime
    recorded_at: AwareDatetime | None = None
    by: str | None = None
    cause: str
    amount_fen: int | None = None
    entry: int | None = None
    lines: tuple[int, ...] = ()
    facts: dict[str, str] = {}

    @property
    def known_at(self) -> datetime:
        """When it was written down."""
        return self.recorded_at or self.at


class Occasion(NamedTuple):
    """What moments come from: when it is, the command that is carried out, and who gave it."""

    now: datetime
    cause: str
    by: str | None = None

    def moment(
        self,
        code: str,
        at: datetime | None = None,
        *,
        amount_fen: int | None = None,
        entry: int | None = None,
        lines: tuple[int, ...] = (),
        facts: Mapping[str, str] = NO_FACTS,
    ) -> Moment:
        """Give a moment that took effect at an instant; now where none is named."""
        return Moment(
            code=code,
            at=at or self.now,
            recorded_at=None if at in (None, self.now) else self.now,
            by=self.by,
            cause=self.cause,
            amount_fen=amount_fen,
            entry=entry,
            lines=lines,
            facts=dict(facts),
        )


def codes_of(*literals: object) -> frozenset[str]:
    """Give all codes of some literal types."""
    return frozenset(chain.from_iterable(map(get_args, literals)))


class HeadRecord(Record):
    """A record that tells its own life in moments of its `codes`.

    `called` is its kind's name in the numbers of events.
    """

    called: ClassVar[str]
    codes: ClassVar[frozenset[str]]

    moments: tuple[Moment, ...] = ()

    @property
    def about(self) -> str:
        """What its moments are about: its kind's name and its key."""
        return f"{self.called}/{self.key}"

    @property
    def notices(self) -> tuple[Moment, ...]:
        """What of it people must be told."""
        return tuple(moment for moment in self.moments if moment.code in NOTICES)

    @property
    def storefronts(self) -> tuple[str, ...]:
        """Whose customers it is about."""
        return ()

    @property
    def shop_number(self) -> str | None:
        """What the shop calls the order that it is about; None where there is no such name."""
        return None

    @property
    def owners(self) -> tuple[str, ...]:
        """Whose own it is: he may know all that happens to it."""
        return ()

    @property
    def pays(self) -> tuple[str, ...]:
        """Whom it pays besides: he may know what moved for him."""
        return ()

    @property
    def books(self) -> str:
        """The subject of the journal that its moments name entries of."""
        raise NotImplementedError

    def telling(self, *moments: Moment) -> Self:
        """Give the record with more that happened to it."""
        return self.changed(moments=(*self.moments, *moments))


def is_quiet(before: HeadRecord, after: HeadRecord) -> bool:
    """Tell whether a write tells nothing new and wakes no machine."""
    if len(before.moments) != len(after.moments):
        return False
    if not isinstance(before, AwaitingRecord) or not isinstance(after, AwaitingRecord):
        return True
    if before.kept_by_sweeper and after.kept_by_sweeper:
        return True
    return after.still_waits(before.awaiting, before.due_at)
