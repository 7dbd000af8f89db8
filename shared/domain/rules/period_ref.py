"""What an order keeps of a period rule that it counts for."""

from typing import Literal

from shared.domain.civil_periods import Cadence
from shared.domain.records import Value

Role = Literal["own", "direct", "team"]
"""How somebody stands to an order: it came through him, through his direct downline, or deeper."""


class PeriodRef(Value):
    """A period rule that an order counts for.

    `reach` is how many above the buyer it looks at, nearest first; 0: it counts the pieces that the
    rule pays somebody for. A `lifetime` count goes on from period to period.
    """

    rule: str
    cadence: Cadence
    counted: Literal["released", "paid"] = "released"
    reach: int
    lifetime: bool = False
