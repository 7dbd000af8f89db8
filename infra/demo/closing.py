"""The closing ledger of the demo: what went into and out of every account, by the journals."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.ledger.journal import JournalEntry

ORDER_OF_KINDS = ("pending", "available", "reserved", "paid")


@dataclass(frozen=True)
class AccountRow:
    """One account's turnover and balance, in fen."""

    account: str
    received_fen: int
    given_fen: int

    @property
    def balance_fen(self) -> int:
        return self.received_fen - self.given_fen


def account_rows(entries: Iterable[JournalEntry]) -> list[AccountRow]:
    """Sum the journals by account: the brand's first, then each payee's along the money's way."""
    postings = [posting for entry in entries for posting in entry.postings]
    received: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for posting in postings:
        received[posting.to_account] += posting.amount_fen
        given[posting.from_account] += posting.amount_fen
    rows = [AccountRow(name, received[name], given[name]) for name in received | given]
    return sorted(rows, key=_place)


def _place(row: AccountRow) -> tuple[bool, str, int]:
    owner, _, kind = row.account.rpartition(":")
    rank = ORDER_OF_KINDS.index(kind) if kind in ORDER_OF_KINDS else len(ORDER_OF_KINDS)
    return owner != "brand", owner, rank
