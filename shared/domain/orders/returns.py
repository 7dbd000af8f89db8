"""Returns, exchanges and defects: facts on lines that hold their own commission back.

Source: rules.md, Order life: Return window, return, Inspection, Exchange.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta

from shared.domain.errors import Refused
from shared.domain.orders.book import OrderBook
from shared.domain.orders.codes import Fact
from shared.domain.orders.deadlines import receipt_by, refund_by, window_ends
from shared.domain.orders.expected_release import expect_release
from shared.domain.orders.lines import Line, require_line
from shared.domain.orders.releases import release_due
from shared.domain.orders.return_items import (
    MAX_RETURN_ITEMS,
    OPEN_ITEM,
    ItemState,
    Return,
    ReturnItem,
    ReturnKind,
)
from shared.domain.times import FAR

_AFTER_RECEIPT: frozenset[ItemState] = frozenset(
    {"received", "rejected", "awaiting_refund", "awaiting_replacement", "refunded", "replaced"}
)

Change = Callable[[Return, ReturnItem], ReturnItem]

Found = Mapping[str, Sequence[int]]
"""Lines by the return that they belong to."""


def ask_return(
    book: OrderBook, at: datetime, return_id: str, lines: Collection[int], kind: ReturnKind
) -> None:
    """Note that lines are to come back; a line whose return is open already is a duplicate.

    Errors: unknown_line, illegal_transition, window_closed (not for a defect).
    """
    if book.order.status in ("created", "paid", "cancelled"):
        raise Refused("illegal_transition", "nothing_shipped", state=book.order.status)
    already = {item.line for item in book.order.open_items}
    wanted = [require_line(book.order.lines, number) for number in sorted(set(lines))]
    fresh = [line for line in wanted if line.line not in already]
    for line in fresh:
        _require_returnable(line, at, kind)
    if fresh:
        _open(book, at, return_id, kind, fresh)


def receive_return(
    book: OrderBook, at: datetime, lines: Collection[int] = (), return_id: str | None = None
) -> None:
    """Note that goods came back; the inspection must follow. Errors: illegal_transition."""
    inspect_by = at + timedelta(days=book.policy.inspection_days)

    def received(_: Return, item: ReturnItem) -> ReturnItem:
        return _to(item, "received", inspect_by, received_at=at)

    came_back = _each(book, {"asked"}, received, lines, return_id)
    _tell(book, "return_received", at, came_back)
    if not came_back:
        _require_known(book, _AFTER_RECEIPT, lines, return_id)


def inspect_return(
    book: OrderBook,
    at: datetime,
    accepted: bool,
    lines: Collection[int] = (),
    return_id: str | None = None,
) -> None:
    """Accept or reject returns (no line named: all undecided ones).

    Rejected lines release at this moment if their window is over. Errors: illegal_transition.
    """

    def decided(case: Return, item: ReturnItem) -> ReturnItem:
        # Whoever has looked at the goods has them, reported or not.
        received = item.received_at or at
        if not accepted:
            return _to(item, "rejected", FAR, received)
        return _accepted(book, at, case, _to(item, "received", at, received))

    found = _each(book, {"asked", "received"}, decided, lines, return_id)
    _tell(book, "return_accepted" if accepted else "return_rejected", at, found)
    if not found:
        agreed: set[ItemState] = {"rejected"}
        if accepted:
            agreed = {"awaiting_refund", "awaiting_replacement", "refunded", "replaced"}
        _require_known(book, agreed, lines, return_id)
    release_due(book, at)


def deliver_replacement(book: OrderBook, at: datetime, lines: Collection[int]) -> None:
    """Start a new return window for exchanged lines. Errors: illegal_transition."""
    replaced = _each(
        book, {"awaiting_replacement"}, lambda _, item: _to(item, "replaced", FAR), lines, None
    )
    _tell(book, "replacement_delivered", at, replaced)
    if not replaced:
        _require_known(book, {"replaced"}, lines, None)
    paid_at = book.order.paid_at or at
    ends = window_ends(at, at, paid_at, book.policy.return_window, book.calendar)
    arrived = {line for lines in replaced.values() for line in lines}
    book.change_lines(
        line.changed(window_ends=ends) for line in book.order.lines if line.line in arrived
    )
    expect_release(book)


def lapse(book: OrderBook, at: datetime, line: int) -> None:
    """Let go of a return that nothing was sent back for in time; the line may release."""
    _each(book, {"asked"}, lambda _, item: _to(item, "lapsed", FAR), [line], None)
    book.note_once("RETURN_LAPSED", at)
    release_due(book, at)


def breach_refund_sla(book: OrderBook, at: datetime, line: int) -> None:
    """Note once that an accepted return was not refunded in time; it is still awaited."""
    _each(book, {"awaiting_refund"}, lambda _, item: item.changed(late=True), [line], None)
    book.note_once("REFUND_SLA_BREACHED", at)


def refunded_items(book: OrderBook, touched: Collection[int]) -> None:
    """End the accepted returns of lines a refund touches, and all of lines paid back whole."""

    def answered(_: Return, item: ReturnItem) -> ReturnItem:
        accepted = item.state == "awaiting_refund" and item.line in touched
        whole = require_line(book.order.lines, item.line).refunded
        return _to(item, "refunded", FAR) if accepted or whole else item

    _each(book, OPEN_ITEM, answered, (), None)


def _accepted(book: OrderBook, at: datetime, case: Return, item: ReturnItem) -> ReturnItem:
    if case.kind == "exchange":
        return _to(item, "awaiting_replacement", receipt_by(at, book.policy))
    received = item.received_at or at
    due_at = refund_by(at, received, book.policy, book.calendar)
    return _to(item, "awaiting_refund", due_at)


def _open(
    book: OrderBook, at: datetime, return_id: str, kind: ReturnKind, lines: list[Line]
) -> None:
    known = sum(len(case.items) for case in book.order.returns)
    if known + len(lines) > MAX_RETURN_ITEMS:
        raise Refused("invalid", "too_many_returned_lines", max_lines=MAX_RETURN_ITEMS)
    send_by = at + timedelta(days=book.policy.return_send_days)
    items = tuple(ReturnItem(line=line.line, state="asked", due_at=send_by) for line in lines)
    case = Return(id=return_id, kind=kind, items=items)
    book.order = book.order.changed(returns=(*book.order.returns, case))
    numbers = [line.line for line in lines]
    book.note("return_requested", at, lines=numbers, facts={"return": return_id, "kind": kind})


def _require_returnable(line: Line, at: datetime, kind: ReturnKind) -> None:
    if line.refunded:
        raise Refused("illegal_transition", "line_refunded", line=line.line)
    if kind == "defect":
        return
    if not line.no_reason_return:
        raise Refused("illegal_transition", "defect_only", line=line.line)
    if line.released_at or (line.window_ends and at >= line.window_ends):
        raise Refused("window_closed", "return_window_over", line=line.line)


def _to(
    item: ReturnItem, state: ItemState, due_at: datetime, received_at: datetime | None = None
) -> ReturnItem:
    known = received_at or item.received_at
    return item.changed(state=state, due_at=due_at, received_at=known)


def _each(
    book: OrderBook,
    states: Collection[ItemState],
    change: Change,
    lines: Collection[int],
    return_id: str | None,
) -> Found:
    """Change the chosen items that stand in one of the states; give their lines, by return."""
    found: dict[str, list[int]] = {}
    for case in book.order.returns:
        items = []
        for item in case.items:
            if item.state in states and _chosen(case, item, lines, return_id):
                found.setdefault(case.id, []).append(item.line)
                item = change(case, item)
            items.append(item)
        book.change_return(case.changed(items=tuple(items)))
    return found


def _tell(book: OrderBook, code: Fact, at: datetime, found: Found) -> None:
    for return_id, lines in found.items():
        book.note(code, at, lines=lines, facts={"return": return_id})


def _chosen(case: Return, item: ReturnItem, lines: Collection[int], return_id: str | None) -> bool:
    return return_id in (None, case.id) and (not lines or item.line in lines)


def _require_known(
    book: OrderBook,
    states: Collection[ItemState],
    lines: Collection[int],
    return_id: str | None,
) -> None:
    """Let a repeat of what is done already pass; refuse anything else."""
    for case in book.order.returns:
        for item in case.items:
            if item.state in states and _chosen(case, item, lines, return_id):
                return
    raise Refused("illegal_transition", "no_return_waits")
