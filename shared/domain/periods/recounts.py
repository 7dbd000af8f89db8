"""Late facts: what an order counts has changed for periods that were, or soon will be, evaluated.

A recount is stored with the change itself, one record however many people it concerns; afterwards
each award concerned is written, so that an evaluation that has read older facts cannot be stored.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from shared.domain.orders.order import Order
from shared.domain.periods.counting import concerned, counts
from shared.domain.records import NOTHING, AwaitingRecord, Value
from shared.domain.rules.period_ref import PeriodRef

RECOUNT = "recount"

LONGEST_TRANSACTION = timedelta(minutes=15)
"""How long before a period is evaluated a change may have begun that is stored only afterwards."""


class Stale(Value):
    """For whom a rule has to be looked at again in a period; for a lifetime, in all that follow."""

    rule: str
    period: str
    lifetime: bool
    people: tuple[str, ...]


class Recount(AwaitingRecord):
    """What an order's changes have made stale and what was not worked off yet."""

    order: str
    stale: tuple[Stale, ...] = ()

    @property
    def key(self) -> str:
        """The order's id."""
        return self.order

    def also(self, stale: tuple[Stale, ...], at: datetime) -> "Recount":
        """Add what a further change has made stale; its instant is that of all that is left."""
        together = tuple(dict.fromkeys([*self.stale, *stale]))
        return self.changed(stale=together, **self.waits(RECOUNT, at))

    def left(self, stale: Sequence[Stale], due_at: datetime) -> "Recount":
        """Keep what cannot be worked off yet."""
        awaiting = RECOUNT if stale else NOTHING
        return self.changed(stale=tuple(stale), **self.waits(awaiting, due_at))


def made_stale(before: Order, after: Order) -> Iterator[Stale]:
    """Give what a change of an order makes stale, whether its period is over or not."""
    for ref in after.period_rules:
        changed: dict[str, list[str]] = {}
        for person, _ in concerned(after, ref):
            for period in _changed(before, after, ref, person):
                changed.setdefault(period, []).append(person)
        for period, people in sorted(changed.items()):
            yield Stale(rule=ref.rule, period=period, lifetime=ref.lifetime, people=tuple(people))


def _changed(before: Order, after: Order, ref: PeriodRef, person: str) -> Iterator[str]:
    old, new = counts(before, ref, person), counts(after, ref, person)
    for period in sorted(old.keys() | new.keys()):
        if old.get(period) != new.get(period):
            yield period
