"""Rounds of one payee's settlement, and what he earns before them."""

from shared.domain.ledger.balances import Balance
from shared.domain.payouts.settlement_lines import SettlementLine, line_key
from shared.usecases.payouts.settle_period import (
    advance_settlement,
    proposal_id_of,
    start_settlement,
)
from shared.usecases.payouts.settlement_progress import require_run
from tests.deciding import approve
from tests.unit.usecases.bench import Bench

PERIOD = "2025-02"


def earn(bench: Bench, fen: int) -> None:
    balance = bench.store.get(Balance, "A")
    assert balance is not None
    bench.store.commit([balance.changed(available=balance.available + fen)])


def propose_round(bench: Bench, key: str) -> None:
    start_settlement(bench.ports, bench.command(key), PERIOD, "finance")
    advance_settlement(bench.ports, PERIOD)


def approve_round(bench: Bench, key: str) -> SettlementLine:
    proposal = proposal_id_of(require_run(bench.ports, PERIOD))
    approve(bench.ports, bench.command(f"approve {key}"), proposal, "chief")
    advance_settlement(bench.ports, PERIOD)
    return line_of(bench)


def line_of(bench: Bench) -> SettlementLine:
    line = bench.store.get(SettlementLine, line_key(PERIOD, "A"))
    assert line is not None
    return line
