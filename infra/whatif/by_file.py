"""Compare plans on the orders of a file of either kind."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from infra.replay.history import opened, read_history
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
    """How many orders a file has, and those that were placed, with the people as they were then."""

    total: int
    told: Iterable[tuple[Order, People]]


def read_past(path: Path, rule: Rule) -> PastOrders:
    """Read a purchase history, or orders as JSON lines; the rule makes up a history's network.

    Errors: HistoryError with the line.
    """
    with opened(path) as text:
        is_json = text.read(1) == "{"
    if is_json:
        orders = order_file.read_orders(path)
        return PastOrders(len(orders), order_file.tell(orders))
    purchases = read_history(path)
    return PastOrders(len(purchases), history.tell(purchases, rule))


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
