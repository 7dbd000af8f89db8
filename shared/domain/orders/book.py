"""The books of one command: an order, the balances it may touch, and what the command has posted.

Rules change the book; the use case stores all of it in one transaction, or nothing.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from shared.domain.calendar import WorkingCalendar
from shared.domain.ledger.arrivals import Arriving
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry, LineLeft, Posting, append
from shared.domain.moments import NO_FACTS, Occasion
from shared.domain.orders.codes import MOVED, OrderCode
from shared.domain.orders.commissions import Commission
from shared.domain.orders.lines import Line
from shared.domain.orders.milestones import FirstSale
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.domain.orders.return_items import Return
from shared.domain.policy.policy import Policy
from shared.domain.records import Record


@dataclass
class OrderBook:
    """An order under change. `recorded_at` is now; facts and deadlines bring their own times.

    `by` gave the command. `kept`: what else it writes down beside the order. What is credited to a
    `busy` purse leaves a note, which only this order writes and whoever drains it.
    """

    order: Order
    policy: Policy
    calendar: WorkingCalendar
    recorded_at: datetime
    command: str
    balances: dict[str, Balance] = field(default_factory=dict)
    entries: list[JournalEntry] = field(default_factory=list)
    refunds: list[Refund] = field(default_factory=list)
    milestones: list[FirstSale] = field(default_factory=list)
    kept: list[Record] = field(default_factory=list)
    by: str | None = None
    notes: dict[str, Arriving] = field(default_factory=dict)
    busy: Container[str] = frozenset()
    _instead: tuple[str, None] | None = field(default=None, init=False)

    def change_lines(self, lines: Iterable[Line]) -> None:
        """Replace lines: those of the same number."""
        new = {line.line: line for line in lines}
        now = tuple(new.get(line.line, line) for line in self.order.lines)
        self.order = self.order.changed(lines=now)

    def change_commission(self, commission: Commission) -> None:
        """Replace one commission: the one of the same payee by the same rule."""
        same = (commission.payee, commission.rule)
        self.order = self.order.changed(
            commissions=tuple(
                commission if (each.payee, each.rule) == same else each
                for each in self.order.commissions
            )
        )

    def change_return(self, case: Return) -> None:
        """Replace one return request."""
        self.order = self.order.changed(
            returns=tuple(case if r.id == case.id else r for r in self.order.returns)
        )

    @property
    def occasion(self) -> Occasion:
        """What moments come from: the command, or time while something falls due."""
        return Occasion(self.recorded_at, *(self._instead or (self.command, self.by)))

    @contextmanager
    def brought_about_by(self, cause: str) -> Iterator[None]:
        """Tell of what happens meanwhile that time or the channel brought it about, nobody else."""
        before, self._instead = self._instead, (cause, None)
        try:
            yield
        finally:
            self._instead = before

    def note(
        self,
        code: OrderCode,
        at: datetime,
        amount_fen: int | None = None,
        *,
        entry: int | None = None,
        lines: Iterable[int] = (),
        facts: Mapping[str, str] = NO_FACTS,
    ) -> None:
        """Let the order tell what happened to it."""
        moment = self.occasion.moment(
            code, at, amount_fen=amount_fen, entry=entry, lines=tuple(lines), facts=facts
        )
        self.order = self.order.telling(moment)

    def note_once(self, code: OrderCode, at: datetime) -> None:
        """Note something once an instant, however many lines it is for."""
        if all((told.code, told.at) != (code, at) for told in self.order.moments):
            self.note(code, at)

    def post(self, cause: str, at: datetime, postings: list[Posting]) -> None:
        """Add one journal entry with all postings of a cause; without postings, none."""
        if not postings:
            return
        chain, entry = append(
            self.order.journal,
            subject=self.order.books,
            at=at,
            recorded_at=self.recorded_at,
            cause=cause,
            command=self.command,
            postings=_merged(postings),
            left=tuple(_left(self.order.lines)),
        )
        self.order = self.order.changed(journal=chain)
        self.entries.append(entry)
        moved = sum(posting.amount_fen for posting in postings)
        self.note(MOVED.get(cause, "commission_reversed"), at, moved, entry=chain.sequence)


def _left(lines: Iterable[Line]) -> Iterator[LineLeft]:
    return (LineLeft(each.line, each.remaining_fen) for each in lines if each.refunded_fen)


def _merged(postings: list[Posting]) -> tuple[Posting, ...]:
    """Join postings between the same accounts for the same: one a payee, line, rule and cause."""
    sums: dict[tuple[str, str, int | None, str | None], int] = {}
    for posting in postings:
        way = (posting.from_account, posting.to_account, posting.line, posting.rule)
        sums[way] = sums.get(way, 0) + posting.amount_fen
    return tuple(
        Posting(from_account=source, to_account=target, amount_fen=fen, line=line, rule=rule)
        for (source, target, line, rule), fen in sums.items()
    )
