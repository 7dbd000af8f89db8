"""Ask for a return, receive it, inspect it."""

from collections.abc import Collection

from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.orders import returns
from shared.domain.orders.book import OrderBook
from shared.domain.orders.order import Order
from shared.domain.orders.return_items import ReturnKind
from shared.ports import Ports
from shared.usecases.orders.books import change_order


def ask_return(
    ports: Ports, command: Command, order_id: str, lines: Collection[int], kind: ReturnKind
) -> Order:
    """Ask for lines to come back; the request's id is the command's.

    Errors: unknown_order, unknown_line, illegal_transition, window_closed, invalid.
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

    def decide(book: OrderBook) -> None:
        _require_return(book.order, return_id)
        returns.receive_return(book, book.recorded_at, lines, return_id)

    return change_order(ports, order_id, command, decide)


def inspect_return(
    ports: Ports,
    command: Command,
    order_id: str,
    accepted: bool,
    lines: Collection[int] = (),
    return_id: str | None = None,
) -> Order:
    """Accept or reject a return now. Errors: unknown_return, illegal_transition."""

    def decide(book: OrderBook) -> None:
        _require_return(book.order, return_id)
        returns.inspect_return(book, book.recorded_at, accepted, lines, return_id)

    return change_order(ports, order_id, command, decide)


def require_opened(order: Order, return_id: str) -> None:
    """Refuse where every line was under return already: a receipt names no return in vain.

    Errors: illegal_transition.
    """
    if all(case.id != return_id for case in order.returns):
        open_returns = [case.id for case in order.returns if case.open]
        raise Refused(
            "illegal_transition",
            "lines_under_return",
            return_ids=", ".join(open_returns),
        )


def _require_return(order: Order, return_id: str | None) -> None:
    if return_id is not None and all(case.id != return_id for case in order.returns):
        raise Refused("unknown_return", "no_such_return", order_id=order.id, return_id=return_id)
