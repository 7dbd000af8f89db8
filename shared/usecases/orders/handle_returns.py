"""Ask for a return, receive it, inspect it."""

from collections.abc import Collection

from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.orders import returns
from shared.domain.orders.order import Order, ReturnKind
from shared.ports import Ports
from shared.usecases.orders.books import change_order, require_order


def ask_return(
    ports: Ports, command: Command, order_id: str, lines: Collection[int], kind: ReturnKind
) -> Order:
    """Ask for lines to come back; the request's id is the command's.

    Errors: unknown_order, illegal_transition, window_closed, invalid.
    """
    return change_order(
        ports,
        order_id,
        command,
        lambda book: returns.ask_return(book, book.recorded_at, command.id, lines, kind),
    )


def receive_return(
    ports: Ports,
    command: Command,
    order_id: str,
    lines: Collection[int] = (),
    return_id: str | None = None,
) -> Order:
    """Note that goods came back now. Errors: unknown_return, illegal_transition."""
    _require_return(ports, order_id, return_id)
    return change_order(
        ports,
        order_id,
        command,
        lambda book: returns.receive_return(book, book.recorded_at, lines, return_id),
    )


def inspect_return(
    ports: Ports,
    command: Command,
    order_id: str,
    accepted: bool,
    lines: Collection[int] = (),
    return_id: str | None = None,
) -> Order:
    """Accept or reject a return now. Errors: unknown_return, illegal_transition."""
    _require_return(ports, order_id, return_id)
    return change_order(
        ports,
        order_id,
        command,
        lambda book: returns.inspect_return(book, book.recorded_at, accepted, lines, return_id),
    )


def _require_return(ports: Ports, order_id: str, return_id: str | None) -> None:
    order = require_order(ports.store, order_id)
    if return_id is not None and all(case.id != return_id for case in order.returns):
        raise Refused("unknown_return", "no_such_return", order_id=order_id, return_id=return_id)
