"""Reversal: what a refund takes back from each payee, and from which pocket.

The target is cumulative, so that any sequence of refunds ends where one refund of the sum ends.
Pockets: the refunded line's own pending or held share, the order's other pending then held shares
(lowest line first), what is still arriving, available, debt.
Source: rules.md, Refund, clawback, debt; invariant I12.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shared.domain.commission.rounding import earned, shares_of
from shared.domain.ledger.balances import claw_back
from shared.domain.ledger.journal import About, Posting, account
from shared.domain.money import spread_by
from shared.domain.orders.book import OrderBook
from shared.domain.orders.commissions import Commission, Share
from shared.domain.orders.crediting import credit_share, take_arriving
from shared.domain.orders.following import followed
from shared.domain.orders.lines import Line
from shared.domain.orders.promises import remaining_weights

Open = Literal["pending", "held"]
"""Where a share stands before it is released."""

Cuts = Mapping[int, int]
"""Fen by line number: how much of each line's base a refund takes away, or a dispute gives back."""


def reverse(book: OrderBook, cause: str, at: datetime, cuts: Cuts) -> None:
    """Take back every payee's commission on what the cuts took from the lines (already cut)."""
    postings: list[Posting] = []
    for commission in book.order.commissions:
        if not commission.out:
            now = followed(book.order, commission, book.balances, book.notes)
            pockets = _Pockets(book, now, [])
            pockets.empty(_beyond(book, pockets.commission), cuts, book.order.lines)
            postings += pockets.postings
            book.change_commission(pockets.commission)
    book.post(cause, at, postings)


def restore(book: OrderBook, cause: str, at: datetime, cuts: Cuts) -> None:
    """Give every payee his commission on base that grew again: to available, debt first."""
    postings: list[Posting] = []
    for commission in book.order.commissions:
        if not commission.out:
            commission = followed(book.order, commission, book.balances, book.notes)
            lines = book.order.lines
            by_line = _split(commission, -_beyond(book, commission), cuts, lines)
            commission, moved = _grow(book, commission, by_line)
            postings += moved
            book.change_commission(commission)
    book.post(cause, at, postings)


def _beyond(book: OrderBook, commission: Commission) -> int:
    """Give what the payee has beyond the target, below zero what he lacks, in fen.

    Forfeited commission is gone already.
    """
    weights = remaining_weights(commission, book.order.lines)
    forfeited = [share.forfeited for share in commission.shares]
    # What was forfeited on a line is the first that a refund of this line takes.
    still_due = sum(map(min, forfeited, shares_of(weights)))
    return commission.recognised - sum(forfeited) - (earned(weights) - still_due)


def _split(
    commission: Commission, amount: int, cuts: Cuts, lines: Sequence[Line]
) -> dict[int, int]:
    """Spread an amount over the lines that a cut touched, by the weight that it took."""
    if amount <= 0:
        return {}
    bases = {line.line: line.base_fen for line in lines}
    # Rounded up: a line that loses the least fraction of a fen may lose the fen.
    taken = {
        share.line: -(-cuts[share.line] * share.weight // bases[share.line])
        for share in commission.shares
        if share.line in cuts and share.weight
    }
    # A tier may fall by a line that this rule pays nothing for: then all its lines lose.
    weights = taken or {share.line: share.weight for share in commission.shares}
    return spread_by(amount, weights)


def _grow(
    book: OrderBook, commission: Commission, growth: Mapping[int, int]
) -> tuple[Commission, list[Posting]]:
    postings: list[Posting] = []
    shares = []
    for share in commission.shares:
        if fen := growth.get(share.line):
            share, moved = credit_share(book, commission, share, commission.source, fen)
            postings += moved
        shares.append(share)
    return commission.changed(shares=tuple(shares)), postings


@dataclass
class _Pockets:
    """One commission's shares, with its note and balance, while a reversal empties them."""

    book: OrderBook
    commission: Commission
    postings: list[Posting]

    def empty(self, amount: int, cuts: Cuts, lines: Sequence[Line]) -> None:
        """Take `amount` in the order of the rules."""
        owed = _split(self.commission, amount, cuts, lines)
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
            if fen:
                owed[other] = fen - self._take(line, state, fen)

    def _lines(self) -> list[int]:
        return sorted(share.line for share in self.commission.shares)

    def _take(self, line: int, state: Open, wanted: int) -> int:
        share = self._share(line)
        fen = min(wanted, share.pending if state == "pending" else share.held)
        if fen:
            if state == "pending":
                self._change(share.changed(pending=share.pending - fen))
            else:
                self._change(share.changed(held=share.held - fen))
                balance = self.book.balances[self.commission.purse]
                self.book.balances[self.commission.purse] = balance.move(held=-fen)
            self.postings.append(
                Posting(
                    from_account=account(self.commission.purse, state),
                    to_account=self.commission.source,
                    amount_fen=fen,
                    line=line,
                    rule=self.commission.rule,
                )
            )
        return fen

    def _claw_back(self, line: int, wanted: int) -> int:
        taken = self._stop(line, wanted)
        share = self._share(line)
        fen = min(wanted - taken, share.released)
        if fen:
            purse, about = self.commission.purse, About(line, self.commission.rule)
            self._change(share.changed(released=share.released - fen))
            balance = self.book.balances[purse]
            balance, moved = claw_back(balance, fen, about, self.commission.source)
            self.book.balances[purse] = balance
            self.postings += moved
        return taken + fen

    def _stop(self, line: int, wanted: int) -> int:
        """Take what is still arriving: it goes back before it was anywhere."""
        share = self._share(line)
        fen = min(wanted, share.arriving)
        if fen:
            share, moved = take_arriving(self.book, self.commission, share, fen)
            self._change(share)
            self.postings += moved
        return fen

    def _share(self, line: int) -> Share:
        return next(share for share in self.commission.shares if share.line == line)

    def _change(self, share: Share) -> None:
        shares = tuple(share if s.line == share.line else s for s in self.commission.shares)
        self.commission = self.commission.changed(shares=shares)
