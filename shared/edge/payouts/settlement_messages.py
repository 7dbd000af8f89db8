"""What finance sends and gets of settlements; amounts are integer fen."""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import AwareDatetime, Field

from shared.domain.payouts.settlements import Outcome, SettlementLine, SettlementRun
from shared.domain.records import Value
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
