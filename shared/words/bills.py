"""What people read about a channel's bill: what is wrong with it, and where it does not agree."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import Words

if TYPE_CHECKING:
    from shared.domain.reconciling.matching import DifferenceCode

FAULT: Mapping[str, Words] = {
    "bill_empty": Words(
        "no payment and no refund in it; take the bill of a day that has some",
        "没有付款也没有退款；请取有交易的一日的账单",
    ),
    "bill_no_header": Words(
        "no column {names}; give a trade bill as WeChat Pay hands it out, unchanged",
        "缺少列 {names}；请提供微信支付原样下载的交易账单",
    ),
    "bill_no_totals": Words(
        "its totals, a row that begins with {name} and one of numbers, are not at its end: it is "
        "cut short or changed; download it again",
        "末尾没有以 {name} 开头的合计行及其数字：账单不完整或被改动，请重新下载",
    ),
    "bill_state_unknown": Words(
        "{column} is {written}, neither SUCCESS nor REFUND, and nothing that Fenrun asked for; ask "
        "the channel what it is, and compare this bill by hand",
        "“{column}”为 {written}，既非 SUCCESS 也非 REFUND，且非分润发起；请向渠道查明，"
        "并人工核对此账单",
    ),
    "bill_total_unknown": Words(
        "the total {name} is unknown, so it cannot be held; give the bill unchanged",
        "未知的合计 {name}，无法核对；请提供原样的账单",
    ),
    "bill_total_unlike": Words(
        "{name} is {said}, the rows above are {there}; rows are missing, or changed: download it "
        "again",
        "{name} 为 {said}，以上各行为 {there}；有行缺失或被改动，请重新下载",
    ),
}

BILL: Mapping[str, Words] = {
    "agrees": Words("all agrees", "全部一致"),
    "differs": Words("{differences} do not agree", "{differences} 处不一致"),
    "read": Words(
        "{file}, {first} … {last}: {payments} payments of {paid_fen:yuan}, {refunds} refunds of "
        "{refunded_fen:yuan}; its totals agree",
        "{file}，{first} … {last}：付款 {payments} 笔 {paid_fen:yuan}，退款 {refunds} 笔 "
        "{refunded_fen:yuan}；账单合计相符",
    ),
}

BILL_DIFFERENCE: "Mapping[DifferenceCode, Words]" = {
    "payment_missing_here": Words(
        "payment {number} of {bill_fen:yuan} is on the bill and not here: look it up at the "
        "channel; fenrun odd-notices list shows money that fits no order",
        "账单有付款 {number}（{bill_fen:yuan}），本系统没有：请到渠道核查；fenrun odd-notices list "
        "列出不符合订单的款项",
    ),
    "payment_missing_there": Words(
        "order {order} was paid {our_fen:yuan} here and is not on the bill: ask the channel for it",
        "订单 {order} 在本系统已付 {our_fen:yuan}，账单没有：请向渠道查询",
    ),
    "payment_other_amount": Words(
        "order {order}: {bill_fen:yuan} on the bill, {our_fen:yuan} here: look it up at the "
        "channel",
        "订单 {order}：账单 {bill_fen:yuan}，本系统 {our_fen:yuan}：请到渠道核查",
    ),
    "payment_twice": Words(
        "order {order} was paid again as {number}, {bill_fen:yuan}: fenrun odd-notices list shows "
        "what is to be decided",
        "订单 {order} 又以 {number} 付款 {bill_fen:yuan}：待决事项见 fenrun odd-notices list",
    ),
    "refund_missing_here": Words(
        "refund {number} of {bill_fen:yuan} (order {order}) is on the bill and not here: somebody "
        "refunded at the channel; find out who, and why",
        "账单有退款 {number}（{bill_fen:yuan}，订单 {order}），本系统没有：有人在渠道直接退款，"
        "请查明原因",
    ),
    "refund_missing_there": Words(
        "refund {number} of {our_fen:yuan} (order {order}) is here and not on the bill: ask the "
        "channel for it",
        "本系统有退款 {number}（{our_fen:yuan}，订单 {order}），账单没有：请向渠道查询",
    ),
    "refund_other_amount": Words(
        "refund {number} (order {order}): {bill_fen:yuan} on the bill, {our_fen:yuan} here: look "
        "it up at the channel",
        "退款 {number}（订单 {order}）：账单 {bill_fen:yuan}，本系统 {our_fen:yuan}：请到渠道核查",
    ),
}
