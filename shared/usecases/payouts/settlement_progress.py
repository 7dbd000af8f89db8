"""Where a settlement stands: its run, and the parts that its present round works on."""

from collections.abc import Collection, Iterable

from shared.domain.errors import Refused
from shared.domain.payouts.settlement_parts import (
    PARTS,
    Phase,
    SettlementPart,
    of_round,
    part_key,
    shards_of,
)
from shared.domain.payouts.settlements import PAYMENT, PROPOSALS, SettlementRun
from shared.ports import Ports, Store


def require_run(ports: Ports, period: str) -> SettlementRun:
    """Load a run. Errors: unknown_settlement."""
    run = ports.store.get(SettlementRun, period)
    if run is None:
        raise Refused("unknown_settlement", "never_settled", period=period)
    return run


def shards_in(store: Store, run: SettlementRun, phase: Phase) -> list[int]:
    """Give the shards that a run's phase works on: all payees', or those that lines stand in."""
    if phase == PAYMENT:
        return shards_of(parts_of(store, run, PROPOSALS))
    return list(range(PARTS[phase]))


def parts_of(
    store: Store, run: SettlementRun, phase: Phase, shards: Iterable[int] | None = None
) -> list[SettlementPart]:
    """Give the parts of a run's phase as its present round works on them, all or of some shards."""
    shards = list(shards_in(store, run, phase) if shards is None else shards)
    keys = {shard: part_key(run.period, phase, shard) for shard in shards}
    known = {part.shard: part for part in store.get_all(SettlementPart, keys.values(), exact=True)}
    new = (SettlementPart(period=run.period, phase=phase, shard=shard) for shard in shards)
    return [of_round(known.get(part.shard, part), run.round) for part in new]


def left_of(
    store: Store, run: SettlementRun, phase: Phase, shards: Collection[int] | None
) -> list[SettlementPart]:
    """Give the parts that are not done, of all shards or of some; none in another phase."""
    if run.awaiting != phase:
        return []
    return [part for part in parts_of(store, run, phase, shards) if not part.done]
