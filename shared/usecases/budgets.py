"""Take a new order's commission from the plan's budget, and give back what falls away."""

from collections.abc import Iterator
from datetime import datetime

from shared.domain.commission.budgets import (
    BudgetSlice,
    committed,
    funded,
    released_part,
    slices_for,
    take,
    unfunded,
)
from shared.domain.errors import OutOfStep
from shared.domain.orders.book import OrderBook
from shared.domain.orders.order import Order
from shared.domain.plans.document import Plan
from shared.ports import Store


def within_budget(store: Store, plan: Plan, order: Order) -> tuple[Order, list[BudgetSlice]]:
    """Let a new order take its whole commission from the budget, else promise none.

    The slices belong into the transaction that stores the order.
    """
    needed = committed(order)
    if plan.budget is None or not needed:
        return order, []
    slices = _slices(store, plan, order.id, order.created_at)
    taken = take(slices, plan.budget.amount, needed)
    if taken is None:
        return unfunded(order), []
    return funded(order, taken), [each.slice for each in taken]


def give_back(store: Store, book: OrderBook) -> list[BudgetSlice]:
    """Give back what a book's order holds of the budget and needs no longer.

    The slices belong into the transaction that stores the book.
    """
    if not book.order.budget:
        return []
    kept, given = released_part(book.order)
    book.change(budget=kept)
    return [_require_slice(store, key).move(-fen) for key, fen in given.items()]


def _slices(store: Store, plan: Plan, order: str, at: datetime) -> Iterator[BudgetSlice]:
    for empty in slices_for(plan, order, at):
        yield store.get(BudgetSlice, empty.key) or empty


def _require_slice(store: Store, key: str) -> BudgetSlice:
    found = store.get(BudgetSlice, key)
    if found is None:
        raise OutOfStep(f"an order holds of the budget slice {key}, which is not there")
    return found
