"""The clockwork's safety net: every minute, whatever is due and was not advanced is advanced."""

import os
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.bootstrap import WiredPorts
from shared.edge.observability import count, logger_for
from shared.edge.settings import Settings
from shared.usecases.approvals.deciding import expire_proposals
from shared.usecases.clockwork.sweep import sweep

RESERVE_MILLISECONDS = 5_000

ports = WiredPorts(Settings(dict(os.environ)))
logger = logger_for("sweeper")


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Sweep while there is time; failures are logged, counted, and come up again."""

    def may_go_on() -> bool:
        return context.get_remaining_time_in_millis() > RESERVE_MILLISECONDS

    done = sweep(ports, ports.clock.now(), may_go_on)
    for due, error in done.failed:
        logger.error(
            "not advanced", extra={"kind": due.kind.__name__, "key": due.key}, exc_info=error
        )
        count("sweeper", "SweepFailed", kind=due.kind.__name__)
    for _ in range(done.dead_letters):
        count("sweeper", "DeadLetter")
    expired = expire_proposals(ports, ports.clock.now(), may_go_on)
    return {"advanced": done.advanced, "failed": len(done.failed), "expired": expired}
