"""What sales come to that a rule counts in a period. Source: A070-A079, A094."""

from operator import add
from typing import NamedTuple

from shared.domain.commission.tiering import Measures, measures_of
from shared.domain.money import UNITS


class Counted(NamedTuple):
    """What sales come to: goods and their cost in fen, lines whose cost nobody knows, numbers.

    `with_orders` is what the orders themselves said for the pieces, in fen, before any limit: a
    rule a piece has that from their snapshots; and `room`, what their limits leave for a period to
    add, in units of 1/10,000 fen. In these, `cost_rest` is what the costs have beyond whole fen.
    """

    sales: int = 0
    cost: int = 0
    unknown_costs: int = 0
    pieces: int = 0
    orders: int = 0
    with_orders: int = 0
    room: int = 0
    cost_rest: int = 0

    def plus(self, other: "Counted") -> "Counted":
        """Give both together."""
        return Counted(*map(add, self, other))

    @property
    def profit(self) -> int | None:
        """What is left of the sales after their cost, in whole fen; None if a cost is not known."""
        return None if self.unknown_costs else self.sales - self.cost - -(-self.cost_rest // UNITS)

    @property
    def margin_rate(self) -> int | None:
        """The profit in basis points of the sales, rounded down."""
        return self.measures["margin_rate"]

    @property
    def measures(self) -> Measures:
        """Everything that a tier can ask for."""
        return measures_of(self.sales, self.profit, self.pieces, self.orders)


NOTHING_COUNTED = Counted()
