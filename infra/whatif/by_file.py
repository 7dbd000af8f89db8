"""Compare plans on the orders of a file of either kind."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from fenrun.histories.read import Read, Reading, read_file
from infra.replay.history import purchases
from infra.replay.rule import Rule
from infra.whatif import history, order_file
from infra.whatif.people import People
from shared.domain.comparing.comparison import Comparison
from shared.domain.orders.order import Order
from shared.domain.plans.document import Plan
from shared.domain.policy.policy import Policy
from shared.usecases.comparing.compare_plans import Plans, compare

Tick = Callable[[int, int], None]
"""Told now and then: how much is done, and how much there is in all."""

TICK = 500
"""Orders between two ticks."""


class PastOrders(NamedTuple):
    """A file's sales: how many, and those that were placed, with the people as they were then."""

    total: int
    told: Iterable[tuple[Order, People]]
    read: Read | None = None


def read_past(path: Path, rule: Rule, reading: Reading | None = None) -> PastOrders:
    """Read a file of orders; the rule makes up the network of one that does not tell it.

    Errors: HistoryError, all that is wrong with it.
    """
    read = read_file(path, reading)
    if read.told:
        return PastOrders(len(read.told), order_file.tell(read.told), read)
    bought = purchases(path, read.history)
    return PastOrders(len(bought), history.tell(bought, rule), read)


def compare_orders(past: PastOrders, old: Plan, new: Plan, tick: Tick) -> Comparison:
    """Add all orders up, then the awards of their periods."""
    plans, policy, sums = Plans.of(old, new), Policy(), Comparison()
    for order, people in past.told:
        compare(sums, order, people, plans, policy)
        if sums.orders % TICK == 0:
            tick(sums.orders, past.total)
    tick(past.total, past.total)
    sums.add_awards(plans.old_periods, plans.new_periods)
    return sums
