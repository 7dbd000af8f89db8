"""Take what a new order or an award costs from the plan's budget, and give back what falls away."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from shared.domain.civil_periods import last_second
from shared.domain.errors import OutOfStep
from shared.domain.orders.book import OrderBook
from shared.domain.orders.budgets import (
    BudgetSlice,
    committed,
    funded,
    released_part,
    slices_for,
    take,
    take_up_to,
    unfunded,
)
from shared.domain.orders.order import Order
from shared.domain.periods.funds import Funds, lowered, raised
from shared.ports import Store

if TYPE_CHECKING:
    from shared.domain.periods.awards import PeriodAward
    from shared.domain.plans.document import Plan


def within_budget(store: Store, plan: "Plan", order: Order) -> tuple[Order, list[BudgetSlice]]:
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
    back = released_part(book.order.budget, committed(book.order))
    book.order = book.order.changed(budget=back.kept)
    return _given(store, back.given)


class Funded(NamedTuple):
    """What an award holds of the budget, and the slices that this changes."""

    funds: Funds | None
    slices: list[BudgetSlice]


def fund_award(store: Store, plan: "Plan", award: "PeriodAward", due_fen: int) -> Funded:
    """Let an award hold what it may come to, as far as the budget of its period has room.

    The slices belong into the transaction that stores the award.
    """
    if plan.budget is None:
        return Funded(None, [])
    funds = award.funds or Funds()
    if due_fen <= funds.asked:
        funds, given = lowered(funds, due_fen)
        return Funded(funds, _given(store, given))
    slices = _slices(store, plan, award.key, last_second(award.period))
    taken = take_up_to(slices, plan.budget.amount, due_fen - funds.asked)
    return Funded(raised(funds, due_fen, taken), [each.slice for each in taken])


def _slices(store: Store, plan: "Plan", taker: str, at: datetime) -> Iterator[BudgetSlice]:
    for empty in slices_for(plan, taker, at):
        yield store.get(BudgetSlice, empty.key) or empty


def _given(store: Store, given: Mapping[str, int]) -> list[BudgetSlice]:
    return [_require_slice(store, key).move(-fen) for key, fen in given.items()]


def _require_slice(store: Store, key: str) -> BudgetSlice:
    found = store.get(BudgetSlice, key)
    if found is None:
        raise OutOfStep(f"the budget slice {key} is held of, and is not there")
    return found
