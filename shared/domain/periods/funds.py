"""What an award holds of its plan's budget: it is paid at most that.

A budget sees an award as if every dispute were won. What it had no room for stays cut: only what an
award grows by later asks again. Source: A137; fault W39. Amounts are fen.
"""

from collections.abc import Iterable

from shared.domain.orders.budgets import GivenBack, Taken, held_with, released_part
from shared.domain.orders.kept_order import Reservation
from shared.domain.records import Value


class Funds(Value):
    """What an award has asked of a budget in all, and what it holds of which slice."""

    asked: int = 0
    held: tuple[Reservation, ...] = ()

    @property
    def fen(self) -> int:
        """All that is held."""
        return sum(each.fen for each in self.held)


def raised(funds: Funds, due_fen: int, taken: Iterable[Taken]) -> Funds:
    """Ask for as much as may become due, and hold what could be taken along with what was held."""
    return Funds(asked=due_fen, held=held_with(funds.held, taken))


def lowered(funds: Funds, due_fen: int) -> tuple[Funds, dict[str, int]]:
    """Hold no more than may become due, and say what is given back to which slice."""
    back: GivenBack = released_part(funds.held, due_fen)
    return Funds(asked=due_fen, held=back.kept), back.given
