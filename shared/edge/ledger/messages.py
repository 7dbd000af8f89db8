"""What a distributor is told of his money; amounts are integer fen."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from shared.domain.forms import Form
from shared.domain.records import Value
from shared.edge.http.pages import Listed
from shared.usecases.orders.owning import Purse
from shared.usecases.orders.statements import CommissionLine
from shared.words.catalogue import term
from shared.words.wording import Words


class ExpectedView(Value):
    """What is pending and expected on a local day; null: no fact tells yet when."""

    expected_on: date | None
    pending_fen: int


class Owned(Value):
    """What is owned in one form, by where it stands; `debt_fen` is what is owed.

    `more_pending`: there are more open orders than were counted, so that more is pending.
    `arriving_fen` is released and will be available within minutes; `more_arriving` as for pending.
    """

    pending_fen: int
    expected: tuple[ExpectedView, ...]
    more_pending: bool
    arriving_fen: int
    more_arriving: bool
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


class CommissionView(CommissionLine):
    """A share with its reason; the message says why nothing is paid, where nothing is."""

    message: str | None
    message_zh: str | None

    @classmethod
    def of(cls, line: CommissionLine) -> Self:
        """Show a share."""
        words = _why_not(line)
        return cls(
            **dict(line),
            message=words.en if words else None,
            message_zh=words.zh if words else None,
        )


class Commissions(Listed[CommissionView]):
    """A page of shares with their reasons; `next` goes on behind it, None at the end."""


def _why_not(line: CommissionLine) -> Words | None:
    if line.not_paid:
        return term("not_paid", line.not_paid.why)
    withheld = line.why.withheld if line.why else None
    return term("withheld", withheld) if withheld else None


def _owned(purse: Purse) -> dict[str, Any]:
    states = ("available", "reserved", "paid", "debt", "held", "forfeited")
    stored = {f"{state}_fen": getattr(purse.balance, state) for state in states}
    return {
        "pending_fen": purse.pending_fen,
        "expected": tuple(
            ExpectedView(expected_on=day, pending_fen=fen) for day, fen in purse.expected
        ),
        "more_pending": purse.more_pending,
        "arriving_fen": purse.arriving_fen,
        "more_arriving": purse.more_arriving,
        **stored,
    }
