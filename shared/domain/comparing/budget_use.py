"""How much of its budget a plan would have promised, and how far beyond: a comparison applies none.

All figures are fen, of the compared orders and their awards alone, net of refunds. Source: A137.
"""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from shared.domain.civil_periods import bounds, period_of
from shared.domain.plans.budget import Budget


class BudgetUse(NamedTuple):
    """What a plan promises in one period of its budget."""

    period: str
    promised_fen: int
    budget_fen: int

    @property
    def excess_fen(self) -> int:
        """What the budget would not have paid."""
        return max(0, self.promised_fen - self.budget_fen)


def budget_use(budget: Budget, months: Mapping[str, int]) -> list[BudgetUse]:
    """Add up what is promised by months to the budget's periods, the first one first."""
    promised: Counter[str] = Counter()
    for month, fen in sorted(months.items()):
        promised[period_of(budget.period, bounds(month).start)] += fen
    return [BudgetUse(period, fen, budget.amount) for period, fen in promised.items() if fen]
