"""Reversal: what a refund takes back from each payee, and from which pocket.

The target is cumulative, so that any sequence of refunds ends where one refund of the sum ends.
Pockets: the refunded line's own pending or held share, the order's other pending then held shares
(lowest line first), available, debt. Source: rules.md, Refund, clawback, debt; invariant I12.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shared.domain.balances import Balance, claw_back, receive
from shared.domain.book import OrderBook
from shared.domain.commission import earned, remaining_weights, shares_of
from shared.domain.holds import with_closed_holds
from shared.domain.ledger import COMMISSION, Posting, account
from shared.domain.money import spread
from shared.domain.orders import Payee, Share

Open = Literal["pending", "held"]
"""Where a share stands before it is released."""

Cuts = Mapping[int, int]
"""Fen by line number: how much of each line's base a refund takes away, or a dispute gives back."""


def reverse(book: OrderBook, cause: str, at: datetime, cuts: Cuts) -> None:
    """Take back every payee's commission on what the cuts took from the lines (already cut)."""
    postings: list[Posting] = []
    for payee in book.order.payees:
        if not payee.out:
            pockets = _Pockets.of(payee, book.balances[payee.id])
            pockets.empty(_owed_back(book, pockets.payee), cuts)
            postings += pockets.postings
            book.balances[payee.id] = pockets.balance
            book.change_payee(pockets.payee)
    book.post(cause, at, postings)


def restore(book: OrderBook, cause: str, at: datetime, cuts: Cuts) -> None:
    """Give every payee his commission on base that grew again: to available, debt first."""
    postings: list[Posting] = []
    for payee in book.order.payees:
        if not payee.out:
            payee = with_closed_holds(payee, book.balances[payee.id])
            growth = earned(remaining_weights(payee, book.order.lines)) - payee.recognised
            payee, moved = _grow(book, payee, _split(payee, growth, cuts))
            postings += moved
            book.change_payee(payee)
    book.post(cause, at, postings)


def _owed_back(book: OrderBook, payee: Payee) -> int:
    """Give what the payee has beyond the target; forfeited commission is gone already."""
    weights = remaining_weights(payee, book.order.lines)
    forfeited = [share.forfeited for share in payee.shares]
    # What was forfeited on a line is the first that a refund of this line takes.
    still_due = sum(map(min, forfeited, shares_of(weights)))
    return max(0, payee.recognised - sum(forfeited) - (earned(weights) - still_due))


def _split(payee: Payee, amount: int, cuts: Cuts) -> dict[int, int]:
    """Spread an amount over the lines that a cut touched, by base x rate."""
    if amount <= 0:
        return {}
    lines = [share for share in payee.shares if share.line in cuts]
    parts = spread(amount, [cuts[share.line] * share.rate_bp for share in lines])
    return {share.line: part for share, part in zip(lines, parts, strict=True)}


def _grow(book: OrderBook, payee: Payee, growth: Mapping[int, int]) -> tuple[Payee, list[Posting]]:
    postings: list[Posting] = []
    shares = []
    for share in payee.shares:
        if fen := growth.get(share.line, 0):
            before = book.balances[payee.id]
            book.balances[payee.id], moved = receive(before, COMMISSION, fen, share.line)
            postings += moved
            share = _received(share, before, fen)
        shares.append(share)
    return payee.model_copy(update={"shares": tuple(shares)}), postings


def _received(share: Share, balance: Balance, fen: int) -> Share:
    if balance.standing == "active":
        return share.model_copy(update={"released": share.released + fen})
    return share.model_copy(update={"held": share.held + fen, "hold": balance.hold})


@dataclass
class _Pockets:
    """One payee's shares and balance while a reversal empties them."""

    payee: Payee
    balance: Balance
    postings: list[Posting]

    @classmethod
    def of(cls, payee: Payee, balance: Balance) -> "_Pockets":
        return cls(with_closed_holds(payee, balance), balance, [])

    def empty(self, amount: int, cuts: Cuts) -> None:
        """Take `amount` in the order of the rules."""
        owed = _split(self.payee, amount, cuts)
        for line in owed:
            owed[line] -= self._take(line, "pending", owed[line])
            owed[line] -= self._take(line, "held", owed[line])
        for line in self._lines():
            self._take_for(owed, line, "pending")
        for line in self._lines():
            self._take_for(owed, line, "held")
        for line in owed:
            owed[line] -= self._claw_back(line, owed[line])
        rest = sum(owed.values())
        for line in self._lines():
            rest -= self._claw_back(line, rest)

    def _take_for(self, owed: dict[int, int], line: int, state: Open) -> None:
        """Take from one line what is still owed for others, lowest first."""
        for other, fen in owed.items():
            owed[other] = fen - self._take(line, state, fen)

    def _lines(self) -> list[int]:
        return sorted(share.line for share in self.payee.shares)

    def _take(self, line: int, state: Open, wanted: int) -> int:
        share = self._share(line)
        fen = min(wanted, share.pending if state == "pending" else share.held)
        if fen:
            self._change(share, **{state: -fen})
            if state == "held":
                self.balance = self.balance.move(held=-fen)
            self.postings.append(
                Posting(
                    from_account=account(self.payee.id, state),
                    to_account=COMMISSION,
                    amount_fen=fen,
                    line=line,
                )
            )
        return fen

    def _claw_back(self, line: int, wanted: int) -> int:
        share = self._share(line)
        fen = min(wanted, share.released)
        self._change(share, released=-fen)
        self.balance, moved = claw_back(self.balance, fen, line)
        self.postings += moved
        return fen

    def _share(self, line: int) -> Share:
        return next(share for share in self.payee.shares if share.line == line)

    def _change(self, share: Share, **changes: int) -> None:
        update = {state: getattr(share, state) + fen for state, fen in changes.items()}
        new = share.model_copy(update=update)
        shares = tuple(new if s.line == share.line else s for s in self.payee.shares)
        self.payee = self.payee.model_copy(update={"shares": shares})
