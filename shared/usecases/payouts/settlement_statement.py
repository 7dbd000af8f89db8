"""What people may read of a settlement: the run, and what it proposes to whom."""

from shared.domain.payouts.settlements import SettlementLine, SettlementRun, as_decided
from shared.ports import Page, Ports
from shared.usecases.payouts.settle_period import require_run


def settlement_of(
    ports: Ports, period: str, after: str = ""
) -> tuple[SettlementRun, Page[SettlementLine]]:
    """Read a run and a page of its lines, by shard and payee. Errors: unknown_settlement."""
    run = require_run(ports, period)
    page = ports.store.listed(SettlementLine, period, after=after)
    return run, Page([as_decided(run, line) for line in page.items], page.next)
