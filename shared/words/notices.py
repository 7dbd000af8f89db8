"""What people must be told about an order or a payout, once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import Words

if TYPE_CHECKING:
    from shared.domain.notices import NoticeCode

EVENT: "Mapping[NoticeCode, Words]" = {
    "SHIP_SLA_BREACHED": Words(
        "The order was not shipped in time; ship it, or cancel it.",
        "未按时发货；请尽快发货或取消订单。",
    ),
    "AUTO_RECEIPT": Words(
        "Nobody reported the delivery; the order counts as delivered.",
        "逾期未确认收货，已自动确认。",
    ),
    "RETURN_LAPSED": Words(
        "The goods did not come back in time; the return has lapsed.",
        "逾期未寄回商品，退货已失效。",
    ),
    "REFUND_SLA_BREACHED": Words(
        "Returned goods were not refunded in time; decide the refund.",
        "退货后未按时退款；请尽快处理退款。",
    ),
    "PAYOUT_EXPIRED": Words(
        "The payee did not confirm the transfer in time; the money is available again.",
        "收款人逾期未确认，款项已退回可提现余额。",
    ),
    "PAID_TWICE": Words(
        "The order was paid twice; the second payment<, {amount_fen:yuan},> goes back.",
        "订单重复付款，第二笔<（{amount_fen:yuan}）>将退回。",
    ),
    "WRONG_AMOUNT": Words(
        "{amount_fen:yuan} arrived, which is not what is due; finance decides what becomes of it.",
        "收到 {amount_fen:yuan}，与应付金额不符；由财务处理。",
    ),
    "PAID_BEFORE_ORDER": Words(
        "{amount_fen:yuan} arrived, dated before the order; finance decides what becomes of it.",
        "收到 {amount_fen:yuan}，付款时间早于下单；由财务处理。",
    ),
    "ORDER_EXPIRED": Words(
        "Nobody paid in time; the order is cancelled.",
        "逾期未付款，订单已取消。",
    ),
    "BUDGET_EXHAUSTED": Words(
        "The plan's budget is exhausted; nobody is paid for this order.",
        "方案预算已满，本单不计佣。",
    ),
}
