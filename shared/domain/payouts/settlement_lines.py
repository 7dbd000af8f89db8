"""A line of a settlement: what a payee is proposed for a period, why not, and what became of it.

Source: A134; rules.md, Payout. Amounts are integer fen.
"""

import zlib
from dataclasses import dataclass
from typing import Literal, NamedTuple

from shared.domain.channel.channel import TransferTerms
from shared.domain.ledger.balances import Balance
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.splitting import MAX_PARTS, largest_part
from shared.domain.policy.policy import PayoutPolicy
from shared.domain.records import Record

Outcome = Literal[
    "proposed",
    "not_approved",
    "reserved",
    "below_minimum",
    "payee_not_active",
    "no_payout_account",
    "has_payout",
]

LINE_SHARDS = 64
"""Into how many partitions the lines of a run are divided, so that none of them is hot."""

_PAID_OUT: frozenset[Outcome] = frozenset({"reserved", "has_payout"})
"""What becomes of a line whose sum is what its payouts came to, not what a round wished."""


class SettlementLine(Record):
    """What a payee is to be paid for a period, and what became of it.

    `proposed_fen` is what the round proposed and finance saw; where less was there, less is paid.
    """

    period: str
    payee: str
    round: int
    outcome: Outcome
    amount_fen: int = 0
    proposed_fen: int = 0
    payout: str | None = None
    attempt: int = 0

    @property
    def key(self) -> str:
        """The payee's place in the run, by shard."""
        return line_key(self.period, self.payee)


def line_key(period: str, payee: str) -> str:
    """Give the place of a payee in a period's run."""
    return f"{period}/{line_shard(payee):02d}/{payee}"


def line_shard(payee: str) -> int:
    """Give the shard of a payee's line."""
    return zlib.crc32(payee.encode()) % LINE_SHARDS


@dataclass(frozen=True)
class Claim:
    """What a payee has, where it can be paid to, and his latest payout of the period."""

    balance: Balance
    openid: str | None
    payout: Payout | None


def new_line(period: str, payee: str) -> SettlementLine:
    """Give the line of a payee whom no round has looked at yet."""
    return SettlementLine(period=period, payee=payee, round=0, outcome="below_minimum")


def propose(
    line: SettlementLine, number: int, claim: Claim, policy: PayoutPolicy, terms: TransferTerms
) -> SettlementLine:
    """Say what a payee would be paid in a round: nothing while a payout of the period is his."""
    outcome, amount = _judge(claim, policy, terms)
    if claim.payout is not None and outcome == "has_payout":
        amount = line.amount_fen if line.outcome in _PAID_OUT else claim.payout.amount_fen
    proposed = amount if outcome == "proposed" else 0
    return line.changed(round=number, outcome=outcome, amount_fen=amount, proposed_fen=proposed)


class Judged(NamedTuple):
    """A line as a round leaves it, and the payee's latest payout of the period before."""

    line: SettlementLine
    before: Payout | None


def _judge(claim: Claim, policy: PayoutPolicy, terms: TransferTerms) -> tuple[Outcome, int]:
    if claim.payout is not None and (claim.payout.open or claim.payout.paid_fen):
        return "has_payout", 0
    if claim.balance.standing != "active":
        return "payee_not_active", 0
    if terms.needs_account and claim.openid is None:
        return "no_payout_account", 0
    if claim.balance.available < max(policy.minimum, 1):
        return "below_minimum", 0
    largest = largest_part(policy, terms)
    most = largest * MAX_PARTS if largest else claim.balance.available
    return "proposed", min(claim.balance.available, most)
