"""What people may read of a settlement: the run, and what it proposes to whom."""

from collections.abc import Iterator

from shared.domain.ledger.shards import SHARDS
from shared.domain.payouts.settlements import Proposal, SettlementRun
from shared.ports import Ports
from shared.usecases.payouts.settle_period import require_run

PAGE = 200


def settlement_of(ports: Ports, period: str) -> tuple[SettlementRun, list[Proposal]]:
    """Read a run and its proposals, by payee. Errors: unknown_settlement."""
    run = require_run(ports, period)
    proposals = [p for shard in range(SHARDS) for p in _proposals(ports, period, shard)]
    return run, sorted(proposals, key=lambda proposal: proposal.payee)


def _proposals(ports: Ports, period: str, shard: int) -> Iterator[Proposal]:
    after = ""
    while page := ports.store.proposals(period, shard, after, PAGE):
        yield from page
        after = page[-1].payee
