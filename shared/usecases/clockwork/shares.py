"""How much of what is due a sweep takes itself, and what it gives to others, side by side."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice

from shared.ports import Due, Store

OWN = 500
"""How much of what is due one sweep takes; of more, each of the others gets about so much."""

Batches = Sequence[Sequence[str]]
"""Parts of the index of all that is due, divided among sweeps."""

HandOver = Callable[[Batches], bool]
"""Begins a sweep for each batch, side by side; false where none can be begun."""


def own_share(
    store: Store, until: datetime, parts: Sequence[str], hand_over: HandOver | None
) -> Iterable[Due]:
    """Give what is due in parts of the index; nothing where there is much and others took it."""
    due = iter(store.due(until, parts))
    first = list(islice(due, OWN + 1))
    if len(first) > OWN and hand_over is not None and hand_over(batches(store, until, parts)):
        return ()
    return chain(first, due)


def batches(store: Store, until: datetime, parts: Iterable[str]) -> Batches:
    """Divide parts among as many sweeps as there is work for; each part is worked on by one."""
    found: list[list[str]] = []
    room = 0
    for part, much in _counted(store, until, parts):
        if room <= 0:
            found.append([])
            room = OWN
        found[-1].append(part)
        room -= much
    return found


def _counted(store: Store, until: datetime, parts: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Give parts with how much is due in each, up to what is enough for a sweep."""
    for part in parts:
        yield part, sum(1 for _ in islice(store.due(until, [part]), OWN))
