"""Own activity: whether somebody sold himself lately, where the plan pays uplines only then.

Source: feature 73. A sale counts from its payment on, while anything of it is left; the sale in the
very second that is so many days ago is too old. Who has nothing left of his latest 200 sales has
sold nothing, whatever came before.
"""

from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from shared.domain.orders.order import Order
from shared.domain.plans.document import Plan
from shared.usecases.orders.order_lists import Sellers

LOOKED_AT: Final = 200
"""How many of somebody's sales are looked at, the latest first."""


def sold_lately(store: Sellers, distributor: str, plan: Plan, at: datetime) -> bool:
    """Tell whether a distributor has a sale of his own that is recent enough for the plan."""
    if plan.upline_activity_days is None:
        return True
    since = at - timedelta(days=plan.upline_activity_days)
    latest = islice(store.own_sales(distributor, since), LOOKED_AT)
    return any(_counts(order, since) for order in latest)


def _counts(order: Order, since: datetime) -> bool:
    recent = order.paid_at is not None and order.paid_at > since
    return recent and order.kind == "sale" and any(line.remaining_fen for line in order.lines)
