"""What the machine of a payout asks for: send, cancel or ask about it, say what comes next."""

import os
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.bootstrap import WiredPorts
from shared.edge.observability import logger_for
from shared.edge.settings import Settings
from shared.edge.unknown_record import unknown_told
from shared.usecases.payouts.payouts import advance_payout

ports = WiredPorts(Settings(dict(os.environ)))
logger = logger_for("payout_tasks")


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, str]:
    """Advance a payout; answer what it awaits now. Errors: UnknownRecord."""
    with unknown_told():
        return advance_payout(ports, event["payout_id"]).wait
