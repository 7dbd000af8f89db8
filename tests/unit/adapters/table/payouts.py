"""A payout and a settlement as they stand in the table."""

from typing import Any

from shared.domain.payouts.payout_pointers import PayoutIn
from shared.domain.payouts.payouts import Part, Payout
from shared.domain.payouts.settlement_lines import SettlementLine, line_shard
from shared.domain.payouts.settlement_parts import SettlementPart, Tally
from shared.domain.payouts.settlements import SettlementRun
from shared.domain.times import iso_utc
from tests.unit.adapters.samples import T0, at


def payout(payout_id: str = "PAYOUTA", payee: str = "A", **more: Any) -> Payout:
    part = Part(part=1, bill_no=f"{payout_id}01", amount_fen=700)
    fields = {"amount_fen": 700, "requested_at": T0, "parts": (part,), **more}
    return Payout(id=payout_id, payee=payee, **fields)


def run(period: str = "2026-02", **more: Any) -> SettlementRun:
    return SettlementRun(**{"period": period, "started_at": T0, "started_by": "finance", **more})


def proposal(payee: str, period: str = "2026-02") -> SettlementLine:
    return SettlementLine(period=period, payee=payee, round=1, outcome="proposed", amount_fen=700)


def part(shard: int = 3) -> SettlementPart:
    """What a round has proposed of a shard, A's line among it."""
    tallies = {"proposed": Tally(payees=1, fen=700), "below_minimum": Tally(payees=2)}
    return SettlementPart.model_validate(
        {
            "period": "2026-02",
            "phase": "proposals",
            "shard": shard,
            "round": 1,
            "after": "A",
            "outcomes": tallies,
            "lines": 1 << line_shard("A"),
            "digest": "0123",
        }
    )


EXAMPLES = (
    payout(awaiting="result", due_at=at(60), period="2026-02"),
    run(awaiting="proposals", due_at=T0),
    PayoutIn(period="2026-02", requested_at=iso_utc(T0), payout="PAYOUTB"),
    proposal("A"),
    part(),
)

SIBLINGS = {
    SettlementLine: [proposal(f"P{n}") for n in range(900) if line_shard(f"P{n}") == 3][:5],
    SettlementPart: [part(shard) for shard in range(5)],
}
"""Records whose keys are not made of their fields alone."""
