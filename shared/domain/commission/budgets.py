"""A plan's budget for a period: what orders promise never passes it, however many come at once.

The budget is divided into slices, so that orders seldom meet; an order takes what its commission
costs from the slice of its id, and what that one lacks from the next. Commission that will never be
paid is given back in the transaction that takes it from the payee; what a chargeback took stays
taken, since a dispute that is won promises it again. Source: A137; fault W39. Amounts are fen.
"""

import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from pydantic import Field

from shared.domain.commission.rounding import earned, remaining_weights
from shared.domain.errors import OutOfStep
from shared.domain.ledger.journal import COMMISSION
from shared.domain.orders.order import Commission, Line, Order, OrderNotice, Reservation
from shared.domain.periods.calendar import period_of
from shared.domain.plans.document import Plan
from shared.domain.records import Record

SLICES = 16


class BudgetSlice(Record):
    """One part of a plan's budget for a period, and how much of it is promised."""

    plan: str
    period: str
    number: int = Field(ge=0, lt=SLICES)
    reserved: int = 0

    @property
    def key(self) -> str:
        """The slice's place in the budget."""
        return slice_key(self.plan, self.period, self.number)

    def room(self, budget: int) -> int:
        """Give what may still be promised, where all slices together are the budget."""
        return max(0, (budget + SLICES - 1 - self.number) // SLICES - self.reserved)

    def move(self, fen: int) -> "BudgetSlice":
        """Promise more, or less. Errors: `OutOfStep` below zero."""
        reserved = self.reserved + fen
        if reserved < 0:
            raise OutOfStep(f"the budget slice {self.key} would fall below zero: {fen}")
        return self.model_copy(update={"reserved": reserved})


class Taken(NamedTuple):
    """A slice after an order has taken something from it."""

    slice: BudgetSlice
    fen: int


def slice_key(plan: str, period: str, number: int) -> str:
    """Name a slice."""
    return f"{plan}/{period}/{number:02d}"


def slices_for(plan: Plan, order: str, at: datetime) -> Iterator[BudgetSlice]:
    """Give a budget's slices, empty, in the order in which an order created at an instant asks."""
    if plan.budget is not None:
        period = period_of(plan.budget.period, at)
        first = zlib.crc32(order.encode())
        for turn in range(SLICES):
            yield BudgetSlice(plan=plan.name, period=period, number=(first + turn) % SLICES)


def committed(order: Order) -> int:
    """Give what an order's commission costs the budget: every form, as if disputes were won."""
    if order.status == "cancelled" and order.paid_at is None:
        return 0
    lines = [_undisputed(line) for line in order.lines]
    counted = (each for each in order.commissions if _counts(each))
    return sum(earned(remaining_weights(each, lines)) for each in counted)


def take(slices: Iterable[BudgetSlice], budget: int, needed: int) -> list[Taken] | None:
    """Take what is needed from the slices in turn; None where all of them have too little room."""
    taken = []
    for each in slices:
        fen = min(needed, each.room(budget))
        if fen:
            taken.append(Taken(each.move(fen), fen))
        needed -= fen
        if not needed:
            return taken
    return None


def funded(order: Order, taken: Iterable[Taken]) -> Order:
    """Keep on the order what it has taken from which slice."""
    held = tuple(Reservation(slice=each.slice.key, fen=each.fen) for each in taken)
    return order.model_copy(update={"budget": held})


def unfunded(order: Order) -> Order:
    """Promise nobody commission on an order that the budget has no room for, and say so once."""
    commissions = tuple(
        each.model_copy(update={"out": True, "over_budget": True}) if _counts(each) else each
        for each in order.commissions
    )
    notice = OrderNotice(at=order.created_at, code="BUDGET_EXHAUSTED")
    notices = (*order.notices, notice)
    return order.model_copy(update={"commissions": commissions, "notices": notices})


def released_part(order: Order) -> tuple[tuple[Reservation, ...], dict[str, int]]:
    """Say what an order goes on holding, and what it gives back to which slice."""
    surplus = max(0, sum(each.fen for each in order.budget) - committed(order))
    kept: list[Reservation] = []
    given: dict[str, int] = {}
    for each in reversed(order.budget):
        fen = min(surplus, each.fen)
        surplus -= fen
        if fen:
            given[each.slice] = fen
        if fen < each.fen:
            kept.insert(0, each.model_copy(update={"fen": each.fen - fen}))
    return tuple(kept), given


def _counts(commission: Commission) -> bool:
    return commission.source == COMMISSION and not commission.out


def _undisputed(line: Line) -> Line:
    refunded = line.refunded_fen - line.charged_back_fen
    return line.model_copy(update={"refunded_fen": refunded})
