"""What distributors send and get; amounts are integer fen."""

from typing import Self

from pydantic import AwareDatetime

from shared.domain.balances import Balance
from shared.domain.money import PositiveFen
from shared.domain.payouts import PartState, Payout
from shared.domain.records import Value
from shared.usecases.statements import Commission


class BalanceView(Value):
    """What a distributor owns, by where it stands; `debt_fen` is what he owes."""

    distributor: str
    standing: str
    pending_fen: int
    available_fen: int
    reserved_fen: int
    paid_fen: int
    debt_fen: int
    held_fen: int
    forfeited_fen: int

    @classmethod
    def of(cls, balance: Balance, pending: int) -> Self:
        """Show a balance."""
        return cls(
            distributor=balance.payee,
            standing=balance.standing,
            pending_fen=pending,
            available_fen=balance.available,
            reserved_fen=balance.reserved,
            paid_fen=balance.paid,
            debt_fen=balance.debt,
            held_fen=balance.held,
            forfeited_fen=balance.forfeited,
        )


class Commissions(Value):
    """A page of shares with their reasons; `next` goes on behind it, None at the end."""

    items: tuple[Commission, ...]
    next: str | None


class Withdraw(Value):
    """How much available commission is to be paid out."""

    amount_fen: PositiveFen


class WithdrawalReceipt(Value):
    """The amount is reserved under this payout."""

    payout_id: str
    amount_fen: int


class TransferView(Value):
    """One transfer of a payout; `confirm_package` opens the channel's confirmation."""

    part: int
    bill_no: str
    amount_fen: int
    state: PartState
    confirm_package: str | None
    fail_reason: str | None


class PayoutView(Value):
    """A payout as it stands now."""

    payout_id: str
    payee: str
    amount_fen: int
    paid_fen: int
    period: str | None
    requested_at: AwareDatetime
    expires_at: AwareDatetime | None
    awaiting: str
    transfers: tuple[TransferView, ...]

    @classmethod
    def of(cls, payout: Payout) -> Self:
        """Show a payout."""
        same = ("payee", "amount_fen", "paid_fen", "period", "requested_at", "expires_at")
        transfers = tuple(
            TransferView(**{name: getattr(part, name) for name in TransferView.model_fields})
            for part in payout.parts
        )
        return cls(
            payout_id=payout.id,
            awaiting=payout.awaiting,
            transfers=transfers,
            **{name: getattr(payout, name) for name in same},
        )


class Payouts(Value):
    """A payee's payouts, withdrawals and settlements alike, by number."""

    items: tuple[PayoutView, ...]


class LinkReceipt(Value):
    """A referral link to share."""

    code: str
    url: str
