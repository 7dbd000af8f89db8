"""What the machine of a settlement asks for, a page at a time; and the schedule that starts one."""

import os
from datetime import datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.bootstrap import WiredPorts
from shared.edge.observability import logger_for
from shared.edge.settings import Settings
from shared.usecases.payouts import settle_period

ports = WiredPorts(Settings(dict(os.environ)))
logger = logger_for("settlement_tasks")


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Do one step of a run; a page answers the payee to go on behind, None at a shard's end."""
    match event:
        case {"task": "propose", "period": str(period), "shard": int(shard), "after": str(after)}:
            return {"after": settle_period.propose_page(ports, period, shard, after)}
        case {"task": "pay", "period": str(period), "shard": int(shard), "after": str(after)}:
            return {"after": settle_period.pay_page(ports, period, shard, after)}
        case {"task": "finish_proposals", "period": str(period)}:
            return settle_period.finish_proposals(ports, period).wait
        case {"task": "close", "period": str(period)}:
            return settle_period.close_settlement(ports, period).wait
        case {"task": "start_by_schedule", "at": str(at)}:
            return settle_period.start_by_schedule(ports, datetime.fromisoformat(at)).wait
        case _:
            raise ValueError(f"no task fits {event}")
