"""Cases of the channel: what finance reported of them, whole or not at all, kept for ever.

Source: rules.md, Refund, clawback, debt; feature 27.
"""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.orders.book import OrderBook
from shared.domain.orders.references import Reference
from shared.domain.orders.refunds import charge_back, win_dispute, winnable
from shared.domain.records import Record, Value

DisputeKind = Literal["chargeback", "dispute_won"]


class Case(Value):
    """What is reported: the channel's number, fen, perhaps one line; by whom, and why."""

    number: str
    amount_fen: int = Field(gt=0)
    line: int | None = None
    decision: Decision


class Dispute(Record):
    """Money that the channel took back from an order, or gave again."""

    order: str
    kind: DisputeKind
    case: Case
    at: AwareDatetime

    @property
    def key(self) -> str:
        """Its place under its order."""
        return f"{self.order}/{self.kind}/{self.case.number}"

    @property
    def reference(self) -> Reference:
        """The number by which it is known again, on whatever order."""
        return Reference(
            kind=self.kind,
            number=self.case.number,
            order=self.order,
            amount_fen=self.case.amount_fen,
            line=self.case.line,
        )


def take_in(book: OrderBook, dispute: Dispute) -> None:
    """Let a case have its effect, and keep it.

    Errors: as for a refund; for a dispute won unknown_line, illegal_transition, over_dispute with
    `winnable_fen`.
    """
    case = dispute.case
    if dispute.kind == "chargeback":
        charge_back(book, dispute.at, case.amount_fen, case.line, case.number)
    else:
        _win(book, dispute.at, case)
    book.kept += [dispute, dispute.reference]


def _win(book: OrderBook, at: datetime, case: Case) -> None:
    left = winnable(book.order, case.line)
    if 0 < left < case.amount_fen:
        raise Refused(
            "over_dispute",
            "above_what_was_taken",
            winnable_fen=left,
        )
    win_dispute(book, at, case.amount_fen, case.line, case.number)
