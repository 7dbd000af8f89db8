"""Own activity: whether somebody sold himself lately, where the plan pays uplines only then.

Source: feature 73. A sale counts from its payment on, while anything of it is left; the sale in the
very second that is so many days ago is too old.
"""

from datetime import datetime, timedelta

from shared.domain.orders.order import Order
from shared.domain.plans.document import Plan
from shared.usecases.orders.order_lists import Sellers


def sold_lately(store: Sellers, distributor: str, plan: Plan, at: datetime) -> bool:
    """Tell whether a distributor has a sale of his own that is recent enough for the plan."""
    if plan.upline_activity_days is None:
        return True
    since = at - timedelta(days=plan.upline_activity_days)
    return any(_counts(order, since) for order in store.own_sales(distributor, since))


def _counts(order: Order, since: datetime) -> bool:
    recent = order.paid_at is not None and order.paid_at > since
    return recent and order.kind == "sale" and any(line.remaining_fen for line in order.lines)
