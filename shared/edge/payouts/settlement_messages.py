"""What finance sends and gets of settlements; amounts are integer fen."""

from typing import Self

from pydantic import AwareDatetime

from shared.domain.identifiers import PeriodName
from shared.domain.payouts.settlement_lines import Outcome, SettlementLine
from shared.domain.payouts.settlements import SettlementRun, SettlementState
from shared.domain.records import Value
from shared.edge.http.pages import Listed
from shared.usecases.payouts.settle_period import proposal_id_of
from shared.usecases.payouts.settlement_statement import Statement


class StartSettlement(Value):
    """The period to settle: `2025-03`, `2025-Q1` or `2025`."""

    period: PeriodName


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

    @classmethod
    def of(cls, line: SettlementLine) -> Self:
        """Show a line."""
        return cls(
            payee=line.payee,
            outcome=line.outcome,
            amount_fen=line.amount_fen,
            payout_id=line.payout,
        )


class SettlementInList(Value):
    """A run as a list has it."""

    period: str
    state: SettlementState
    round: int
    proposal_id: str
    started_by: str
    started_at: AwareDatetime
    approved_by: str | None
    approved_at: AwareDatetime | None
    closed_at: AwareDatetime | None
    payees: int
    total_fen: int
    period_payees: int
    period_fen: int

    @classmethod
    def of(cls, run: SettlementRun) -> Self:
        """Show a run."""
        same = {each for each in cls.model_fields if each != "proposal_id"}
        return cls(proposal_id=proposal_id_of(run), **{name: getattr(run, name) for name in same})


class Settlements(Listed[SettlementInList]):
    """A page of runs, the latest period first; where `next` is not null, more may follow."""


class OutcomeView(Value):
    """How many lines of the present round stand alike, and what they come to."""

    outcome: Outcome
    payees: int
    amount_fen: int


class SettlementView(Value):
    """A run as it stands now, and a page of its lines; `next` goes on behind it, null at the end.

    `outcomes` counts the lines of the present round, as far as it has come.
    `payees` and `total_fen` count all that this round proposes to pay, nothing once it is refused;
    `period_payees` and `period_fen` all rounds, whoever was paid again after a failure once.
    `proposal_id` is what finance approves once the run awaits approval.
    """

    period: str
    state: SettlementState
    round: int
    proposal_id: str
    awaiting: str
    due_at: AwareDatetime | None
    started_by: str
    started_at: AwareDatetime
    approved_by: str | None
    approved_at: AwareDatetime | None
    closed_at: AwareDatetime | None
    payees: int
    total_fen: int
    period_payees: int
    period_fen: int
    outcomes: tuple[OutcomeView, ...]
    items: tuple[SettlementLineView, ...]
    next: str | None

    @classmethod
    def of(cls, statement: Statement) -> Self:
        """Show a run with a page of its lines."""
        run, outcomes, page = statement
        same = ("period", "state", "round", "awaiting", "started_by", "started_at")
        counted = ("payees", "total_fen", "period_payees", "period_fen")
        decided = ("approved_by", "approved_at", "closed_at")
        return cls(
            proposal_id=proposal_id_of(run),
            due_at=run.waits_until,
            outcomes=tuple(
                OutcomeView(outcome=outcome, payees=tally.payees, amount_fen=tally.fen)
                for outcome, tally in sorted(outcomes.items())
            ),
            items=tuple(map(SettlementLineView.of, page.items)),
            next=page.next,
            **{name: getattr(run, name) for name in same + counted + decided},
        )
