"""The laptop's own route `GET /_local/ledger`: all journals summed, and checked against the books.

`?prefix=` narrows movements and orders to people whose ids begin so; the checks cover everything.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from infra.local.api.gateway import Control
from infra.local.http.message import Request, Response, last_values
from infra.local.table.change_log import ChangeLog, Image
from shared.adapters.dynamodb.items import key_in, read_item
from shared.domain.awards.manual_awards import ManualAward
from shared.domain.ledger.arrivals import Arriving
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import (
    BRAND,
    Chain,
    JournalEntry,
    State,
    account,
    digest_of,
    totals,
)
from shared.domain.orders.order import Order
from shared.domain.periods.awards import PeriodAward

ROUTE = "GET /_local/ledger"

Accounts = Mapping[str, int]


@dataclass
class Books:
    """All that a ledger is made of, as it is stored now."""

    entries: list[JournalEntry] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    balances: list[Balance] = field(default_factory=list)
    awards: list[PeriodAward | ManualAward] = field(default_factory=list)
    notes: list[Arriving] = field(default_factory=list)


def ledger_control(log: Callable[[], ChangeLog]) -> dict[str, Control]:
    """The route, reading the log of a cloud that is up by the time it is called."""

    def ledger(request: Request) -> Response:
        prefix = last_values(request.query).get("prefix", "")
        images = (image for _, image in log().latest_images())
        return Response.of_json(200, close_books(read_books(images), prefix))

    return {ROUTE: ledger}


def read_books(images: Iterable[Image]) -> Books:
    """Pick journal entries, orders, balances, notes and awards out of a table's items."""
    books = Books()
    # A pointer says nothing of itself, whatever its key begins with.
    for image in (image for image in images if "body" in image):
        sort_key = key_in(image).sk
        if sort_key.startswith("JOURNAL#"):
            books.entries.append(read_item(JournalEntry, image))
        elif sort_key == "ORDER":
            books.orders.append(read_item(Order, image))
        elif sort_key.partition("#")[0] == "BALANCE":
            books.balances.append(read_item(Balance, image))
        elif sort_key.startswith("ARRIVING#"):
            books.notes.append(read_item(Arriving, image))
        elif sort_key.startswith("PERIOD#"):
            books.awards.append(read_item(PeriodAward, image))
        elif sort_key.startswith("MANUAL#"):
            books.awards.append(read_item(ManualAward, image))
    return books


def close_books(books: Books, prefix: str = "") -> dict[str, Any]:
    """Sum the journals in fen by kind of account and by movement, and name what is not in order."""
    accounts = totals(books.entries)
    chains = _chains(books.entries)
    return {
        "entries": len(books.entries),
        "sum_fen": sum(accounts.values()),
        "accounts": _by_kind(accounts),
        "movements": _movements(books.entries, prefix),
        "orders": Counter(o.status for o in books.orders if o.buyer.startswith(prefix)),
        "broken_chains": sorted(name for name, chain in chains.items() if not _intact(chain)),
        "lost_entries": sorted(_lost(books, chains)),
        "wrong_balances": sorted(_wrong(books, accounts)),
    }


def _by_kind(accounts: Accounts) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for name, fen in accounts.items():
        sums[_kind(name)] += fen
    return dict(sorted(sums.items()))


def _kind(account: str) -> str:
    owner, _, kind = account.partition(":")
    return account if owner == BRAND else kind


def _movements(entries: Iterable[JournalEntry], prefix: str) -> list[dict[str, Any]]:
    fen: Counter[tuple[str, str]] = Counter()
    postings = (posting for entry in entries for posting in entry.postings)
    for each in postings:
        if each.from_account.startswith(prefix) or each.to_account.startswith(prefix):
            fen[_kind(each.from_account), _kind(each.to_account)] += each.amount_fen
    return [
        {"from": source, "to": target, "amount_fen": amount}
        for (source, target), amount in sorted(fen.items())
    ]


def _chains(entries: Iterable[JournalEntry]) -> dict[str, list[JournalEntry]]:
    chains: defaultdict[str, list[JournalEntry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: entry.sequence):
        chains[entry.subject].append(entry)
    return chains


def _intact(chain: Sequence[JournalEntry]) -> bool:
    linked = all(
        (after.sequence, after.previous) == (before.sequence + 1, before.digest)
        for before, after in pairwise(chain)
    )
    begins = (chain[0].sequence, chain[0].previous) == (1, "")
    return begins and linked and all(digest_of(entry) == entry.digest for entry in chain)


def _lost(books: Books, chains: Mapping[str, Sequence[JournalEntry]]) -> Iterator[str]:
    """Orders, awards and purses whose journal does not end where they say it does."""
    ends = [(order.id, f"ORDER#{order.id}", order.journal) for order in books.orders]
    ends += [(each.key, each.books, each.journal) for each in books.balances]
    ends += [(award.key, award.subject, award.journal) for award in books.awards]
    for name, subject, said in ends:
        chain = chains.get(subject, ())
        end = Chain(sequence=chain[-1].sequence, digest=chain[-1].digest) if chain else Chain()
        if end != said:
            yield name


def _wrong(books: Books, accounts: Accounts) -> set[str]:
    """Payees' accounts whose journals sum to something else than what is stored."""
    stored = _stored(books)
    payees = {name: fen for name, fen in accounts.items() if not name.startswith("brand:")}
    return {name for name in stored | payees if stored.get(name, 0) != payees.get(name, 0)}


_STORED: tuple[State, ...] = ("available", "reserved", "paid", "held", "forfeited")


def _stored(books: Books) -> dict[str, int]:
    stored: Counter[str] = Counter()
    for balance in books.balances:
        for state in _STORED:
            stored[account(balance.key, state)] = getattr(balance, state)
        stored[account(balance.key, "debt")] = -balance.debt
    for order in books.orders:
        for each in order.commissions:
            pending = sum(share.pending for share in each.shares)
            stored[account(each.purse, "pending")] += pending
    for note in books.notes:
        stored[account(note.purse, "arriving")] += note.fen
    return stored
