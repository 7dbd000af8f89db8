"""A payout and a settlement as they stand in the table."""

from typing import Any

from shared.domain.payouts.payouts import Part, Payout
from shared.domain.payouts.settlements import SettlementLine, SettlementRun
from tests.unit.adapters.samples import T0, at


def payout(payout_id: str = "PAYOUTA", payee: str = "A", **more: Any) -> Payout:
    part = Part(part=1, bill_no=f"{payout_id}01", amount_fen=700)
    fields = {"amount_fen": 700, "requested_at": T0, "parts": (part,), **more}
    return Payout(id=payout_id, payee=payee, **fields)


def run(period: str = "2026-02", **more: Any) -> SettlementRun:
    return SettlementRun(**{"period": period, "started_at": T0, "started_by": "finance", **more})


def proposal(payee: str, period: str = "2026-02") -> SettlementLine:
    return SettlementLine(period=period, payee=payee, round=1, outcome="proposed", amount_fen=700)


EXAMPLES = (
    payout(awaiting="result", due_at=at(60), task_token="token", period="2026-02"),
    run(awaiting="proposals", due_at=T0),
    proposal("A"),
)
