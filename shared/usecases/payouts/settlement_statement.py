"""What people may read of a settlement: the run, and what it proposes to whom."""

from shared.domain.payouts.settlements import SettlementLine, SettlementRun, as_decided
from shared.ports import Ports
from shared.usecases.lists import all_of
from shared.usecases.payouts.settle_period import require_run


def settlement_of(ports: Ports, period: str) -> tuple[SettlementRun, list[SettlementLine]]:
    """Read a run and its proposals, by payee. Errors: unknown_settlement."""
    run = require_run(ports, period)
    lines = (as_decided(run, line) for line in all_of(ports.store, SettlementLine, period))
    return run, sorted(lines, key=lambda line: line.payee)
