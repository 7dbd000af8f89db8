"""Release: pending commission becomes available at the end of a line's return window, once.

Source: rules.md, Release and People; invariants I10, I11.
"""

from datetime import datetime

from shared.domain.balances import receive
from shared.domain.book import OrderBook
from shared.domain.holds import with_closed_hold
from shared.domain.ledger import Posting, account
from shared.domain.orders import Line, Order, Payee, Share


def held_back(order: Order) -> set[int]:
    """Give the numbers of the lines that an open return or exchange holds back."""
    return {item.line for item in order.open_items}


def awaits_release(order: Order, line: Line) -> bool:
    """Tell whether a line will release something: it is unsettled, or refunding left a rest on it.

    A rest is a fen that the largest remainder put on a line which was refunded later.
    """
    if line.released_at:
        return False
    return not line.refunded or any(_share(p, line.line).pending for p in order.payees)


def release_due(book: OrderBook, at: datetime) -> None:
    """Release every line whose window is over and that no open return holds back.

    The order closes the moment every line is released or fully refunded; nothing stays pending.
    """
    held = held_back(book.order)
    _release(
        book,
        at,
        [
            line
            for line in book.order.lines
            if line.window_ends
            and line.window_ends <= at
            and line.line not in held
            and awaits_release(book.order, line)
        ],
    )
    if book.order.status not in ("closed", "cancelled") and _all_settled(book.order):
        book.change(status="closed", closed_at=at)
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
        posting for payee in book.order.payees for posting in _release_payee(book, payee, numbers)
    ]
    book.change_lines({line.line: {"released_at": at} for line in lines if not line.refunded})
    book.post("released", at, postings)


def _release_payee(book: OrderBook, payee: Payee, lines: set[int]) -> list[Posting]:
    postings: list[Posting] = []
    shares = []
    for share in payee.shares:
        if share.line in lines and share.pending:
            share, moved = _release_share(book, payee.id, share)
            postings += moved
        shares.append(share)
    book.change_payee(payee.model_copy(update={"shares": tuple(shares)}))
    return postings


def _release_share(book: OrderBook, payee: str, share: Share) -> tuple[Share, list[Posting]]:
    before = book.balances[payee]
    after, postings = receive(before, account(payee, "pending"), share.pending, share.line)
    book.balances[payee] = after
    share = with_closed_hold(share, before)
    if before.standing == "active":
        gone_to = {"released": share.released + share.pending}
    else:
        gone_to = {"held": share.held + share.pending, "hold": before.hold}
    return share.model_copy(update={"pending": 0, **gone_to}), postings


def _share(payee: Payee, line: int) -> Share:
    return next(share for share in payee.shares if share.line == line)
