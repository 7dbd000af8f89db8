"""What a payee owns, stored: available, reserved, paid, debt, held, forfeited (fen, never below 0).

Pending commission is not here: it is the sum over his open orders. A hold is numbered; closing a
hold decides about everything that was held under its number, so that no order needs to be touched.
Source: rules.md, Refund, clawback, debt, and People; invariants I13, I15.
"""

from typing import Literal, NamedTuple

from pydantic import Field

from shared.domain.errors import OutOfStep, Refused
from shared.domain.forms import Form
from shared.domain.ledger.journal import (
    COMMISSION,
    NOTHING_ELSE,
    About,
    Chain,
    Posting,
    State,
    account,
    purse,
)
from shared.domain.ledger.shards import shard_of
from shared.domain.records import Queue, Record
from shared.domain.standing import Standing

HoldOutcome = Literal["released", "forfeited"]


class Balance(Record):
    """What a payee owns in one form, and his standing as far as money is concerned.

    `journal` ends the chain of what has arrived at it from notes.
    """

    payee: str
    form: Form = "cash"
    standing: Standing = "active"
    available: int = Field(default=0, ge=0)
    reserved: int = Field(default=0, ge=0)
    paid: int = Field(default=0, ge=0)
    debt: int = Field(default=0, ge=0)
    held: int = Field(default=0, ge=0)
    forfeited: int = Field(default=0, ge=0)
    hold: int = 1
    closed_holds: dict[int, HoldOutcome] = {}
    journal: Chain = Chain()

    @property
    def key(self) -> str:
        """The purse: the payee's id for cash, `<payee>/<form>` for another form."""
        return purse(self.payee, self.form)

    @property
    def books(self) -> str:
        """The subject of its own journal, which tells what has arrived."""
        return f"PAYEE#{self.key.replace('/', ':')}"

    def move(
        self,
        *,
        available: int = 0,
        reserved: int = 0,
        paid: int = 0,
        debt: int = 0,
        held: int = 0,
        forfeited: int = 0,
    ) -> "Balance":
        """Add signed fen to the named states. Errors: `OutOfStep` for a state below zero."""
        new = self.changed(
            available=self.available + available,
            reserved=self.reserved + reserved,
            paid=self.paid + paid,
            debt=self.debt + debt,
            held=self.held + held,
            forfeited=self.forfeited + forfeited,
        )
        if min(new.available, new.reserved, new.paid, new.debt, new.held, new.forfeited) < 0:
            raise OutOfStep(f"balance would fall below zero: {new!r}")
        return new


def _payee(balance: Balance) -> tuple[str, str] | None:
    return (str(shard_of(balance.payee)), balance.payee) if balance.form == "cash" else None


PAYEES = Queue("PAYEES", Balance, _payee)
"""Every payee by his cash balance, shard by shard, by id; crediting it moves nothing here."""


def new_balance(purse_key: str) -> Balance:
    """Give the empty balance of a purse."""
    payee, _, form = purse_key.partition("/")
    return Balance.model_validate({"payee": payee, "form": form or "cash"})


Moved = tuple[Balance, list[Posting]]


def credit(balance: Balance, source: str, amount: int, about: About = NOTHING_ELSE) -> Moved:
    """Make `amount` available from an account; debt is repaid first, as a posting of its own."""
    repaid = min(balance.debt, amount)
    postings = _posting(source, account(balance.key, "available"), amount, about)
    postings += _posting(
        account(balance.key, "available"), account(balance.key, "debt"), repaid, about
    )
    return balance.move(available=amount - repaid, debt=-repaid), postings


def hold(balance: Balance, source: str, amount: int, about: About = NOTHING_ELSE) -> Moved:
    """Put `amount` from an account under the payee's present hold."""
    target = account(balance.key, "held")
    return balance.move(held=amount), _posting(source, target, amount, about)


class Received(NamedTuple):
    """What came in: `hold` is the number of the hold it went under, 0 where it is available."""

    balance: Balance
    postings: list[Posting]
    hold: int


def receive(balance: Balance, source: str, amount: int, about: About = NOTHING_ELSE) -> Received:
    """Credit an active payee; hold the share of one who is not (rules.md, People)."""
    if balance.standing == "active":
        return Received(*credit(balance, source, amount, about), hold=0)
    return Received(*hold(balance, source, amount, about), hold=balance.hold)


def claw_back(
    balance: Balance, amount: int, about: About = NOTHING_ELSE, back_to: str = COMMISSION
) -> Moved:
    """Take released commission back: from available, the rest is debt. Reserved is untouched."""
    taken = min(balance.available, amount)
    postings = _posting(account(balance.key, "available"), back_to, taken, about)
    postings += _posting(account(balance.key, "debt"), back_to, amount - taken, about)
    return balance.move(available=-taken, debt=amount - taken), postings


def take_held(
    balance: Balance, amount: int, about: About = NOTHING_ELSE, back_to: str = COMMISSION
) -> Moved:
    """Take back what is held and nobody has decided about."""
    postings = _posting(account(balance.key, "held"), back_to, amount, about)
    return balance.move(held=-amount), postings


def reserve(balance: Balance, amount: int) -> Moved:
    """Reserve available money for a payout. Errors: payee_not_active, insufficient_available."""
    require_active(balance)
    require_available(balance, amount)
    moved = balance.move(available=-amount, reserved=amount)
    return moved, _shifted(balance, "available", "reserved", amount)


def require_available(balance: Balance, amount: int) -> None:
    """Refuse with insufficient_available more than is available."""
    if amount > balance.available:
        raise Refused(
            "insufficient_available", "above_what_is_available", available_fen=balance.available
        )


def require_active(balance: Balance) -> None:
    """Refuse with payee_not_active unless the payee is active."""
    if balance.standing != "active":
        raise Refused(
            "payee_not_active",
            "only_active_are_paid",
            payee=balance.payee,
            standing=balance.standing,
        )


def pay_out(balance: Balance, amount: int) -> Moved:
    """Turn reserved money into paid money."""
    moved = balance.move(reserved=-amount, paid=amount)
    return moved, _shifted(balance, "reserved", "paid", amount)


def give_back(balance: Balance, amount: int) -> Moved:
    """Return reserved money of a failed payout to available, debt first."""
    return credit(balance.move(reserved=-amount), account(balance.key, "reserved"), amount)


def close_hold(balance: Balance, outcome: HoldOutcome) -> Moved:
    """Decide about everything held: release it (debt first) or forfeit it; the next hold begins."""
    amount, purse_key = balance.held, balance.key
    closed = balance.changed(
        held=0,
        hold=balance.hold + 1,
        closed_holds={**balance.closed_holds, balance.hold: outcome},
    )
    if outcome == "released":
        return credit(closed, account(purse_key, "held"), amount)
    postings = _posting(
        account(purse_key, "held"), account(purse_key, "forfeited"), amount, NOTHING_ELSE
    )
    return closed.move(forfeited=amount), postings


def _shifted(balance: Balance, source: State, target: State, amount: int) -> list[Posting]:
    ways = account(balance.key, source), account(balance.key, target)
    return _posting(*ways, amount, NOTHING_ELSE)


def _posting(source: str, target: str, amount: int, about: About) -> list[Posting]:
    if not amount:
        return []
    return [
        Posting(
            from_account=source,
            to_account=target,
            amount_fen=amount,
            line=about.line,
            rule=about.rule,
        )
    ]
