"""Where a settlement stands: its run, and the parts that its present round works on."""

from collections.abc import Collection, Iterable, Iterator

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


def parts_of(store: Store, run: SettlementRun, phase: Phase) -> list[SettlementPart]:
    """Give the parts of a run's phase as its present round works on them."""
    shards: Iterable[int] = range(PARTS[phase])
    if phase == PAYMENT:
        shards = shards_of(parts_of(store, run, PROPOSALS))
    keys = {shard: part_key(run.period, phase, shard) for shard in shards}
    known = {part.shard: part for part in store.get_all(SettlementPart, keys.values(), exact=True)}
    new = (SettlementPart(period=run.period, phase=phase, shard=shard) for shard in shards)
    return [of_round(known.get(part.shard, part), run.round) for part in new]


def left_of(
    parts: Iterable[SettlementPart], shards: Collection[int] | None
) -> Iterator[SettlementPart]:
    """Give the parts that are not done, of all shards or of some."""
    return (each for each in parts if not each.done and (shards is None or each.shard in shards))
