"""Refunds, chargebacks and disputes won: what goes back to the buyer, and its caps.

Source: rules.md, Refund, clawback, debt. A cap is what was paid for a part and not refunded yet.
"""

from datetime import datetime
from typing import Any, Literal

from shared.domain.commission.releases import release_due
from shared.domain.commission.reversals import Cuts, restore, reverse
from shared.domain.errors import Refused
from shared.domain.money import spread, yuan
from shared.domain.orders.book import OrderBook
from shared.domain.orders.order import MANUAL, Order, Refund, RefundPart
from shared.domain.orders.returns import refunded_items
from shared.domain.records import AwaitingRecord
from shared.domain.times import FAR

AT_CHANNEL, OPERATOR = "channel", "operator"
"""What a refund awaits: the channel's success, or somebody who pays it back by hand."""


def refund(
    book: OrderBook,
    at: datetime,
    refund_id: str,
    amount: int,
    part: RefundPart = "goods",
    line: int | None = None,
) -> None:
    """Decide a refund of one part; only goods move commission.

    Errors: illegal_transition (not paid, or cancelled); amount_zero; over_refund with
    `refundable_fen` (0 for an unknown line).
    """
    _require_money(book.order)
    if part == "goods":
        _cut_goods(book, at, "refunded", _cuts(book.order, amount, line))
    else:
        _cut_part(book, part, amount)
    book.refunds.append(_decided(book, at, refund_id, amount, part, line))


def refund_everything(book: OrderBook, at: datetime, refund_id: str, cause: str) -> None:
    """Give back all that is left of goods, freight and surcharge: a cancelled paid order."""
    left = refundable(book.order)
    _cut_all(book, at, cause, left)
    if left:
        book.refunds.append(_decided(book, at, refund_id, left, "all", None))


def charge_back(book: OrderBook, at: datetime, amount: int) -> None:
    """Record that the channel took money back: goods first, then freight, then surcharge."""
    _require_money(book.order)
    _require(amount, refundable(book.order))
    before = book.order
    _cut_all(book, at, "chargeback", amount)
    book.change_lines(
        {
            new.line: {
                "charged_back_fen": new.charged_back_fen + new.refunded_fen - old.refunded_fen
            }
            for old, new in zip(before.lines, book.order.lines, strict=True)
        }
    )


def win_dispute(book: OrderBook, at: datetime, amount: int) -> None:
    """Let the base grow again by at most what chargebacks took.

    Errors: illegal_transition, amount_zero.
    """
    taken = [line.charged_back_fen for line in book.order.lines]
    if not sum(taken):
        raise Refused("illegal_transition", "no chargeback took anything from this order's goods")
    if amount == 0:
        raise Refused("amount_zero", "nothing was won back; name an amount above 0.00")
    back = dict(
        zip(
            (line.line for line in book.order.lines),
            spread(min(amount, sum(taken)), taken),
            strict=True,
        )
    )
    book.change_lines(
        {
            line.line: {
                "refunded_fen": line.refunded_fen - back[line.line],
                "charged_back_fen": line.charged_back_fen - back[line.line],
                "released_at": line.released_at or (at if line.refunded else None),
            }
            for line in book.order.lines
            if back[line.line]
        }
    )
    restore(book, "dispute_won", at, {line: fen for line, fen in back.items() if fen})


def refundable(order: Order) -> int:
    """Give what is left of everything that was paid, in fen."""
    return sum(line.remaining_fen for line in order.lines) + sum(
        _left(order, part) for part in ("freight", "surcharge")
    )


def stray_refund(
    book: OrderBook, at: datetime, refund_id: str, amount: int, transaction: str
) -> None:
    """Pay back money that arrived for nothing: a second payment, or one that came too late."""
    book.change(strays=(*book.order.strays, transaction))
    book.refunds.append(
        Refund(
            id=refund_id,
            order=book.order.id,
            amount_fen=amount,
            paid_fen=amount,
            part="stray",
            decided_at=at,
            **_wait(transaction, at),
        )
    )


def _cuts(order: Order, amount: int, line: int | None) -> Cuts:
    """Say how much of each line a refund takes: the named line, else spread over what remains."""
    lines = [each for each in order.lines if line in (None, each.line)]
    _require(amount, sum(each.remaining_fen for each in lines))
    parts = spread(amount, [each.remaining_fen for each in lines])
    return {each.line: part for each, part in zip(lines, parts, strict=True) if part}


def _cut_goods(book: OrderBook, at: datetime, cause: str, cuts: Cuts) -> None:
    book.change_lines(
        {
            line.line: {"refunded_fen": line.refunded_fen + cuts[line.line]}
            for line in book.order.lines
            if line.line in cuts
        }
    )
    reverse(book, cause, at, cuts)
    refunded_items(book, cuts)
    release_due(book, at)


def _cut_part(book: OrderBook, part: RefundPart, amount: int) -> None:
    # The surcharge is lost on a return, not on a refund for another reason.
    returned = book.order.shipped_at and book.order.returns
    kept = returned and book.policy.surcharge_refund == "before_shipment"
    _require(amount, 0 if part == "surcharge" and kept else _left(book.order, part))
    field = f"{part}_refunded_fen"
    book.change(**{field: getattr(book.order, field) + amount})


def _cut_all(book: OrderBook, at: datetime, cause: str, amount: int) -> None:
    goods = min(amount, sum(line.remaining_fen for line in book.order.lines))
    freight = min(amount - goods, _left(book.order, "freight"))
    surcharge = amount - goods - freight
    book.change(
        freight_refunded_fen=book.order.freight_refunded_fen + freight,
        surcharge_refunded_fen=book.order.surcharge_refunded_fen + surcharge,
    )
    if goods:
        _cut_goods(book, at, cause, _cuts(book.order, goods, None))


def _left(order: Order, part: RefundPart) -> int:
    if part == "freight":
        return order.freight_fen - order.freight_refunded_fen
    return order.surcharge_fen - order.surcharge_refunded_fen


def _require_money(order: Order) -> None:
    if order.status in ("created", "cancelled"):
        raise Refused(
            "illegal_transition",
            f"the order is {order.status}: there is no payment to give back",
        )


def _require(amount: int, refundable_fen: int) -> None:
    if amount == 0:
        raise Refused("amount_zero", "nothing is given back; name an amount above 0.00")
    if amount > refundable_fen:
        raise Refused(
            "over_refund",
            f"at most {yuan(refundable_fen)} of this part can still be refunded",
            refundable_fen=refundable_fen,
        )


def _decided(
    book: OrderBook,
    at: datetime,
    refund_id: str,
    amount: int,
    part: RefundPart | Literal["all"],
    line: int | None,
) -> Refund:
    return Refund(
        id=refund_id,
        order=book.order.id,
        amount_fen=amount,
        paid_fen=book.order.due_fen,
        part=part,
        line=line,
        decided_at=at,
        **_wait(book.order.transaction or "", at),
    )


def _wait(transaction: str, at: datetime) -> dict[str, Any]:
    by_hand = transaction.startswith(MANUAL)
    return AwaitingRecord().waits(*((OPERATOR, FAR) if by_hand else (AT_CHANNEL, at)))
