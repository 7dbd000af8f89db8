"""What a payee owns in every form, and what his open orders promise him, by when."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from typing import Final, NamedTuple

from shared.domain.forms import Form
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import purse
from shared.domain.orders.order import Order
from shared.domain.orders.pending_pointers import PendingOf, pending_of
from shared.domain.times import local_day
from shared.ports import Ports, Store
from shared.usecases.ledger.notes import sum_arriving
from shared.usecases.ledger.purses import FORMS, Balances
from shared.usecases.lists import every

COUNTED: Final = 2_000
"""How many open orders a balance counts; where a payee has more, it says so."""

NOTES_COUNTED: Final = 100
"""How many notes of what is arriving are counted in a shard; where there are more, it says so."""

LOOKED_UP: Final = 100
"""How many of those that should be over by now are held against their orders."""


class Expected(NamedTuple):
    """What is expected on a local day at the latest; None: no fact tells yet when."""

    on: date | None
    fen: int


class Purse(NamedTuple):
    """What a payee owns in one form, and what his open orders promise him in it, day by day.

    `more_pending`: he has more open orders than were counted. `arriving_fen` is released and on its
    way to the balance; `more_arriving`: so is more than was counted.
    """

    balance: Balance
    expected: tuple[Expected, ...]
    more_pending: bool = False
    arriving_fen: int = 0
    more_arriving: bool = False

    @property
    def pending_fen(self) -> int:
        """What is promised in all, in fen."""
        return sum(each.fen for each in self.expected)

    @property
    def is_used(self) -> bool:
        """Whether anything ever went in; cash always counts."""
        there = self.balance.version > 0 or self.pending_fen > 0 or self.arriving_fen > 0
        return self.balance.form == "cash" or there


def owned_by(ports: Ports, payee: str) -> tuple[Purse, ...]:
    """Read what a payee owns: cash first, then every other form in which he was promised any."""
    balances = Balances(ports.store)
    pointers = every(ports.store, PendingOf, payee)
    counted = list(islice(pointers, COUNTED))
    more = next(pointers, None) is not None
    promised = _as_they_are(ports.store, counted, ports.clock.now())
    expected = {form: _by_day(promised, form) for form in FORMS}
    purses = {form: balances[purse(payee, form)] for form in FORMS}
    # After the balances: what is drained meanwhile is not told twice.
    arriving = sum_arriving(ports.store, payee, NOTES_COUNTED)
    found = (
        Purse(each, expected[form], more, arriving.fen.get(each.key, 0), arriving.more)
        for form, each in purses.items()
    )
    return tuple(each for each in found if each.is_used)


def _as_they_are(store: Store, counted: list[PendingOf], now: datetime) -> list[PendingOf]:
    """Look up those that should be over by now: what follows the table may have missed it."""
    late = [each for each in counted if each.by is not None and each.by < now][:LOOKED_UP]
    if not late:
        return counted
    orders = store.get_all(Order, [each.order for each in late], exact=True)
    true = {(each.payee, each.order): each for order in orders for each in pending_of(order)}
    return [true.get((each.payee, each.order), each) for each in counted]


def _by_day(promised: Iterable[PendingOf], form: Form) -> tuple[Expected, ...]:
    sums: Counter[date | None] = Counter()
    for each in promised:
        sums[local_day(each.by) if each.by else None] += each.fen.get(form, 0)
    days = sorted(sums, key=lambda day: (day is None, day or date.max))
    return tuple(Expected(day, sums[day]) for day in days if sums[day])
