"""Refunds, chargebacks and disputes won: what goes back to the buyer, and its caps.

Source: rules.md, Refund, clawback, debt. A cap is what was paid for a part and not refunded yet.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from shared.domain.channel.channel import Payment
from shared.domain.errors import Refused
from shared.domain.money import spread_by
from shared.domain.orders.book import OrderBook
from shared.domain.orders.codes import OrderCode
from shared.domain.orders.lines import require_line
from shared.domain.orders.order import MANUAL, Order
from shared.domain.orders.payment_codes import spend
from shared.domain.orders.refund_record import Refund, RefundPart
from shared.domain.orders.releases import release_due
from shared.domain.orders.reopening import reopen
from shared.domain.orders.returns import refunded_items
from shared.domain.orders.reversals import Cuts, restore, reverse
from shared.domain.records import AwaitingRecord, Wait
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

    Errors: illegal_transition (not paid, or cancelled); amount_zero; unknown_line; over_refund with
    `refundable_fen`.
    """
    _require_money(book.order)
    if part == "goods":
        _cut_goods(book, at, "refunded", _cuts(book.order, amount, line))
    else:
        _cut_part(book, part, amount)
    _give(book, at, _decided(book, at, refund_id, amount, part, line))


def refund_everything(book: OrderBook, at: datetime, refund_id: str, cause: str) -> None:
    """Give back all that is left of goods, freight and surcharge: a cancelled paid order."""
    left = refundable(book.order)
    _cut_all(book, at, cause, left)
    if left:
        _give(book, at, _decided(book, at, refund_id, left, "all", None))


def charge_back(
    book: OrderBook, at: datetime, amount: int, line: int | None = None, case: str | None = None
) -> None:
    """Record that the channel took money back: goods first, then freight, then surcharge.

    With a line: of that line's goods alone. Errors: as for a refund.
    """
    _require_money(book.order)
    before = book.order
    if line is None:
        _require(amount, refundable(before))
        _cut_all(book, at, "chargeback", amount)
    else:
        _cut_goods(book, at, "chargeback", _cuts(before, amount, line))
    _keep_taken(book, before)
    _tell(book, "charged_back", at, amount, line, case)


def win_dispute(
    book: OrderBook, at: datetime, amount: int, line: int | None = None, case: str | None = None
) -> None:
    """Give again at most what chargebacks took: goods, whose base grows, then the other parts.

    With a line: to that line's goods alone. What was not delivered yet goes on.
    Errors: unknown_line, illegal_transition, amount_zero.
    """
    left = winnable(book.order, line)
    if not left:
        raise _nothing_taken(line)
    if amount == 0:
        raise Refused("amount_zero", "nothing_won_back")
    _tell(book, "dispute_won", at, min(amount, left), line, case)
    taken = _taken(book.order, line)
    goods = min(amount, sum(taken.values()))
    if goods:
        _give_goods(book, at, spread_by(goods, taken))
    _give_parts(book, min(amount, left) - goods)


def _nothing_taken(line: int | None) -> Refused:
    if line is None:
        return Refused("illegal_transition", "nothing_charged_back")
    return Refused("illegal_transition", "nothing_charged_back_of_line", line=line)


def winnable(order: Order, line: int | None = None) -> int:
    """Give what chargebacks took of an order, or of a line's goods, and was not won back yet."""
    goods = sum(_taken(order, line).values())
    if line is not None:
        return goods
    return goods + order.freight_charged_back_fen + order.surcharge_charged_back_fen


def refundable(order: Order) -> int:
    """Give what is left of everything that was paid, in fen."""
    return sum(line.remaining_fen for line in order.lines) + sum(
        _left(order, part) for part in ("freight", "surcharge")
    )


def stray_refund(book: OrderBook, at: datetime, refund_id: str, payment: Payment) -> None:
    """Pay back money that arrived for nothing: a second payment, or one that came too late."""
    excess_refund(book, at, refund_id, payment, payment.amount_fen)


def excess_refund(
    book: OrderBook, at: datetime, refund_id: str, payment: Payment, amount: int
) -> None:
    """Pay back so much of a payment as no order was owed."""
    transaction = payment.transaction_id
    book.order = book.order.changed(
        strays=(*book.order.strays, transaction),
        payment_codes=spend(book.order.payment_codes, payment.paid_under),
    )
    stray = Refund(
        id=refund_id,
        order=book.order.id,
        order_no=book.order.order_no,
        storefront=book.order.storefront,
        paid_under=payment.number,
        amount_fen=amount,
        paid_fen=payment.amount_fen,
        part="stray",
        decided_at=at,
        **_wait(transaction, at),
    )
    _give(book, at, stray)


def refund_of_nothing(payment: Payment, refund_id: str, at: datetime) -> Refund:
    """Pay back money whole that came for no order of ours."""
    return Refund(
        id=refund_id,
        order=payment.order_id,
        storefront="",
        paid_under=payment.number,
        amount_fen=payment.amount_fen,
        paid_fen=payment.amount_fen,
        part="stray",
        decided_at=at,
        **_wait(payment.transaction_id, at),
    )


def _cuts(order: Order, amount: int, line: int | None) -> Cuts:
    """Say how much of each line a refund takes: the named line, else spread over what remains."""
    lines = order.lines if line is None else [require_line(order.lines, line)]
    left = {each.line: each.remaining_fen for each in lines}
    _require(amount, sum(left.values()))
    return {number: part for number, part in spread_by(amount, left).items() if part}


def _cut_goods(book: OrderBook, at: datetime, cause: str, cuts: Cuts) -> None:
    book.change_lines(
        line.changed(refunded_fen=line.refunded_fen + cuts[line.line])
        for line in book.order.lines
        if line.line in cuts
    )
    reverse(book, cause, at, cuts)
    refunded_items(book, cuts)
    release_due(book, at)


def _cut_part(book: OrderBook, part: RefundPart, amount: int) -> None:
    # The surcharge is lost on a return, not on a refund for another reason.
    returned = book.order.shipped_at and book.order.returns
    kept = returned and book.policy.surcharge_refund == "before_shipment"
    _require(amount, 0 if part == "surcharge" and kept else _left(book.order, part))
    if part == "freight":
        gone = book.order.freight_refunded_fen + amount
        book.order = book.order.changed(freight_refunded_fen=gone)
    else:
        gone = book.order.surcharge_refunded_fen + amount
        book.order = book.order.changed(surcharge_refunded_fen=gone)


def _cut_all(book: OrderBook, at: datetime, cause: str, amount: int) -> None:
    goods = min(amount, sum(line.remaining_fen for line in book.order.lines))
    freight = min(amount - goods, _left(book.order, "freight"))
    surcharge = amount - goods - freight
    book.order = book.order.changed(
        freight_refunded_fen=book.order.freight_refunded_fen + freight,
        surcharge_refunded_fen=book.order.surcharge_refunded_fen + surcharge,
    )
    if goods:
        _cut_goods(book, at, cause, _cuts(book.order, goods, None))


def _keep_taken(book: OrderBook, before: Order) -> None:
    gone = {line.line: line.refunded_fen for line in before.lines}
    book.change_lines(
        new.changed(charged_back_fen=new.charged_back_fen + new.refunded_fen - gone[new.line])
        for new in book.order.lines
    )
    now, freight, surcharge = book.order, before.freight_refunded_fen, before.surcharge_refunded_fen
    book.order = book.order.changed(
        freight_charged_back_fen=now.freight_charged_back_fen + now.freight_refunded_fen - freight,
        surcharge_charged_back_fen=(
            now.surcharge_charged_back_fen + now.surcharge_refunded_fen - surcharge
        ),
    )


def _taken(order: Order, line: int | None) -> dict[int, int]:
    lines = order.lines if line is None else [require_line(order.lines, line)]
    return {each.line: each.charged_back_fen for each in lines}


def _give_goods(book: OrderBook, at: datetime, back: Mapping[int, int]) -> None:
    settled_at = at if book.order.delivered_at else None
    given = {line: fen for line, fen in back.items() if fen}
    book.change_lines(
        line.changed(
            refunded_fen=line.refunded_fen - given[line.line],
            charged_back_fen=line.charged_back_fen - given[line.line],
            released_at=line.released_at or (settled_at if line.refunded else None),
        )
        for line in book.order.lines
        if line.line in given
    )
    restore(book, "dispute_won", at, given)
    reopen(book, at)
    release_due(book, at)


def _give_parts(book: OrderBook, amount: int) -> None:
    order = book.order
    freight = min(amount, order.freight_charged_back_fen)
    surcharge = amount - freight
    book.order = book.order.changed(
        freight_refunded_fen=order.freight_refunded_fen - freight,
        freight_charged_back_fen=order.freight_charged_back_fen - freight,
        surcharge_refunded_fen=order.surcharge_refunded_fen - surcharge,
        surcharge_charged_back_fen=order.surcharge_charged_back_fen - surcharge,
    )


def _left(order: Order, part: RefundPart) -> int:
    paid: int = getattr(order, f"{part}_fen")
    gone: int = getattr(order, f"{part}_refunded_fen")
    return paid - gone


def _require_money(order: Order) -> None:
    if order.status in ("created", "cancelled"):
        raise Refused("illegal_transition", "nothing_to_give_back", state=order.status)


def _require(amount: int, refundable_fen: int) -> None:
    if amount == 0:
        raise Refused("amount_zero", "nothing_given_back")
    if refundable_fen == 0:
        raise Refused("over_refund", "nothing_is_left", refundable_fen=0)
    if amount > refundable_fen:
        raise Refused("over_refund", "above_what_is_left", refundable_fen=refundable_fen)


def _tell(
    book: OrderBook, code: OrderCode, at: datetime, amount: int, line: int | None, case: str | None
) -> None:
    facts = {} if case is None else {"case": case}
    book.note(code, at, amount, lines=_only(line), facts=facts)


def _give(book: OrderBook, at: datetime, refund: Refund) -> None:
    facts = {"refund": refund.id, "part": refund.part}
    book.note("refund_decided", at, refund.amount_fen, lines=_only(refund.line), facts=facts)
    book.refunds.append(refund)


def _only(line: int | None) -> tuple[int, ...]:
    return () if line is None else (line,)


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
        order_no=book.order.order_no,
        storefront=book.order.storefront,
        paid_under=book.order.paid_under,
        amount_fen=amount,
        paid_fen=book.order.collected_fen or book.order.due_fen,
        part=part,
        line=line,
        decided_at=at,
        **_wait(book.order.transaction or "", at),
    )


def _wait(transaction: str, at: datetime) -> Wait:
    by_hand = transaction.startswith(MANUAL)
    return AwaitingRecord().waits(*((OPERATOR, FAR) if by_hand else (AT_CHANNEL, at)))
