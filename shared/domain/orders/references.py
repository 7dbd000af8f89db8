"""Numbers that money has outside: each is taken in once, for one thing alone.

Source: A110. A number entered for a second order is a mistake.
"""

from typing import Literal

from pydantic import Field

from shared.domain.errors import Refused
from shared.domain.records import Record

ReferenceKind = Literal["payment", "refund", "chargeback", "dispute_won"]
"""What a number is of: a transfer that came or went by hand, or a case of the channel's."""


class Reference(Record):
    """A bank's or the channel's number, and what it was taken in for; `amount_fen` in fen."""

    kind: ReferenceKind
    number: str
    order: str
    amount_fen: int = Field(gt=0)
    line: int | None = None
    refund: str | None = None

    @property
    def key(self) -> str:
        """The number among those of its kind."""
        return f"{self.kind}/{self.number}"


def is_known(known: Reference | None, wanted: Reference) -> bool:
    """Tell whether just this was taken in before. Errors: reference_taken for anything else."""
    if known is None:
        return False
    if known.changed(version=0) != wanted:
        raise _taken(known)
    return True


def _taken(known: Reference) -> Refused:
    if known.line is not None:
        return Refused(
            "reference_taken",
            "number_of_line",
            number=known.number,
            order_id=known.order,
            line=known.line,
            amount_fen=known.amount_fen,
        )
    return _taken_whole(known)


def _taken_whole(known: Reference) -> Refused:
    if known.refund is not None:
        return Refused(
            "reference_taken",
            "number_of_refund",
            number=known.number,
            order_id=known.order,
            refund_id=known.refund,
            amount_fen=known.amount_fen,
        )
    return Refused(
        "reference_taken",
        "number_of_order",
        number=known.number,
        order_id=known.order,
        amount_fen=known.amount_fen,
    )
