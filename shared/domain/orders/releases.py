"""Release: pending commission becomes available once, with a line's return window or its period.

Source: A068; rules.md, Release and People; invariants I10, I11.
"""

from datetime import datetime

from shared.domain.ledger.journal import Posting, account
from shared.domain.orders.book import OrderBook
from shared.domain.orders.commissions import Commission, Share
from shared.domain.orders.crediting import credit_share
from shared.domain.orders.deadlines import release_at
from shared.domain.orders.lines import Line
from shared.domain.orders.order import Order


def held_back(order: Order) -> set[int]:
    """Give the numbers of the lines that an open return or exchange holds back."""
    return {item.line for item in order.open_items}


def awaits_release(order: Order, line: Line) -> bool:
    """Tell whether a line will release something: it is unsettled, or refunding left a rest on it.

    A rest is a fen that the largest remainder put on a line which was refunded later.
    """
    if line.released_at:
        return False
    return not line.refunded or any(_pending(each, line.line) for each in order.commissions)


def releases_at(order: Order, line: Line) -> datetime | None:
    """Say when a line releases unless a return holds it back; None while no window runs."""
    return line.window_ends and release_at(line.window_ends, order.release)


def release_due(book: OrderBook, at: datetime) -> None:
    """Release every line whose time has come and that no open return holds back.

    The order closes the moment every line is released or fully refunded; nothing stays pending.
    """
    held = held_back(book.order)
    _release(
        book,
        at,
        [
            line
            for line in book.order.lines
            if (due_at := releases_at(book.order, line))
            and due_at <= at
            and line.line not in held
            and awaits_release(book.order, line)
        ],
    )
    if book.order.status not in ("closed", "cancelled") and _all_settled(book.order):
        book.order = book.order.changed(status="closed", closed_at=at)
        book.note("closed", at)
        rests = [line for line in book.order.lines if line.refunded]
        _release(book, at, [line for line in rests if awaits_release(book.order, line)])


def _all_settled(order: Order) -> bool:
    """Tell whether every line is settled; gifts do not count once all that was paid is back."""
    given_back = any(line.refunded for line in order.lines) and not sum(
        line.remaining_fen for line in order.lines
    )
    return given_back or all(line.settled for line in order.lines)


def _release(book: OrderBook, at: datetime, lines: list[Line]) -> None:
    numbers = {line.line for line in lines}
    postings = [
        posting
        for commission in book.order.commissions
        for posting in _release_lines(book, commission, numbers)
    ]
    book.change_lines(line.changed(released_at=at) for line in lines if not line.refunded)
    book.post("released", at, postings)


def _release_lines(book: OrderBook, commission: Commission, lines: set[int]) -> list[Posting]:
    postings: list[Posting] = []
    shares = []
    for share in commission.shares:
        if share.line in lines and share.pending:
            share, moved = _release_share(book, commission, share)
            postings += moved
        shares.append(share)
    book.change_commission(commission.changed(shares=tuple(shares)))
    return postings


def _release_share(
    book: OrderBook, commission: Commission, share: Share
) -> tuple[Share, list[Posting]]:
    pending = account(commission.purse, "pending")
    share, postings = credit_share(book, commission, share, pending, share.pending)
    return share.changed(pending=0), postings


def _pending(commission: Commission, line: int) -> int:
    return sum(share.pending for share in commission.shares if share.line == line)
