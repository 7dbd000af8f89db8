"""Propose what a settlement pays, page by page; no page writes the run.

Each is written with its part, so that several go on side by side, a page that comes twice does
nothing, and whoever stopped half-way is followed by whoever comes next.
"""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Final

from shared.domain.ledger.balances import PAYEES
from shared.domain.payouts.settlement_lines import (
    Judged,
    SettlementLine,
    line_key,
    new_line,
    propose,
)
from shared.domain.payouts.settlement_parts import with_proposed
from shared.domain.payouts.settlements import PROPOSALS, SettlementRun
from shared.domain.records import Record
from shared.ports import Ports, Store
from shared.usecases.payouts.settlement_claims import claims_of
from shared.usecases.payouts.settlement_progress import left_of, require_run
from shared.usecases.reading import policy_now
from shared.usecases.retrying import retried

PROPOSED_AT_ONCE: Final = 80
"""How many payees one step proposes for: with their parts they fit into one transaction."""


def propose_some(ports: Ports, period: str, shards: Collection[int] | None = None) -> bool:
    """Propose payments for the next payees, of all shards or of some; tell whether all is done."""
    return retried(partial(_propose_some, ports, period, shards))


def _propose_some(ports: Ports, period: str, shards: Collection[int] | None) -> bool:
    run = require_run(ports, period)
    room, records = PROPOSED_AT_ONCE, list[Record]()
    for part in left_of(ports.store, run, PROPOSALS, shards):
        if room > 0:
            page = ports.store.waiting(PAYEES, str(part.shard), after=part.after, limit=room)
            judged = _judged(ports, run, page.items)
            records += [with_proposed(part, judged, page.next), *(each.line for each in judged)]
            room -= len(judged)
    ports.store.commit(records)
    return room > 0


def _judged(ports: Ports, run: SettlementRun, payees: Sequence[str]) -> list[Judged]:
    """Judge what each payee is to be paid; the index may still nominate one twice."""
    policy, terms = policy_now(ports).payout, ports.transfer_terms
    lines = _lines(ports.store, run.period, dict.fromkeys(payees))
    claims = claims_of(ports, lines)
    return [
        Judged(propose(line, run.round, claim, policy, terms), claim.payout)
        for line, claim in zip(lines, claims, strict=True)
        if line.round != run.round
    ]


def _lines(store: Store, period: str, payees: Collection[str]) -> list[SettlementLine]:
    keys = [line_key(period, payee) for payee in payees]
    known = {line.payee: line for line in store.get_all(SettlementLine, keys, exact=True)}
    return [known.get(payee) or new_line(period, payee) for payee in payees]
