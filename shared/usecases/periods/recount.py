"""Work off late facts: let every award be evaluated again that they concern. Source: W26, W52."""

from datetime import datetime
from functools import partial
from typing import Final, NamedTuple

from shared.domain.civil_periods import next_period
from shared.domain.periods.evaluations import closing, deciding
from shared.domain.periods.recounts import Recount, Stale
from shared.domain.times import FAR
from shared.ports import Ports
from shared.usecases.periods.evaluate_award import outdate
from shared.usecases.reading import versions_of
from shared.usecases.retrying import retried

PERIODS_A_TURN: Final = 12
"""Of how many periods one turn lets awards be evaluated again by one lifetime rule."""


def advance_recount(ports: Ports, order_id: str) -> Recount:
    """Let every award be evaluated again that an order's late facts concern.

    Of a lifetime a turn works off some periods, and the recount stays due until all are.
    """
    return retried(partial(_recount, ports, order_id))


def _recount(ports: Ports, order_id: str) -> Recount:
    recount = ports.store.get(Recount, order_id)
    if recount is None:
        raise LookupError(f"no late facts of {order_id} are known")
    if not recount.is_due(ports.clock.now()):
        return recount
    left = [rest for each in recount.stale if (rest := _work_off(ports, each, recount.due_at))]
    new = recount.left([rest.stale for rest in left], min((rest.due for rest in left), default=FAR))
    ports.store.commit([new])
    return new


class _Left(NamedTuple):
    """What is still stale, and when it can be worked off."""

    stale: Stale
    due: datetime


def _work_off(ports: Ports, stale: Stale, since: datetime) -> _Left | None:
    """Outdate what is stale and evaluated already; give what is left of it, if anything is."""
    now, period = ports.clock.now(), stale.period
    versions = versions_of(ports.store, "plan")
    decided = deciding(versions, stale.rule, period)
    if decided and now < closing(decided, period):
        return _Left(stale, closing(decided, period))
    for _ in range(PERIODS_A_TURN):
        if not decided or now < closing(decided, period):
            return None
        at = max(since, closing(decided, period))
        for person in stale.people:
            retried(partial(outdate, ports, person, period, stale.rule, at))
        period = next_period(period)
        decided = deciding(versions, stale.rule, period) if stale.lifetime else None
    if decided and now >= closing(decided, period):
        return _Left(stale.changed(period=period), since)
    return None
