"""The books when a story is over: what every journal and every record says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from infra.local.cloud import LOG_FILE
from infra.local.table.change_log import ChangeLog
from shared.adapters.dynamodb.items import Item, read_item
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import JournalEntry, Posting, digest_of, totals
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlements import SettlementRun
from shared.domain.periods.awards import PeriodAward
from shared.domain.periods.evaluations import Evaluation
from shared.domain.records import Record

R = TypeVar("R", bound=Record)
Entry = tuple[str, int, datetime | None, str, tuple[Posting, ...]]

_SORT_KEYS: dict[type[Record], str] = {
    JournalEntry: "JOURNAL#",
    Order: "ORDER",
    Refund: "REFUND#",
    Payout: "PAYOUT",
    SettlementRun: "RUN",
    Balance: "BALANCE",
    PeriodAward: "PERIOD#",
    Evaluation: "RULE#",
}


@dataclass(frozen=True)
class Closing:
    """Postings by their place, sums by account in fen, and where every record has come to."""

    entries: tuple[Entry, ...]
    amounts: dict[str, int]
    statuses: dict[str, tuple[object, ...]]

    @classmethod
    def of(cls, log: ChangeLog) -> "Closing":
        """Read the books and check that no journal has a gap or a broken chain."""
        items = [image for _, image in log.latest_images()]
        journal = sorted(_all(JournalEntry, items), key=lambda entry: entry.key)
        _check_chains(journal)
        return cls(
            entries=tuple(_entry(each) for each in journal),
            amounts=totals(journal),
            statuses=dict(_statuses(items)),
        )

    @classmethod
    def left_in(cls, data_dir: Path) -> "Closing":
        """Read the books that an ended process has left behind."""
        log = ChangeLog(data_dir / LOG_FILE)
        try:
            return cls.of(log)
        finally:
            log.close()


def _entry(entry: JournalEntry) -> Entry:
    # Facts and deadlines have instants of their own; a payout is opened when its turn comes.
    at = entry.at if entry.subject.startswith(("ORDER#", "AWARD#")) else None
    return entry.subject, entry.sequence, at, entry.cause, entry.postings


def _all(kind: type[R], items: list[Item]) -> Iterator[R]:
    prefix = _SORT_KEYS[kind]
    for item in items:
        place = item["SK"]["S"]
        if place == prefix or (prefix.endswith("#") and place.startswith(prefix)):
            yield read_item(kind, item)


def _check_chains(journal: list[JournalEntry]) -> None:
    ends: dict[str, tuple[int, str]] = {}
    for entry in journal:
        sequence, digest = ends.get(entry.subject, (0, ""))
        assert (entry.sequence, entry.previous) == (sequence + 1, digest), entry.key
        assert entry.digest == digest_of(entry), entry.key
        ends[entry.subject] = (entry.sequence, entry.digest)


def _statuses(items: list[Item]) -> Iterator[tuple[str, tuple[object, ...]]]:
    for order in _all(Order, items):
        yield f"order {order.id}", (order.status, order.awaiting)
    for refund in _all(Refund, items):
        yield f"refund {refund.key}", (refund.state, refund.awaiting)
    for payout in _all(Payout, items):
        yield f"payout {payout.id}", (payout.awaiting, *(part.state for part in payout.parts))
    for run in _all(SettlementRun, items):
        yield f"run {run.period}", (run.round, run.awaiting)
    for award in _all(PeriodAward, items):
        yield f"award {award.key}", (award.target_fen, award.share.recognised, award.awaiting)
    for each in _all(Evaluation, items):
        tally = each.counted, each.awarded, each.total_fen
        yield f"evaluation {each.key}", (*tally, each.plan, each.due_at, each.awaiting)
    for balance in _all(Balance, items):
        yield f"balance {balance.payee}", (balance.available, balance.paid, balance.debt)
