"""Distributors join, and change level, grade and standing; each decision keeps when, who and why.

Source: A030, A090; rules.md, People.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Final, Literal, NamedTuple

from shared.domain.approvals.proposals import require_another_person
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.ledger.balances import Balance, HoldOutcome, close_hold
from shared.domain.ledger.journal import BRAND, Chain, JournalEntry, Posting, append
from shared.domain.network.people import (
    Distributor,
    ProfileCause,
    ProfileChange,
    RelationChange,
    decided,
    subject_of,
)
from shared.domain.records import Record
from shared.ports import Ports, Store
from shared.usecases.ledger.purses import purses_of, with_standing
from shared.usecases.reading import require_distributor, require_in_network
from shared.usecases.remembering import first_time, once

JOINED = Decision(by=BRAND, reason="joined")
"""The decision about one who is enrolled, where nobody says more."""

_CLOSES_HOLDS: dict[ProfileCause, HoldOutcome] = {
    "reinstated": "released",
    "forfeited": "forfeited",
}

_STOPS: Final[frozenset[str]] = frozenset({"suspended", "removed"})

LOOKED_AT: Final = 1_000
"""How many decisions about somebody are looked at, the latest first."""

Change = Callable[[Distributor], Distributor]


def enrol(  # noqa: PLR0913 - all that may be known of one who joins
    ports: Ports,
    command: Command,
    distributor: str,
    upline: str | None = None,
    level: str = "silver",
    openid: str | None = None,
    decision: Decision = JOINED,
    *,
    grade: str | None = None,
    name: str | None = None,
) -> Distributor:
    """Add an active distributor; a new leaf cannot close a loop.

    The same id again answers the distributor who has it. Errors: unknown_person,
    payee_not_active, illegal_transition, idempotency_conflict.
    """
    asked = _Joining(upline, level, openid, grade, name)
    attempt = partial(_enrolled, ports, command, distributor, asked, decision)
    return once(ports.store, command, attempt)


class _Joining(NamedTuple):
    """What is said of one who joins."""

    upline: str | None
    level: str
    openid: str | None
    grade: str | None
    name: str | None


def _enrolled(
    ports: Ports, command: Command, distributor: str, asked: _Joining, decision: Decision
) -> Distributor:
    request = first_time(ports, command, subject_of(distributor), decision.reason)
    known = ports.store.get(Distributor, distributor)
    if known is not None:
        if request:
            _require_same(known, asked)
            ports.store.commit(request)
        return known
    if asked.upline is not None:
        require_in_network(ports, asked.upline)
    now = ports.clock.now()
    new = Distributor(id=distributor, relation=1, changes=1, joined_at=now, **asked._asdict())
    enrolled = decided("enrolled", now, decision, command.id)
    ports.store.commit([*_beginnings(new.telling(enrolled), decision, command), *request])
    return new


def change_level(
    ports: Ports, command: Command, distributor: str, level: str, decision: Decision
) -> Distributor:
    """Give a distributor another level, for orders created from now on. Errors: unknown_person."""
    return _decide(
        ports, command, distributor, "level_changed", decision, lambda old: old.changed(level=level)
    )


def change_grade(
    ports: Ports, command: Command, distributor: str, grade: str | None, decision: Decision
) -> Distributor:
    """Give an agent another grade, for orders created from now on; None: he is no agent any more.

    Errors: unknown_person.
    """
    return _decide(
        ports, command, distributor, "grade_changed", decision, lambda old: old.changed(grade=grade)
    )


def enter_payout_account(
    ports: Ports, command: Command, distributor: str, openid: str, decision: Decision
) -> Distributor:
    """Say where a distributor is paid who has no account yet; history and events do not tell it.

    One that there is is not changed: alone, nobody may turn another person's income.
    Errors: unknown_person; illegal_transition for one who was removed or has another account.
    """

    def changed(old: Distributor) -> Distributor:
        _require_not_removed(old)
        if old.openid not in {None, openid}:
            raise Refused("illegal_transition", "has_another_account", distributor=old.id)
        return old.changed(openid=openid)

    return _decide(ports, command, distributor, "payout_account_entered", decision, changed)


def change_standing(
    ports: Ports,
    command: Command,
    distributor: str,
    standing: Literal["suspended", "removed"],
    decision: Decision,
) -> Distributor:
    """Suspend or remove a distributor; what is held stays held.

    Errors: unknown_person; illegal_transition for one who was removed.
    """

    def changed(old: Distributor) -> Distributor:
        if standing != "removed":
            _require_not_removed(old)
        return old.changed(standing=standing)

    return _decide(ports, command, distributor, standing, decision, changed)


def reinstate(ports: Ports, command: Command, distributor: str, decision: Decision) -> Distributor:
    """Make a suspended distributor active again; what was held becomes available, debt first.

    Errors: unknown_person; illegal_transition for one who was removed.
    """

    def changed(old: Distributor) -> Distributor:
        _require_not_removed(old)
        return old.changed(standing="active")

    return _decide(ports, command, distributor, "reinstated", decision, changed)


def forfeit(ports: Ports, command: Command, distributor: str, decision: Decision) -> Distributor:
    """Forfeit all that is held for a distributor, never to be undone.

    Errors: unknown_person; same_person for whoever suspended or removed him.
    """

    def changed(old: Distributor) -> Distributor:
        _require_other_than_who_stopped(ports.store, old, decision)
        return old

    return _decide(ports, command, distributor, "forfeited", decision, changed)


def _beginnings(new: Distributor, decision: Decision, command: Command) -> Iterator[Record]:
    yield new
    yield RelationChange(
        distributor=new.id, number=1, upline=new.upline, at=new.joined_at, decision=decision
    )
    yield _change(new, "enrolled", new.joined_at, decision, command)
    yield Balance(payee=new.id)


def _decide(
    ports: Ports,
    command: Command,
    distributor: str,
    cause: ProfileCause,
    decision: Decision,
    change: Change,
) -> Distributor:
    """Change a person, his history and his money in one transaction; a repeat changes nothing.

    What is arriving for him counts as it was released: before his standing changes, and in full
    before a hold is decided about. Errors: `Busy`.
    """
    _drain_before(ports, distributor, cause)
    attempt = partial(_store_decision, ports, command, distributor, cause, decision, change)
    return once(ports.store, command, attempt)


def _store_decision(
    ports: Ports,
    command: Command,
    distributor: str,
    cause: ProfileCause,
    decision: Decision,
    change: Change,
) -> Distributor:
    old = require_distributor(ports, distributor)
    request = first_time(ports, command, subject_of(distributor), decision.reason)
    if not request:
        return old
    new = change(old)
    money = list(_money(ports, command, new, cause))
    if new == old and not money:
        ports.store.commit(request)
        return old
    now = ports.clock.now()
    new = new.changed(changes=old.changes + 1)
    new = new.telling(decided(cause, now, decision, command.id, **_news(cause, new)))
    history = _change(new, cause, now, decision, command)
    ports.store.commit([new, history, *money, *request])
    return new


def _drain_before(ports: Ports, distributor: str, cause: ProfileCause) -> None:
    # Most decisions move no money, and most functions that know people take none.
    from shared.usecases.ledger.draining import drain, drain_all  # noqa: PLC0415

    if cause in _CLOSES_HOLDS:
        drain_all(ports, distributor)
    elif cause in ("suspended", "removed"):
        drain(ports, distributor)


def _news(cause: ProfileCause, person: Distributor) -> dict[str, str]:
    if cause == "level_changed":
        return {"level": person.level}
    return {"grade": person.grade or ""} if cause == "grade_changed" else {}


def _change(
    person: Distributor, cause: ProfileCause, at: datetime, decision: Decision, command: Command
) -> ProfileChange:
    return ProfileChange(
        distributor=person.id,
        number=person.changes,
        cause=cause,
        level=person.level,
        grade=person.grade,
        standing=person.standing,
        at=at,
        decision=decision,
        command=command.id,
    )


def _money(
    ports: Ports, command: Command, person: Distributor, cause: ProfileCause
) -> Iterator[Record]:
    """Give the purses that a decision changes, and its journal where it moves money.

    Money decisions read the standing from the purse, in the transaction they write.
    """
    outcome = _CLOSES_HOLDS.get(cause)
    postings: list[Posting] = []
    purses = purses_of(ports.store, person.id)
    for old, new in zip(purses, with_standing(purses, person.standing), strict=True):
        if outcome and new.held:
            new, posted = close_hold(new, outcome)
            postings += posted
        if new != old:
            yield new
    if postings:
        yield _journal(ports, command, cause, postings)


def _journal(
    ports: Ports, command: Command, cause: ProfileCause, postings: Sequence[Posting]
) -> JournalEntry:
    now = ports.clock.now()
    _, entry = append(
        Chain(),
        subject=f"DECISION#{command.id}",
        at=now,
        recorded_at=now,
        cause=cause,
        command=command.id,
        postings=tuple(postings),
    )
    return entry


def _require_same(known: Distributor, asked: tuple[str | None, ...]) -> None:
    if (known.upline, known.level, known.openid, known.grade, known.name) != asked:
        raise Refused("illegal_transition", "enrolled_otherwise", distributor=known.id)


def _require_not_removed(distributor: Distributor) -> None:
    if distributor.standing == "removed":
        raise Refused("illegal_transition", "was_removed", distributor=distributor.id)


def _require_other_than_who_stopped(
    store: Store, distributor: Distributor, decision: Decision
) -> None:
    """Refuse with same_person a forfeiture by whoever brought it about that money is held."""
    told = [each.by for each in distributor.moments if each.code in _STOPS]
    stopped_by = told[-1] if told else _who_stopped(store, distributor.id)
    if stopped_by is not None:
        require_another_person(stopped_by, decision.by)


def _who_stopped(store: Store, distributor: str) -> str | None:
    """Look up who stopped one whose moments are younger than that."""
    changes = store.listed(ProfileChange, distributor, limit=LOOKED_AT, latest_first=True)
    stops = (each.decision.by for each in changes.items if each.cause in _STOPS)
    return next(stops, None)
