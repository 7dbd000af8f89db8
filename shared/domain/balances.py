"""What a payee owns, stored: available, reserved, paid, debt, held, forfeited (fen, never below 0).

Pending commission is not here: it is the sum over his open orders. A hold is numbered; closing a
hold decides about everything that was held under its number, so that no order needs to be touched.
Source: rules.md, Refund, clawback, debt, and People; invariants I13, I15.
"""

from typing import Literal

from pydantic import Field

from shared.domain.errors import OutOfStep, Refused
from shared.domain.ledger import COMMISSION, Posting, State, account
from shared.domain.money import yuan
from shared.domain.people import Standing
from shared.domain.records import Record

HoldOutcome = Literal["released", "forfeited"]


class Balance(Record):
    """A payee's stored money, and his standing as far as money is concerned."""

    payee: str
    standing: Standing = "active"
    available: int = Field(default=0, ge=0)
    reserved: int = Field(default=0, ge=0)
    paid: int = Field(default=0, ge=0)
    debt: int = Field(default=0, ge=0)
    held: int = Field(default=0, ge=0)
    forfeited: int = Field(default=0, ge=0)
    hold: int = 1
    closed_holds: dict[int, HoldOutcome] = {}

    @property
    def key(self) -> str:
        """The payee's id."""
        return self.payee

    def move(self, **changes: int) -> "Balance":
        """Add signed fen to the named states. Errors: `OutOfStep` for a state below zero."""
        update = {state: getattr(self, state) + fen for state, fen in changes.items()}
        if any(fen < 0 for fen in update.values()):
            raise OutOfStep(f"balance of {self.payee} would fall below zero: {changes}")
        return self.model_copy(update=update)


Moved = tuple[Balance, list[Posting]]


def credit(balance: Balance, source: str, amount: int, line: int | None = None) -> Moved:
    """Make `amount` available from an account; debt is repaid first, as a posting of its own."""
    repaid = min(balance.debt, amount)
    postings = _posting(source, account(balance.payee, "available"), amount, line)
    postings += _posting(
        account(balance.payee, "available"), account(balance.payee, "debt"), repaid, line
    )
    return balance.move(available=amount - repaid, debt=-repaid), postings


def hold(balance: Balance, source: str, amount: int, line: int | None = None) -> Moved:
    """Put `amount` from an account under the payee's present hold."""
    target = account(balance.payee, "held")
    return balance.move(held=amount), _posting(source, target, amount, line)


def receive(balance: Balance, source: str, amount: int, line: int | None = None) -> Moved:
    """Credit an active payee; hold the share of one who is not (rules.md, People)."""
    take = credit if balance.standing == "active" else hold
    return take(balance, source, amount, line)


def claw_back(balance: Balance, amount: int, line: int | None = None) -> Moved:
    """Take released commission back: from available, the rest is debt. Reserved is untouched."""
    taken = min(balance.available, amount)
    postings = _posting(account(balance.payee, "available"), COMMISSION, taken, line)
    postings += _posting(account(balance.payee, "debt"), COMMISSION, amount - taken, line)
    return balance.move(available=-taken, debt=amount - taken), postings


def reserve(balance: Balance, amount: int) -> Moved:
    """Reserve available money for a payout. Errors: payee_not_active, insufficient_available."""
    require_active(balance)
    require_available(balance, amount)
    return _shift(balance, "available", "reserved", amount)


def require_available(balance: Balance, amount: int) -> None:
    """Refuse with insufficient_available more than is available."""
    if amount > balance.available:
        raise Refused(
            "insufficient_available",
            f"only {yuan(balance.available)} is available; ask for at most that",
            available_fen=balance.available,
        )


def require_active(balance: Balance) -> None:
    """Refuse with payee_not_active unless the payee is active."""
    if balance.standing != "active":
        raise Refused(
            "payee_not_active",
            f"{balance.payee} is {balance.standing}; only an active payee can be paid",
        )


def pay_out(balance: Balance, amount: int) -> Moved:
    """Turn reserved money into paid money."""
    return _shift(balance, "reserved", "paid", amount)


def give_back(balance: Balance, amount: int) -> Moved:
    """Return reserved money of a failed payout to available, debt first."""
    return credit(balance.move(reserved=-amount), account(balance.payee, "reserved"), amount)


def close_hold(balance: Balance, outcome: HoldOutcome) -> Moved:
    """Decide about everything held: release it (debt first) or forfeit it; the next hold begins."""
    amount, payee = balance.held, balance.payee
    closed = balance.model_copy(
        update={
            "held": 0,
            "hold": balance.hold + 1,
            "closed_holds": {**balance.closed_holds, balance.hold: outcome},
        }
    )
    if outcome == "released":
        return credit(closed, account(payee, "held"), amount)
    postings = _posting(account(payee, "held"), account(payee, "forfeited"), amount, None)
    return closed.move(forfeited=amount), postings


def _shift(balance: Balance, source: State, target: State, amount: int) -> Moved:
    payee = balance.payee
    moved = balance.move(**{source: -amount, target: amount})
    return moved, _posting(account(payee, source), account(payee, target), amount, None)


def _posting(source: str, target: str, amount: int, line: int | None) -> list[Posting]:
    if not amount:
        return []
    return [Posting(from_account=source, to_account=target, amount_fen=amount, line=line)]
