"""The number that a shop gives an order: unique there, since the order's id follows from it.

Nothing else is stored for that. A number is one order's for ever, whatever becomes of it.
"""

import hashlib
import json
from dataclasses import replace

from shared.domain.commands import Command, id_of
from shared.domain.errors import Refused
from shared.domain.identifiers import Identifier
from shared.domain.orders.new_order import NewOrder
from shared.domain.orders.order import Order


def numbered(storefront: str, order_no: Identifier) -> str:
    """Give the id of the order that bears a number at a storefront, whether or not it is there."""
    return id_of("order_no", storefront, order_no)


def placing(command: Command, storefront: str, new: NewOrder) -> Command:
    """Give the identity of a new order: the command's own or, where it has a number, the number's.

    By a number it is the same whichever command brings it, and however its body is written.
    """
    if new.order_no is None:
        return command
    return replace(command, id=numbered(storefront, new.order_no), body_hash=_content_hash(new))


def require_same(order: Order, wanted: Command, new: NewOrder) -> None:
    """Refuse to take another order for one that is there under its id. Errors: order_no_taken."""
    if new.order_no is not None and order.commands[order.id] != wanted.body_hash:
        raise Refused(
            "order_no_taken", "number_of_another_order", order_no=new.order_no, order_id=order.id
        )


def _content_hash(new: NewOrder) -> str:
    # Fields at their defaults are left out: one that is added later changes no hash.
    content = new.model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
