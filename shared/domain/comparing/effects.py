"""Who gains and who loses by another plan: the people by what changes for them, in fen."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from shared.domain.comparing.comparison import Pair

EDGES = (-1_000_000, -100_000, -10_000, -1000, -100, 0, 1, 101, 1001, 10_001, 100_001, 1_000_001)
"""Where the classes of a distribution begin: powers of ten yuan to both sides of no change."""


class Effect(NamedTuple):
    """What a person gets under either plan."""

    payee: str
    pay: Pair


class Class(NamedTuple):
    """The people whose change lies in `[low, high)` fen, and their changes together."""

    low: int | None
    high: int | None
    people: int
    change_fen: int


class Effects(NamedTuple):
    """How many gain, lose or keep what they have, who the most, and how the changes spread."""

    gain: int
    lose: int
    same: int
    most_gained: tuple[Effect, ...]
    most_lost: tuple[Effect, ...]
    classes: tuple[Class, ...]


def effects_of(payees: Mapping[str, Pair], top: int) -> Effects:
    """Order everybody by what changes for him; show `top` people on either side."""
    changed = [Effect(payee, pair) for payee, pair in payees.items() if pair.change]
    changed.sort(key=lambda effect: (effect.pay.change, effect.payee))
    losers = [effect for effect in changed if effect.pay.change < 0]
    gainers = sorted(changed[len(losers) :], key=lambda each: (-each.pay.change, each.payee))
    return Effects(
        gain=len(gainers),
        lose=len(losers),
        same=len(payees) - len(changed),
        most_gained=tuple(gainers[:top]),
        most_lost=tuple(losers[:top]),
        classes=distribution(pair.change for pair in payees.values()),
    )


def distribution(changes: Iterable[int]) -> tuple[Class, ...]:
    """Sort changes into classes that join without a gap; the outer ones are open."""
    changes = list(changes)
    edges = [None, *EDGES, None]
    classes = []
    for low, high in pairwise(edges):
        inside = [
            change
            for change in changes
            if (low is None or low <= change) and (high is None or change < high)
        ]
        classes.append(Class(low, high, len(inside), sum(inside)))
    return tuple(classes)
