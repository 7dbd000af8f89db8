"""What finance sends and gets of an order; amounts are integer fen."""

from shared.domain.decisions import Decision, Reason
from shared.domain.identifiers import PlainId
from shared.domain.money import PositiveFen
from shared.domain.orders.disputes import Case, DisputeKind
from shared.domain.records import Value
from shared.domain.times import Instant
from shared.edge.orders.messages import LineNumber


class ManualRefund(Value):
    """Money that a buyer was paid back by hand; `paid_at` is when, by the evidence."""

    transaction: PlainId
    amount_fen: PositiveFen
    paid_at: Instant


class PaymentReceipt(Value):
    """The payment was taken in."""

    order_id: str
    transaction: str


class RepaymentReceipt(Value):
    """The refund is finished: the buyer has it."""

    order_id: str
    refund_id: str
    transaction: str


class ReportCase(Value):
    """What the channel took back or gave again, by its case number, and why; kept for ever.

    Without a line, goods come first, then freight, then the surcharge.
    """

    case_no: PlainId
    amount_fen: PositiveFen
    line: LineNumber | None = None
    reason: Reason

    def case(self, by: str) -> Case:
        """Give the case as a person reports it."""
        decision = Decision(by=by, reason=self.reason)
        return Case(
            number=self.case_no, amount_fen=self.amount_fen, line=self.line, decision=decision
        )


class CaseReceipt(Value):
    """The case was taken in, whole."""

    order_id: str
    kind: DisputeKind
    case_no: str
    amount_fen: int
