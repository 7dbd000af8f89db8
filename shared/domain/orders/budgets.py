"""A plan's budget for a period: what it promises never passes it, however much comes at once.

The budget is divided into slices, so that those who take from it seldom meet: an order or an award
takes what it costs from the slice of its id, and what that one lacks from the next. What will never
be paid is given back in the transaction that takes it from the payee; what a chargeback took stays
taken, since a dispute that is won promises it again. Source: A137; fault W39. Amounts are fen.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from shared.domain.civil_periods import period_of
from shared.domain.commission.rounding import earned
from shared.domain.errors import OutOfStep
from shared.domain.ledger.journal import COMMISSION
from shared.domain.moments import Occasion
from shared.domain.orders.commissions import Commission
from shared.domain.orders.kept_order import Reservation
from shared.domain.orders.lines import Line
from shared.domain.orders.order import Order
from shared.domain.orders.promises import remaining_weights
from shared.domain.records import Record

if TYPE_CHECKING:
    from shared.domain.plans.document import Plan

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
        return self.changed(reserved=reserved)


class Taken(NamedTuple):
    """A slice after something was taken from it."""

    slice: BudgetSlice
    fen: int


def slice_key(plan: str, period: str, number: int) -> str:
    """Name a slice."""
    return f"{plan}/{period}/{number:02d}"


def slices_for(plan: "Plan", taker: str, at: datetime) -> Iterator[BudgetSlice]:
    """Give a budget's slices at an instant, empty, in the order in which an id asks them."""
    if plan.budget is not None:
        period = period_of(plan.budget.period, at)
        first = zlib.crc32(taker.encode())
        for turn in range(SLICES):
            yield BudgetSlice(plan=plan.name, period=period, number=(first + turn) % SLICES)


def committed(order: Order) -> int:
    """Give what an order's commission costs the budget: every form, as if disputes were won."""
    if order.status == "cancelled" and order.paid_at is None:
        return 0
    lines = with_disputes_won(order).lines
    counted = (each for each in order.commissions if _counts(each))
    return sum(earned(remaining_weights(each, lines)) for each in counted)


def with_disputes_won(order: Order) -> Order:
    """Give an order as it will be if every dispute is won: what chargebacks took is there again."""
    if not any(line.charged_back_fen for line in order.lines):
        return order
    return order.changed(lines=tuple(map(_undisputed, order.lines)))


def take(slices: Iterable[BudgetSlice], budget: int, needed: int) -> list[Taken] | None:
    """Take what is needed from the slices in turn; None where all of them have too little room."""
    taken = take_up_to(slices, budget, needed)
    return taken if sum(each.fen for each in taken) == needed else None


def take_up_to(slices: Iterable[BudgetSlice], budget: int, wanted: int) -> list[Taken]:
    """Take what is wanted from the slices in turn, as far as there is room."""
    taken: list[Taken] = []
    for each in slices:
        if fen := min(wanted, each.room(budget)):
            taken.append(Taken(each.move(fen), fen))
        wanted -= fen
        if not wanted:
            break
    return taken


def held_with(held: Iterable[Reservation], taken: Iterable[Taken]) -> tuple[Reservation, ...]:
    """Add what was taken to what was held, slice by slice."""
    together = Counter({each.slice: each.fen for each in held})
    together.update({each.slice.key: each.fen for each in taken})
    return tuple(Reservation(slice=key, fen=fen) for key, fen in together.items())


def funded(order: Order, taken: Iterable[Taken]) -> Order:
    """Keep on the order what it has taken from which slice."""
    return order.changed(budget=held_with((), taken))


def unfunded(order: Order) -> Order:
    """Promise nobody commission on an order that the budget has no room for, and say so once."""
    commissions = tuple(
        each.changed(out=True, over_budget=True) if _counts(each) else each
        for each in order.commissions
    )
    placing = Occasion(order.created_at, order.id, order.storefront)
    told = order.telling(placing.moment("BUDGET_EXHAUSTED"))
    return told.changed(commissions=commissions)


class GivenBack(NamedTuple):
    """What goes on being held, and what is given back to which slice."""

    kept: tuple[Reservation, ...]
    given: dict[str, int]


def released_part(held: Sequence[Reservation], needed: int) -> GivenBack:
    """Give back what is held beyond what is needed, last taken first."""
    surplus = max(0, sum(each.fen for each in held) - needed)
    kept: list[Reservation] = []
    given: dict[str, int] = {}
    for each in reversed(held):
        fen = min(surplus, each.fen)
        surplus -= fen
        if fen:
            given[each.slice] = fen
        if fen < each.fen:
            kept.insert(0, each.changed(fen=each.fen - fen))
    return GivenBack(tuple(kept), given)


def _counts(commission: Commission) -> bool:
    return commission.source == COMMISSION and not commission.out


def _undisputed(line: Line) -> Line:
    refunded = line.refunded_fen - line.charged_back_fen
    return line.changed(refunded_fen=refunded)
