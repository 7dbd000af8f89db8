"""When a return was asked for, and when its lines were decided: as the order tells it."""

from datetime import datetime

from shared.domain.orders.order import Order
from shared.domain.orders.return_items import ItemState, Return, ReturnItem

_UNDECIDED: frozenset[ItemState] = frozenset({"asked", "received", "lapsed"})


def asked_at(order: Order, case: Return) -> datetime | None:
    """Give when a return was asked for."""
    for told in order.moments:
        if told.code == "return_requested" and told.facts.get("return") == case.id:
            return told.at
    return None


def decided_at(order: Order, case: Return, item: ReturnItem) -> datetime | None:
    """Give when a line of a return was accepted or rejected; None where nobody has decided."""
    asked = asked_at(order, case)
    if asked is None or item.state in _UNDECIDED:
        return None
    for told in order.moments:
        of_it = item.line in told.lines and told.facts.get("return", case.id) == case.id
        if told.code in ("return_accepted", "return_rejected") and of_it and told.at >= asked:
            return told.at
    return None
