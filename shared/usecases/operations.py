"""What people did: the operation log by who, to what and when, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from shared.domain.errors import Refused
from shared.domain.keys import in_key
from shared.domain.operations import DoneBy, DoneCommand, DoneIn, DoneTo
from shared.domain.times import iso_utc, local_day, start_of
from shared.ports import PAGE, Page, Ports, Store
from shared.usecases.lists import as_wanted, every

DAYS = 31
"""How many days are looked through where neither a person nor a subject is named."""

LOOKED_AT = 10 * PAGE
"""How many commands one question looks at before it answers with those that fit."""


@dataclass(frozen=True)
class Asked:
    """Which operations somebody looks for; what is None does not matter."""

    by: str | None = None
    what: str | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def fits(self, done: DoneCommand) -> bool:
        """Tell whether it is one of them; the lists were read by time already."""
        return as_wanted((self.by, done.by), (self.what, done.what), (self.subject, done.subject))


Found = DoneIn | DoneBy | DoneTo


def operations(ports: Ports, asked: Asked, after: str = "") -> Page[DoneCommand]:
    """Find what people did, oldest first: a month of it where no time is named. Errors: invalid."""
    pointers = _pointers(ports, asked, after)
    looked_at = 0
    items: list[DoneCommand] = []
    while page := list(islice(pointers, PAGE)):
        found = ports.store.get_all(DoneCommand, [pointer.target for pointer in page], exact=True)
        items += filter(asked.fits, found)
        looked_at += len(page)
        if len(items) >= PAGE or looked_at >= LOOKED_AT:
            return Page(items, f"{page[-1].done_at}/{page[-1].command}")
    return Page(items, None)


def _pointers(ports: Ports, asked: Asked, after: str) -> Iterator[Found]:
    """Give the shortest list that all of them stand in, behind a place."""
    if asked.subject is not None:
        return _listed(ports.store, DoneTo, in_key(asked.subject), asked, after)
    if asked.by is not None:
        return _listed(ports.store, DoneBy, in_key(asked.by), asked, after)
    return _by_days(ports, asked, after)


def begins_at(ports: Ports, asked: Asked) -> datetime | None:
    """Give since when is looked for what is asked for; None: the beginning, of one or by one."""
    if asked.since is not None or asked.subject is not None or asked.by is not None:
        return asked.since
    until = asked.until or ports.clock.now()
    return start_of(local_day(until) - timedelta(days=DAYS - 1))


def _by_days(ports: Ports, asked: Asked, after: str) -> Iterator[Found]:
    until = asked.until or ports.clock.now()
    since = begins_at(ports, asked) or until
    days = (local_day(until) - local_day(since)).days + 1
    if days > DAYS:
        raise Refused("invalid", "too_many_days", max_days=DAYS)
    first = local_day(_instant_of(after)) if after else local_day(since)
    for day in _days(first, local_day(until)):
        yield from _listed(ports.store, DoneIn, day.isoformat(), asked, after)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _listed(
    store: Store, kind: type[Found], parent: str, asked: Asked, after: str
) -> Iterator[Found]:
    since = iso_utc(asked.since) if asked.since else ""
    until = iso_utc(asked.until) if asked.until else None
    return every(store, kind, parent, since=since, until=until, after=after)


def _instant_of(place: str) -> datetime:
    """Read when the command at a place was done. Errors: invalid."""
    try:
        return datetime.fromisoformat(place.partition("/")[0])
    except ValueError as error:
        raise Refused("invalid", "no_next_of_an_answer") from error
