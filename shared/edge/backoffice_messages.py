"""What finance and operators send and get; amounts are integer fen."""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import AwareDatetime, Field

from shared.domain.decisions import Decision, Reason
from shared.domain.money import PositiveFen
from shared.domain.orders.disputes import Case, DisputeKind
from shared.domain.orders.new_order import Identifier
from shared.domain.payouts.settlements import Outcome, SettlementLine, SettlementRun
from shared.domain.records import Value
from shared.domain.times import Instant
from shared.edge.storefront_messages import LineNumber
from shared.usecases.payouts.settle_period import proposal_id_of


class StartSettlement(Value):
    """The period to settle: `2025-03`, `2025-Q1` or `2025`."""

    period: Annotated[str, Field(strict=True, pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$")]


class SettlementReceipt(Value):
    """The period's run was begun, in this round."""

    period: str
    round: int


class SettlementLineView(Value):
    """What a payee is to be paid, and what became of it."""

    payee: str
    outcome: Outcome
    amount_fen: int
    payout_id: str | None


class SettlementView(Value):
    """A run as it stands now; totals count what is proposed or reserved in this round.

    `proposal_id` is what finance approves once the run awaits approval.
    """

    period: str
    round: int
    proposal_id: str
    awaiting: str
    started_by: str
    started_at: AwareDatetime
    approved_by: str | None
    approved_at: AwareDatetime | None
    closed_at: AwareDatetime | None
    payees: int
    total_fen: int
    proposals: tuple[SettlementLineView, ...]

    @classmethod
    def of(cls, run: SettlementRun, proposals: Sequence[SettlementLine]) -> Self:
        """Show a run with its proposals."""
        paid = [p for p in proposals if p.outcome in ("proposed", "reserved")]
        same = ("period", "round", "awaiting", "started_by", "started_at")
        decided = ("approved_by", "approved_at", "closed_at")
        return cls(
            proposal_id=proposal_id_of(run),
            payees=len(paid),
            total_fen=sum(proposal.amount_fen for proposal in paid),
            proposals=tuple(
                SettlementLineView(
                    payee=p.payee, outcome=p.outcome, amount_fen=p.amount_fen, payout_id=p.payout
                )
                for p in proposals
            ),
            **{name: getattr(run, name) for name in same + decided},
        )


class ManualPayment(Value):
    """Money that arrived outside the channel; `paid_at` is when it did, by the evidence."""

    transaction: Identifier
    amount_fen: PositiveFen
    paid_at: Instant


class PaymentReceipt(Value):
    """The payment was taken in."""

    order_id: str
    transaction: str


class ReportCase(Value):
    """What the channel took back or gave again, by its case number, and why; kept for ever.

    Without a line, goods come first, then freight, then the surcharge.
    """

    case_no: Identifier
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


class RepaymentReceipt(Value):
    """The refund is finished: the buyer has it."""

    order_id: str
    refund_id: str
    transaction: str
