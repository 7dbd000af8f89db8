"""Work off late facts: let every award be evaluated again that they concern. Source: W26, W52."""

from datetime import datetime
from functools import partial

from shared.domain.civil_periods import next_period
from shared.domain.periods.evaluations import closing, deciding
from shared.domain.periods.recounts import Recount, Stale
from shared.domain.times import FAR
from shared.ports import Ports
from shared.usecases.periods.evaluate_award import outdate
from shared.usecases.reading import versions_of
from shared.usecases.retrying import retried


def advance_recount(ports: Ports, order_id: str) -> Recount:
    """Let every award be evaluated again that an order's late facts concern."""
    return retried(partial(_recount, ports, order_id))


def _recount(ports: Ports, order_id: str) -> Recount:
    recount = ports.store.get(Recount, order_id)
    if recount is None:
        raise LookupError(f"no late facts of {order_id} are known")
    if not recount.is_due(ports.clock.now()):
        return recount
    later = [
        (each, due) for each in recount.stale if (due := _work_off(ports, each, recount.due_at))
    ]
    new = recount.left([each for each, _ in later], min((due for _, due in later), default=FAR))
    ports.store.commit([new])
    return new


def _work_off(ports: Ports, stale: Stale, since: datetime) -> datetime | None:
    """Outdate what is stale and evaluated already; give when the rest will be, if not yet."""
    now, period = ports.clock.now(), stale.period
    versions = versions_of(ports.store, "plan")
    decided = deciding(versions, stale.rule, period)
    if decided and now < closing(decided, period):
        return closing(decided, period)
    while decided and now >= closing(decided, period):
        for person in stale.people:
            at = max(since, closing(decided, period))
            retried(partial(outdate, ports, person, period, stale.rule, at))
        period = next_period(period)
        decided = deciding(versions, stale.rule, period) if stale.lifetime else None
    return None
