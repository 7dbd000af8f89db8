"""What is said about payouts and withdrawals; amounts are integer fen."""

from typing import Self

from pydantic import AwareDatetime

from shared.domain.money import PositiveFen
from shared.domain.payouts.payouts import PartState, Payout, PayoutState
from shared.domain.records import Value
from shared.edge.http.pages import ListedInTime


class Withdraw(Value):
    """How much available commission is to be paid out."""

    amount_fen: PositiveFen


class WithdrawalReceipt(Value):
    """The amount is reserved under this payout."""

    payout_id: str
    amount_fen: int


class InquiryReceipt(Value):
    """The channel is asked about this payout now, under the numbers that it knows."""

    payout_id: str


class TransferView(Value):
    """One transfer of a payout; `confirm_package` opens the channel's confirmation."""

    part: int
    bill_no: str
    amount_fen: int
    state: PartState
    confirm_package: str | None
    fail_reason: str | None


class PayoutView(Value):
    """A payout as it stands now; `retried_as` is the one under which what failed is paid again."""

    payout_id: str
    payee: str
    amount_fen: int
    paid_fen: int
    period: str | None
    state: PayoutState
    requested_at: AwareDatetime
    expires_at: AwareDatetime | None
    awaiting: str
    due_at: AwareDatetime | None
    retry_of: str | None
    retried_as: str | None
    transfers: tuple[TransferView, ...]

    @classmethod
    def of(cls, payout: Payout) -> Self:
        """Show a payout."""
        money = ("payee", "amount_fen", "paid_fen", "period", "state")
        same = (*money, "requested_at", "expires_at", "retry_of", "retried_as")
        transfers = tuple(
            TransferView(**{name: getattr(part, name) for name in TransferView.model_fields})
            for part in payout.parts
        )
        return cls(
            payout_id=payout.id,
            awaiting=payout.awaiting,
            due_at=payout.waits_until,
            transfers=transfers,
            **{name: getattr(payout, name) for name in same},
        )


class Payouts(ListedInTime[PayoutView]):
    """A page of payouts, withdrawals and settlements alike.

    `next` goes on behind the page, null at the end.
    """
