"""What of a history held at an instant: found without reading all that came before or after."""

from bisect import bisect_right
from datetime import datetime
from functools import cache, partial
from typing import TypeVar

from shared.domain.errors import OutOfStep
from shared.domain.network.bindings import BindingChange
from shared.domain.network.conduct import Violation
from shared.domain.network.people import ProfileChange, RelationChange
from shared.domain.times import iso_utc, latest_at
from shared.ports import Lists

C = TypeVar("C", RelationChange, ProfileChange, BindingChange)
"""A change, which has the next number of its history and is no earlier than the one before."""


def change_at(store: Lists, kind: type[C], whose: str, at: datetime) -> C | None:
    """Give the change that held at an instant; None: none had come.

    Mostly it is among the latest; one before them is looked for by halves.
    """
    latest = store.listed(kind, whose, latest_first=True)
    found = latest_at(latest.items[::-1], at)
    if found is not None or latest.next is None:
        return found
    change = cache(partial(_require, store, kind, whose))
    earlier = range(1, latest.items[-1].number)
    held = bisect_right(earlier, at, key=lambda number: change(number).at)
    return change(held) if held else None


def last_violation(store: Lists, distributor: str, at: datetime) -> Violation | None:
    """Give the last violation up to an instant; None: there was none."""
    until = iso_utc(at)
    found = store.listed(Violation, distributor, until=until, limit=1, latest_first=True)
    return found.items[0] if found.items else None


def _require(store: Lists, kind: type[C], whose: str, number: int) -> C:
    # By a list, as the latest are read: who may read a history need not be allowed anything more.
    found = store.listed(kind, whose, since=f"{number:06d}", limit=1).items
    if not found or found[0].number != number:
        raise OutOfStep(f"the change {number} in the history of {whose} is not there")
    return found[0]
