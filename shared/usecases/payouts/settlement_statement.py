"""What people may read of a settlement: the run, its lines, and what became of them."""

from typing import NamedTuple

from shared.domain.payouts.settlement_lines import Outcome, SettlementLine
from shared.domain.payouts.settlement_parts import Tally, came_to, shards_of
from shared.domain.payouts.settlements import (
    PAYMENT,
    PROPOSALS,
    SettlementRun,
    as_decided,
    outcomes_as_decided,
)
from shared.ports import PAGE, Page, Ports
from shared.usecases.payouts.settlement_progress import parts_of, require_run


class Statement(NamedTuple):
    """A run, what its round came to by what became of its lines, and a page of them."""

    run: SettlementRun
    outcomes: dict[Outcome, Tally]
    page: Page[SettlementLine]


def settlement_of(ports: Ports, period: str, after: str = "") -> Statement:
    """Read a run and a page of its lines, by shard and payee. Errors: unknown_settlement."""
    run = require_run(ports, period)
    proposed = parts_of(ports.store, run, PROPOSALS)
    page = _lines(ports, period, shards_of(proposed), after)
    lines = [as_decided(run, line) for line in page.items]
    payment = parts_of(ports.store, run, PAYMENT) if run.approved_at else []
    outcomes = outcomes_as_decided(run, came_to(proposed, payment))
    return Statement(run, outcomes, Page(lines, page.next))


def _lines(ports: Ports, period: str, shards: list[int], after: str) -> Page[SettlementLine]:
    """Give the lines behind a place, `shard/payee`, shard after shard, until a page is full."""
    begin, _, payee = after.partition("/")
    found: list[SettlementLine] = []
    for shard in (each for each in shards if each >= int(begin or 0)):
        page = ports.store.listed(
            SettlementLine,
            f"{period}/{shard:02d}",
            after=payee if shard == int(begin or 0) else "",
            limit=PAGE - len(found),
        )
        found += page.items
        if len(found) == PAGE:
            break
    return Page.of(found, PAGE, lambda line: line.key.removeprefix(f"{period}/"))
