"""The brand's own accounts: money that arrives anywhere else is no payment.

Source: A021.
"""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from shared.domain.errors import Fault, Refused
from shared.domain.identifiers import PlainId
from shared.domain.records import Record, Value
from shared.domain.texts import OneLine
from shared.domain.times import FAR, Instant, iso_local

ACCOUNTS = "accounts"
"""Under what all accounts of the brand are listed."""

AccountKind = Literal["bank", "wechat"]
AccountNumber = Annotated[str, Field(strict=True, pattern=r"^[0-9A-Za-z_@.-]{4,64}$")]


class NewAccount(Value):
    """An account as somebody proposes it: in force from an instant, or once it is approved."""

    account: PlainId
    kind: AccountKind
    holder: OneLine
    number: AccountNumber
    bank: OneLine | None = None
    in_force_from: Instant | None = None

    @model_validator(mode="after")
    def _bank_of_a_bank_account(self) -> Self:
        if (self.kind == "bank") != (self.bank is not None):
            raise Fault("bank_unfit").at("bank")
        return self


class AccountEnd(Value):
    """That nobody is to pay into an account from an instant on, or once it is approved."""

    until: Instant | None = None


class ReceivingAccount(Record):
    """An account that is in force from an instant up to another; `proposal` is what opened it."""

    account: str
    kind: AccountKind
    holder: str
    number: str
    bank: str | None
    in_force_from: AwareDatetime
    in_force_until: AwareDatetime = FAR
    proposal: str

    @property
    def key(self) -> str:
        """The account's place among all of the brand."""
        return f"{ACCOUNTS}/{self.account}"

    def is_in_force(self, at: datetime) -> bool:
        """Tell whether money that arrives at an instant is the brand's."""
        return self.in_force_from <= at < self.in_force_until


def opened(new: NewAccount, proposal: str, at: datetime) -> ReceivingAccount:
    """Open an account that is approved at an instant; it is never in force before."""
    wanted = new.model_dump(exclude={"in_force_from"})
    begins = max(new.in_force_from or at, at)
    return ReceivingAccount(in_force_from=begins, proposal=proposal, **wanted)


def ended(account: ReceivingAccount, end: AccountEnd, at: datetime) -> ReceivingAccount:
    """End an account, never in the past. Errors: illegal_transition for one that has ended."""
    require_going_on(account, at)
    until = max(end.until or at, at)
    return account.changed(in_force_until=until)


def require_new(known: ReceivingAccount | None) -> None:
    """Refuse an account whose id is taken. Errors: illegal_transition."""
    if known is not None:
        raise Refused("illegal_transition", "account_is_known", account=known.account)


def require_going_on(account: ReceivingAccount, at: datetime) -> None:
    """Refuse what is to be done to an account that has ended. Errors: illegal_transition."""
    if account.in_force_until <= at:
        until = iso_local(account.in_force_until)
        raise Refused("illegal_transition", "account_has_ended", account=account.account, at=until)


def require_not_past(asked: datetime | None, now: datetime) -> None:
    """Refuse what should hold before it is proposed. Errors: invalid."""
    if asked is not None and asked < now:
        raise Refused("invalid", "account_in_past", asked=iso_local(asked))
