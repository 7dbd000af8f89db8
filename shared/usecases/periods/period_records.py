"""What an order's transaction adds for the period rules. Source: A080; rules.md, Snapshot."""

from datetime import datetime

from shared.domain.civil_periods import bounds
from shared.domain.orders.order import Order
from shared.domain.periods.evaluations import closing, deciding
from shared.domain.periods.recounts import LONGEST_TRANSACTION, Recount, Stale, made_stale
from shared.domain.periods.sales import new_sales
from shared.domain.records import Record
from shared.ports import Store
from shared.usecases.reading import versions_of


def period_records(store: Store, before: Order, after: Order, now: datetime) -> list[Record]:
    """Give what belongs into the transaction that changes an order, for the rules of periods."""
    if not after.period_rules:
        return []
    return [*new_sales(before, after), *_recount(store, before, after, now)]


def _recount(store: Store, before: Order, after: Order, now: datetime) -> list[Recount]:
    stale = [each for each in made_stale(before, after) if _is_late(store, each, now)]
    if not stale:
        return []
    recount = store.get(Recount, after.id) or Recount(order=after.id)
    return [recount.also(tuple(stale), now)]


def _is_late(store: Store, stale: Stale, now: datetime) -> bool:
    """Tell whether an evaluation may have read the order before this change of it is stored."""
    soon = now + LONGEST_TRANSACTION
    if soon < bounds(stale.period).end:
        return False
    decided = deciding(versions_of(store, "plan"), stale.rule, stale.period)
    return decided is None or soon >= closing(decided, stale.period)
