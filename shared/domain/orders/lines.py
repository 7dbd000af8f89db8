"""The lines of an order: what was bought, and what has become of it. Amounts are integer fen."""

from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, model_validator

from shared.domain.errors import Fault, Refused
from shared.domain.money import BasisPoints, Fen
from shared.domain.records import Value
from shared.domain.terms.parts import MAX_PAY_DEPTH

MAX_LINES = 100
MAX_NAMES_BYTES = 16_000
"""How much room what a shop calls the goods of an order takes: it has to fit into one item."""


class OwnTerms(Value):
    """What the storefront set for one line, by depth, nearest first; it stands for the plan's."""

    rates_bp: Annotated[tuple[BasisPoints, ...], Field(max_length=MAX_PAY_DEPTH)] = ()
    per_piece_fen: Annotated[tuple[Fen, ...], Field(max_length=MAX_PAY_DEPTH)] = ()

    @model_validator(mode="after")
    def _say_something(self) -> Self:
        if not self.rates_bp and not self.per_piece_fen:
            raise Fault("line_terms_empty")
        return self


class Line(Value):
    """One product of an order; `base_fen` is what the customer really paid for it."""

    line: int = Field(ge=1)
    sku: str
    qty: int = Field(ge=1)
    price_fen: int = Field(ge=0)
    base_fen: int = Field(ge=0)
    cost_fen: int | None = None
    category: str | None = None
    terms: OwnTerms | None = None
    no_reason_return: bool = True
    refunded_fen: int = 0
    charged_back_fen: int = 0
    window_ends: AwareDatetime | None = None
    released_at: AwareDatetime | None = None

    @property
    def remaining_fen(self) -> int:
        """The part of the base that was not refunded."""
        return self.base_fen - self.refunded_fen

    @property
    def refunded(self) -> bool:
        """Whether everything paid for the line was given back."""
        return self.refunded_fen > 0 and self.remaining_fen == 0

    @property
    def settled(self) -> bool:
        """Whether the line is released or fully refunded: nothing more is due for it."""
        return self.released_at is not None or self.refunded


def require_line(lines: Iterable[Line], number: int) -> Line:
    """Give a line by its number. Errors: unknown_line."""
    for line in lines:
        if line.line == number:
            return line
    raise Refused("unknown_line", "no_such_line", line=number)
