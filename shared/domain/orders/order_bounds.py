"""What a new order may cost at least and at most, and hold so that it fits into one item."""

import json

from shared.domain.errors import Refused
from shared.domain.money import MAX_FEN
from shared.domain.orders.commissions import MAX_SHARES
from shared.domain.orders.lines import MAX_NAMES_BYTES, Line
from shared.domain.orders.order import Order


def require_bounds(order: Order) -> None:
    """Refuse an order that costs nothing or too much, or is too large.

    Errors: amount_zero, invalid.
    """
    _check_due(order.due_fen)
    _check_shares(order)
    _check_names(order.lines)


def _check_due(due_fen: int) -> None:
    if due_fen == 0:
        raise Refused("amount_zero", "order_costs_nothing")
    if due_fen > MAX_FEN:
        raise Refused("invalid", "order_too_expensive", max_fen=MAX_FEN)


def _check_shares(order: Order) -> None:
    shares = sum(share.room_taken for each in order.commissions for share in each.shares)
    if shares > MAX_SHARES:
        raise Refused("invalid", "too_many_shares", shares=shares, max_shares=MAX_SHARES)


def _check_names(lines: tuple[Line, ...]) -> None:
    names = [name for line in lines for name in (line.sku, line.category) if name is not None]
    size = sum(len(json.dumps(name, ensure_ascii=False).encode()) for name in names)
    if size > MAX_NAMES_BYTES:
        raise Refused("invalid", "too_long_names", bytes=size, max_bytes=MAX_NAMES_BYTES)
