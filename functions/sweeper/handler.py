"""The clockwork's safety net, and its engine where no machine keeps time: what is due goes on.

Every minute it looks for all that is due; what is too much for one call comes back in parts.
"""

import os
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.bootstrap import WiredPorts, wire_due_batches
from shared.edge.observability import count, logger_for
from shared.edge.settings import Settings
from shared.usecases.approvals.deciding import expire_proposals
from shared.usecases.clockwork.shares import Batches
from shared.usecases.clockwork.sweep import sweep, sweep_parts
from shared.usecases.clockwork.turns import MayGoOn, Sweep

RESERVE_MILLISECONDS = 5_000

settings = Settings(dict(os.environ))
ports = WiredPorts(settings)
logger = logger_for("sweeper")


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Sweep while there is time; failures are logged, counted, and come up again."""

    def may_go_on() -> bool:
        return context.get_remaining_time_in_millis() > RESERVE_MILLISECONDS

    match event:
        case {"parts": [*parts]}:
            return _told(sweep_parts(ports, ports.clock.now(), may_go_on, parts))
        case _:
            return _every_minute(may_go_on)


def _every_minute(may_go_on: MayGoOn) -> dict[str, int]:
    others = _Others()
    now = ports.clock.now()
    done = sweep(ports, now, may_go_on, others.hand_over, settings.timekeeping)
    expired = expire_proposals(ports, ports.clock.now(), may_go_on)
    return {**_told(done), "expired": expired, "batches": others.batches}


class _Others:
    """Sweeps that go on beside this one, as many as there are batches."""

    batches = 0

    def hand_over(self, batches: Batches) -> bool:
        """Let others begin; whatever keeps them from it, this sweep goes on alone."""
        try:
            began = wire_due_batches(settings).hand_over(batches)
        except Exception:
            logger.exception("no batches can be begun; one sweep goes on alone")
            count("sweeper", "SweepFailed", kind="due_batches")
            return False
        self.batches += len(batches) if began else 0
        return began


def _told(done: Sweep) -> dict[str, int]:
    for due, error in done.failed:
        logger.error(
            "not advanced", extra={"kind": due.kind.__name__, "key": due.key}, exc_info=error
        )
        count("sweeper", "SweepFailed", kind=due.kind.__name__)
    for _ in range(done.dead_letters):
        count("sweeper", "DeadLetter")
    return {"advanced": done.advanced, "failed": len(done.failed)}
