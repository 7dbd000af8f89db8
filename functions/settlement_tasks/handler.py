"""What the machine of a settlement asks for, a page at a time; and the schedule that starts one."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.bootstrap import WiredPorts
from shared.edge.observability import logger_for
from shared.edge.settings import Settings
from shared.usecases.payouts import settle_period
from shared.usecases.payouts.pay_settlement import pay_some
from shared.usecases.payouts.propose_settlement import propose_some

ports = WiredPorts(Settings(dict(os.environ)))
logger = logger_for("settlement_tasks")


RESERVE_MILLISECONDS = 10_000
"""What is left of a call's time when it takes no further step."""

STEPS: Mapping[str, Callable[..., bool]] = {"propose": propose_some, "pay": pay_some}


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Do what a run asks for; whoever proposes or pays says whether all is done.

    A call takes step after step while there is time, in all shards or in the one it is given.
    """
    match event:
        case {"task": "propose" | "pay" as task, "period": str(period), "shard": int(shard)}:
            return {"done": _steps(partial(STEPS[task], ports, period, [shard]), context)}
        case {"task": "propose" | "pay" as task, "period": str(period)} if "shard" not in event:
            return {"done": _steps(partial(STEPS[task], ports, period), context)}
        case {"task": "finish_proposals", "period": str(period)}:
            return settle_period.finish_proposals(ports, period).wait
        case {"task": "close", "period": str(period)}:
            return settle_period.close_settlement(ports, period).wait
        case {"task": "start_by_schedule", "at": str(at)}:
            return settle_period.start_by_schedule(ports, datetime.fromisoformat(at)).wait
        case _:
            raise ValueError(f"no task fits {event}")


def _steps(step: Callable[[], bool], context: LambdaContext) -> bool:
    done = step()
    while not done and context.get_remaining_time_in_millis() > RESERVE_MILLISECONDS:
        done = step()
    return done
