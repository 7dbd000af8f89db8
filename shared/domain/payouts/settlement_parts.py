"""How far a round of a settlement has come, part by part, and what it comes to so far.

A page of payees is written with the part that it belongs to, never with the run: parts do not wait
for each other, and a page that comes late or twice meets a part that has moved on. Amounts are
integer fen.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from shared.domain.ledger.shards import SHARDS
from shared.domain.payouts.settlement_lines import (
    LINE_SHARDS,
    Judged,
    Outcome,
    SettlementLine,
    line_shard,
)
from shared.domain.records import Record, Value

Phase = Literal["proposals", "payment"]

PARTS: Mapping[Phase, int] = {"proposals": SHARDS, "payment": LINE_SHARDS}
"""Of how many parts each phase consists at the most."""


class Tally(Value):
    """So many payees, and what they come to."""

    payees: int = 0
    fen: int = 0

    def plus(self, fen: int) -> "Tally":
        """Count one more payee."""
        return Tally(payees=self.payees + 1, fen=self.fen + fen)

    def more(self, other: "Tally") -> "Tally":
        """Count those of another tally as well."""
        return Tally(payees=self.payees + other.payees, fen=self.fen + other.fen)

    def less(self, other: "Tally") -> "Tally":
        """Count those of another tally no more."""
        return Tally(payees=self.payees - other.payees, fen=self.fen - other.fen)


class SettlementPart(Record):
    """What a round has done of a shard: of all payees while it proposes, of its lines when it pays.

    `after` is where the next page begins, `again` counts what failed in an earlier round,
    `worked_off` what was proposed of the lines that were paid or not, `lines` has a bit for each
    shard that lines stand in, `digest` is of all that was proposed, in order.
    """

    period: str
    phase: Phase
    shard: int
    round: int = 0
    after: str = ""
    done: bool = False
    outcomes: dict[Outcome, Tally] = {}
    again: Tally = Tally()
    worked_off: Tally = Tally()
    lines: int = 0
    digest: str = ""

    @property
    def key(self) -> str:
        """Its place in the run."""
        return part_key(self.period, self.phase, self.shard)


def part_key(period: str, phase: Phase, shard: int) -> str:
    """Give the place of a part in a period's run."""
    return f"{period}/{phase}/{shard:02d}"


def shards_of(parts: Iterable[SettlementPart]) -> list[int]:
    """Give the shards that lines of these parts stand in."""
    parts = list(parts)
    return [n for n in range(LINE_SHARDS) if any(part.lines >> n & 1 for part in parts)]


def of_round(part: SettlementPart, number: int) -> SettlementPart:
    """Give a part as a round works on it: as it stands, or from the beginning."""
    if part.round == number:
        return part
    return SettlementPart(
        version=part.version,
        period=part.period,
        phase=part.phase,
        shard=part.shard,
        round=number,
    )


def with_proposed(
    part: SettlementPart, judged: Sequence[Judged], after: str | None
) -> SettlementPart:
    """Count a page of lines that are proposed, or say why not; without a place the part is done."""
    again, lines = part.again, part.lines
    for line, before in judged:
        lines |= 1 << line_shard(line.payee)
        again = again.plus(before.amount_fen) if before and line.proposed_fen else again
    found = [each.line for each in judged]
    digest = _digest(part.digest, found)
    return _counted(part, found, after).changed(again=again, lines=lines, digest=digest)


def with_paid(
    part: SettlementPart, lines: Iterable[SettlementLine], after: str | None
) -> SettlementPart:
    """Count a page of lines that were proposed, by what became of them."""
    proposed = [line for line in lines if line.proposed_fen]
    worked_off = part.worked_off
    for line in proposed:
        worked_off = worked_off.plus(line.proposed_fen)
    return _counted(part, proposed, after).changed(worked_off=worked_off)


def came_to(
    proposals: Iterable[SettlementPart], payment: Sequence[SettlementPart]
) -> dict[Outcome, Tally]:
    """Give what a round came to so far, by what became of its lines."""
    sums = summed(proposals)
    left = sums.pop("proposed", Tally())
    for part in payment:
        left = left.less(part.worked_off)
    sums = _together([sums, summed(payment)])
    return {**sums, "proposed": left} if left.payees else sums


def summed(parts: Iterable[SettlementPart]) -> dict[Outcome, Tally]:
    """Give what parts come to together, by what became of their lines."""
    return _together(part.outcomes for part in parts)


def _together(tallies: Iterable[Mapping[Outcome, Tally]]) -> dict[Outcome, Tally]:
    sums: dict[Outcome, Tally] = {}
    for each in tallies:
        for outcome, tally in each.items():
            sums[outcome] = sums.get(outcome, Tally()).more(tally)
    return sums


def _counted(
    part: SettlementPart, lines: Iterable[SettlementLine], after: str | None
) -> SettlementPart:
    outcomes = dict(part.outcomes)
    for line in lines:
        outcomes[line.outcome] = outcomes.get(line.outcome, Tally()).plus(line.amount_fen)
    return part.changed(outcomes=outcomes, after=after or "", done=after is None)


def digest_of(parts: Iterable[SettlementPart]) -> str:
    """Give the digest of all that a round proposes."""
    return hashlib.sha256("\n".join(each.digest for each in parts).encode()).hexdigest()


def _digest(before: str, lines: Iterable[SettlementLine]) -> str:
    said = "".join(f"{line.payee}\t{line.proposed_fen}\n" for line in lines if line.proposed_fen)
    return hashlib.sha256(f"{before}\n{said}".encode()).hexdigest() if said else before
