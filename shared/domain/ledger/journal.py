"""The double-entry journal: postings that move fen between accounts, chained by hash.

An account is `<payee>:<state>` or `brand:<purpose>`. A posting takes from one account and gives the
same to another, so that every entry sums to zero. Source: invariants I1-I3.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, NamedTuple

from pydantic import AwareDatetime, Field

from shared.domain.forms import Form
from shared.domain.records import Record, Value
from shared.domain.times import iso_utc

State = Literal["pending", "arriving", "held", "available", "reserved", "paid", "debt", "forfeited"]

BRAND = "brand"
"""The owner of the accounts that are nobody's in the network."""

COMMISSION = "brand:commission"
"""The brand's account that commission is promised from and returns to."""

SPREAD_ACCOUNT = "brand:spread"
"""The brand's account of agents' price spreads: trade in goods, shown apart from commission."""


def purse(payee: str, form: Form = "cash") -> str:
    """Name what a payee owns in one form; cash bears his own name."""
    return payee if form == "cash" else f"{payee}/{form}"


def account(purse_key: str, state: State) -> str:
    """Name an account: `A:available`, or `A:points:available` for another form than cash."""
    return f"{purse_key.replace('/', ':')}:{state}"


def purse_of(account_name: str) -> str:
    """Give the purse that an account belongs to; `brand` for one of the brand's."""
    return account_name.rpartition(":")[0].replace(":", "/")


def owner_of(account_name: str) -> str:
    """Give whose an account is, in whatever form; `brand` for one of the brand's."""
    return account_name.partition(":")[0]


def state_of(account_name: str) -> str:
    """Give the state that an account keeps money in."""
    return account_name.rpartition(":")[2]


class About(NamedTuple):
    """What a posting is for: a line of an order, and the rule that pays for it."""

    line: int | None = None
    rule: str | None = None


NOTHING_ELSE = About()


class Posting(Value):
    """`amount_fen` moves from one account to another, for a line by a rule if there is one."""

    from_account: str
    to_account: str
    amount_fen: int = Field(gt=0)
    line: int | None = None
    rule: str | None = None


class LineLeft(NamedTuple):
    """What refunds had left of a line's base, in fen."""

    line: int
    fen: int


class Arrived(NamedTuple):
    """What was still arriving of a credit that an order's entry posted, in fen."""

    order: str
    number: int
    fen: int


class JournalEntry(Record):
    """All postings of one cause, in the order they happened; written once, never changed.

    `at` is when it took effect, `recorded_at` when it was written. `left` is what refunds had left
    of an order's lines by then, of those that lost any; None: nobody noted it. `arrived`: which
    credits it took from where they were arriving. `previous` and `digest` chain the entries of a
    subject, whose sequence has no gap.
    """

    subject: str
    sequence: int
    at: AwareDatetime
    recorded_at: AwareDatetime
    cause: str
    command: str
    postings: tuple[Posting, ...]
    left: tuple[LineLeft, ...] | None = None
    arrived: tuple[Arrived, ...] = ()
    previous: str
    digest: str

    @property
    def key(self) -> str:
        """The entry's place in its subject's chain."""
        return entry_key(self.subject, self.sequence)


def entry_key(subject: str, sequence: int) -> str:
    """Give the place of an entry in its subject's chain: in order, however long that becomes."""
    digits = f"{sequence:04d}"
    longer = len(digits) - 4
    return f"{subject}/{chr(ord('A') + longer - 1) if longer else ''}{digits}"


class Chain(Value):
    """The end of a subject's journal: the last sequence number and digest."""

    sequence: int = 0
    digest: str = ""


def append(chain: Chain, **content: object) -> tuple[Chain, JournalEntry]:
    """Make the next entry of a chain from its content, and the chain's new end."""
    place = {"sequence": chain.sequence + 1, "previous": chain.digest, "digest": ""}
    entry = JournalEntry.model_validate({**content, **place})
    entry = entry.changed(digest=digest_of(entry))
    return Chain(sequence=entry.sequence, digest=entry.digest), entry


def digest_of(entry: JournalEntry) -> str:
    """Give the SHA-256 over an entry's content and its predecessor's digest."""
    content = [
        entry.subject,
        entry.sequence,
        iso_utc(entry.at),
        iso_utc(entry.recorded_at),
        entry.cause,
        entry.command,
        [[p.from_account, p.to_account, p.amount_fen, p.line, p.rule] for p in entry.postings],
        *([entry.left] if entry.left else []),
        *([entry.arrived] if entry.arrived else []),
        entry.previous,
    ]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def totals(entries: Iterable[JournalEntry]) -> dict[str, int]:
    """Sum the entries by account, in fen; all accounts together always sum to zero."""
    sums: defaultdict[str, int] = defaultdict(int)
    for entry in entries:
        for posting in entry.postings:
            sums[posting.from_account] -= posting.amount_fen
            sums[posting.to_account] += posting.amount_fen
    return dict(sums)
