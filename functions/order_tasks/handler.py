"""What the machines of orders and refunds ask for: let what is due happen, say what comes next."""

import os
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.bootstrap import WiredPorts
from shared.edge.observability import logger_for
from shared.edge.settings import Settings
from shared.edge.unknown_record import unknown_told
from shared.usecases.orders.advance_order import advance_order
from shared.usecases.orders.carry_out_refund import advance_refund

ports = WiredPorts(Settings(dict(os.environ)))
logger = logger_for("order_tasks")


class OrderStillOpen(Exception):
    """The machine may not end: the order awaits something again."""


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, str]:
    """Advance an order or a refund; answer what it awaits now. Errors: UnknownRecord."""
    match event:
        case {"task": "advance_order", "order_id": str(order_id)}:
            return advance_order(ports, order_id).wait
        case {"task": "release_commission", "order_id": str(order_id)}:
            return _release(order_id)
        case {"task": "advance_refund", "order_id": str(order_id), "refund_id": str(refund_id)}:
            with unknown_told():
                return advance_refund(ports, order_id, refund_id).wait
        case _:
            raise ValueError(f"no task fits {event}")


def _release(order_id: str) -> dict[str, str]:
    order = advance_order(ports, order_id)
    if order.status not in ("closed", "cancelled"):
        raise OrderStillOpen(order.awaiting)
    return order.wait
