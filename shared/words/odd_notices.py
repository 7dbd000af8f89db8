"""What people read about what the channel reported and the rules cannot take in."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import ProblemWords, Words

if TYPE_CHECKING:
    from shared.domain.odd_notices.odd_notices import OddCase, OddNoticeCode, Resolution, State
    from shared.domain.odd_notices.resolutions import Choice

PROBLEMS: Mapping[str, ProblemWords] = {
    "paid_before_order": ProblemWords(
        422,
        Words("A payment older than its order", "付款早于订单"),
        Words(
            "The channel dates the payment before its order was placed.",
            "渠道所报的付款时间早于下单时间。",
        ),
        Words(
            "Finance decides about it at /v1/odd-notices.", "请财务在 /v1/odd-notices 处理该异常。"
        ),
    ),
    "unknown_odd_notice": ProblemWords(
        404,
        Words("No such odd notice", "异常通知不存在"),
        Words("Nothing odd was kept under that id.", "没有该编号的异常通知。"),
        Words(
            "List what was kept at /v1/odd-notices and send the id of one.",
            "请在 /v1/odd-notices 查看并使用其中的编号。",
        ),
    ),
}

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "illegal_transition": {
        "choice_unfit": Words(
            "That cannot be decided about it; decide one of: {choices}.",
            "该异常不能这样处理；可选：{choices}。",
        ),
        "no_payment_awaited": Words(
            "The order is {state:order_status}, or its time to be paid is over: pay it back.",
            "订单状态为{state:order_status}或已过付款时限：请退回该款项。",
        ),
        "odd_notice_resolved": Words(
            "{odd_notice} was resolved already; read what became of it.",
            "{odd_notice} 已处理；请查看处理结果。",
        ),
        "payment_is_orders": Words(
            "Order {order_id} has this money or has sent it back already; note the notice instead.",
            "订单 {order_id} 已收下或已退回此款；请改为注明无需处理。",
        ),
        "refund_still_owed": Words(
            "The buyer is owed refund {refund_id}: pay it by hand and report that at "
            "/v1/orders/ORDER/refunds/{refund_id}/manual-payment, which resolves this.",
            "退款 {refund_id} 尚欠客户：请人工退款并在 "
            "/v1/orders/ORDER/refunds/{refund_id}/manual-payment 登记，登记后即处理完毕。",
        ),
    },
    "paid_before_order": {
        "older_than_its_order": Words(
            "The channel dates it {at}, before order {order_id} was placed; finance decides.",
            "渠道所报付款时间 {at} 早于订单 {order_id} 的下单时间；请财务处理。",
        ),
    },
    "unknown_odd_notice": {
        "no_such_odd_notice": Words(
            "There is no odd notice {odd_notice}; list them at /v1/odd-notices.",
            "没有异常通知 {odd_notice}；请在 /v1/odd-notices 查看。",
        ),
    },
}

ODD_CASE: "Mapping[OddCase, Words]" = {
    "amount_mismatch": Words(
        "Another sum came than is due. Take it if it covers the order, or pay it back; when the "
        "order expires it goes back by itself.",
        "收到的金额与应付不符。足额可认作该订单付款，否则请退回；订单到期未付将自动退回。",
    ),
    "first_transfer_lives": Words(
        "A payout was to be paid again, and the channel does not say that the first transfer "
        "failed. Nothing was sent and the sum stays reserved. Look the first transfer up at the "
        "channel: count it as paid if the payee has it, else make it available to him again.",
        "重打提交前，渠道未确认首笔转账失败，故未提交，款项继续占用。请在渠道核实首笔转账："
        "收款人已收款则计为已付，否则退回其可提现余额。",
    ),
    "paid_before_order": Words(
        "The payment is dated before its order. Look at the order's number in the shop and at the "
        "channel, then take it or pay it back; when the order expires it goes back by itself.",
        "付款时间早于下单时间。请核对商城与渠道的订单号后认作付款或退回；订单到期未付将自动退回。",
    ),
    "paid_twice": Words(
        "The order was paid twice; the second payment goes back by itself.",
        "订单重复付款，第二笔自动退回。",
    ),
    "payout_final": Words(
        "The channel contradicts how a transfer has ended. Look the transfer up at the channel; if "
        "the payee has money that the ledger gave back to him, settle it with him, then note it.",
        "渠道所报转账结果与已确认的结果相反。请在渠道核实；若收款人实际已收款，请与其结清后注明。",
    ),
    "refund_abnormal": Words(
        "The channel cannot pay the buyer back (his card is closed or frozen). Pay him by hand and "
        "report it under the refund: that resolves this.",
        "渠道无法原路退款（如银行卡已注销或冻结）。请人工退款并在该退款下登记，登记后即处理完毕。",
    ),
    "refund_closed": Words(
        "The channel has closed the refund without paying. Pay the buyer by hand and report it "
        "under the refund: that resolves this.",
        "渠道已关闭该退款且未付款。请人工退款并在该退款下登记，登记后即处理完毕。",
    ),
    "refund_final": Words(
        "The channel paid a refund that was paid by hand as well: the buyer has it twice. Ask him "
        "for one of them, then note it.",
        "该退款已人工退还，渠道又退一次：客户收到两笔。请追回其中一笔后注明。",
    ),
    "report_differs": Words(
        "The channel reports another sum of a refund or transfer than ours. Compare the channel's "
        "bill with it, settle the difference, then note what you found.",
        "渠道所报退款或转账金额与我方不符。请核对渠道账单、处理差额后注明结果。",
    ),
    "unknown_order": Words(
        "Money came for a number that is no order here. If the order comes yet, the money is taken "
        "by itself; else pay it back.",
        "收到无对应订单的款项。若订单稍后到达将自动认作付款；否则请退回。",
    ),
}

ODD_STATE: "Mapping[State, Words]" = {
    "open": Words("open", "待处理"),
    "resolved": Words("resolved", "已处理"),
}

CHOICE: "Mapping[Choice, Words]" = {
    "take": Words("take it as the order's payment", "认作该订单的付款"),
    "pay_back": Words("pay it back", "退回"),
    "count_paid": Words("count it as paid by the first transfer", "计为首笔转账已付"),
    "make_available": Words("make it available to the payee again", "退回收款人可提现余额"),
    "note": Words("note that nothing is left to do", "注明无需处理"),
}

RESOLUTION: "Mapping[Resolution, Words]" = {
    "taken": Words("taken as the payment", "已认作付款"),
    "paid_back": Words("paid back", "已退回"),
    "paid_by_hand": Words("paid by hand", "已人工支付"),
    "counted_paid": Words("counted as paid", "已计为已付"),
    "made_available": Words("available to the payee again", "已退回可提现余额"),
    "noted": Words("noted", "已注明"),
}

EVENT: "Mapping[OddNoticeCode, Words]" = {
    "odd_notice_kept": Words(
        "The channel reported {amount_fen:yuan} for {order}, which does not fit; finance decides.",
        "渠道就 {order} 所报 {amount_fen:yuan} 与我方不符；请财务处理。",
    ),
    "odd_notice_resolved": Words(
        "What the channel reported for {order} is resolved: {resolution:resolution}.",
        "渠道就 {order} 所报的异常已处理：{resolution:resolution}。",
    ),
}

APPROVAL_KIND: Mapping[str, Words] = {
    "odd_notice": Words("money that does not fit", "异常款项处理"),
}

OPERATION: Mapping[str, Words] = {
    "resolve_odd_notice": Words(
        "{who} decided about {subject:subject}<: {reason}>.",
        "{who} 处理：{subject:subject}<，原因：{reason}>。",
    ),
}

SUBJECT: Mapping[str, Words] = {
    "odd_notice": Words("odd notice {id}", "异常通知 {id}"),
}

TERMINAL: Mapping[str, Words] = {
    "decide_one_of": Words("you may decide", "可选处理"),
    "odd_expected": Words("expected", "应为"),
    "odd_subject": Words("about", "涉及"),
    "odd_transaction": Words("transaction", "交易号"),
    "resolved_odd_notice": Words("resolved", "处理结果"),
    "what_to_do": Words("what to do", "如何处理"),
}
