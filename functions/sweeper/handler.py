"""The clockwork's safety net: every minute, whatever is due and was not advanced is advanced."""

import os
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.bootstrap import WiredPorts
from shared.edge.observability import count, logger_for
from shared.edge.settings import Settings
from shared.usecases.clockwork.sweep import sweep

RESERVE_MILLISECONDS = 5_000

ports = WiredPorts(Settings(dict(os.environ)))
logger = logger_for("sweeper")


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Sweep while there is time; failures are logged, counted, and come up again."""
    done = sweep(
        ports,
        ports.clock.now(),
        may_go_on=lambda: context.get_remaining_time_in_millis() > RESERVE_MILLISECONDS,
    )
    for due, error in done.failed:
        logger.error(
            "not advanced", extra={"kind": due.kind.__name__, "key": due.key}, exc_info=error
        )
        count("sweeper", "SweepFailed", kind=due.kind.__name__)
    return {"advanced": done.advanced, "failed": len(done.failed)}
