"""What distributors send and get; amounts are integer fen."""

from collections.abc import Sequence
from typing import Self

from pydantic import AwareDatetime

from shared.domain.forms import Form
from shared.domain.money import BasisPoints, PositiveFen
from shared.domain.payouts.payouts import PartState, Payout
from shared.domain.records import Value
from shared.usecases.orders.statements import CommissionLine, Purse


class Owned(Value):
    """What is owned in one form, by where it stands; `debt_fen` is what is owed."""

    pending_fen: int
    available_fen: int
    reserved_fen: int
    paid_fen: int
    debt_fen: int
    held_fen: int
    forfeited_fen: int


class PurseView(Owned):
    """What a distributor owns in another form than cash; a point is one yuan."""

    form: Form


class BalanceView(Owned):
    """What a distributor owns: cash, and every other form in which he was ever promised any."""

    distributor: str
    standing: str
    other_forms: tuple[PurseView, ...]

    @classmethod
    def of(cls, purses: Sequence[Purse]) -> Self:
        """Show what somebody owns, cash first."""
        cash, *others = purses
        return cls(
            distributor=cash.balance.payee,
            standing=cash.balance.standing,
            other_forms=tuple(PurseView(form=each.balance.form, **_owned(each)) for each in others),
            **_owned(cash),
        )


def _owned(purse: Purse) -> dict[str, int]:
    states = ("available", "reserved", "paid", "debt", "held", "forfeited")
    stored = {f"{state}_fen": getattr(purse.balance, state) for state in states}
    return {"pending_fen": purse.pending_fen, **stored}


class Commissions(Value):
    """A page of shares with their reasons; `next` goes on behind it, None at the end."""

    items: tuple[CommissionLine, ...]
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


class NewLink(Value):
    """A link's own rate in basis points, inside the limits of the plan; None: the plan's rates."""

    rate_bp: BasisPoints | None = None


class LinkReceipt(Value):
    """A referral link to share."""

    code: str
    url: str
    rate_bp: int | None
