"""What people read about orders, their returns, refunds and disputes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from shared.words.wording import ProblemWords, Words

if TYPE_CHECKING:
    from shared.domain.orders.codes import Fact, RefundCode
    from shared.domain.orders.commissions import NobodyPromised, Withheld
    from shared.domain.orders.kept_order import Status
    from shared.domain.orders.refund_record import RefundPart, RefundStatus
    from shared.domain.orders.return_items import ReturnKind

PROBLEMS: Mapping[str, ProblemWords] = {
    "order_no_taken": ProblemWords(
        409,
        Words("The number is another order's", "该订单号已用于另一笔订单"),
        Words(
            "A shop's number is one order's for ever, also when that was cancelled or has expired.",
            "店铺订单号永久对应一笔订单，订单取消或过期后也不能再用。",
        ),
        Words(
            "Read the order of that number; give a new order a new number.",
            "请按该订单号查询订单；新订单请使用新的订单号。",
        ),
    ),
    "over_dispute": ProblemWords(
        422,
        Words("More than chargebacks took", "超过拒付扣回的金额"),
        Words(
            "A dispute cannot give back more than chargebacks took from the order or the line.",
            "争议胜诉返还的金额不得超过该订单或该行被拒付扣回的金额。",
        ),
        Words(
            "Compare the case with the channel and send at most `winnable_fen`.",
            "请与支付渠道核对该案件，金额最多为 `winnable_fen`。",
        ),
    ),
    "over_refund": ProblemWords(
        422,
        Words("More than is left to refund", "超过可退金额"),
        Words(
            "Goods, freight and surcharge can each be refunded up to what was paid for them.",
            "商品、运费与附加费分别以已付金额为限退款。",
        ),
        Words("Send at most `refundable_fen`.", "退款金额最多为 `refundable_fen`。"),
    ),
    "reference_taken": ProblemWords(
        409,
        Words("The number was taken in before", "该流水号或案件号已登记"),
        Words(
            "A transaction or case number counts once, for one order and one amount.",
            "每个流水号或案件号只登记一次，对应一笔订单与一个金额。",
        ),
        Words(
            "Look the number up at the bank or the channel and send the right one.",
            "请到银行或支付渠道核对后填写正确的号码。",
        ),
    ),
    "refund_final": ProblemWords(
        409,
        Words("The refund is final", "退款已终结"),
        Words(
            "The channel reports a refund as paid that an operator had paid by hand.",
            "支付渠道报告退款成功，而该退款此前已人工支付。",
        ),
        Words(
            "The buyer got the money twice: ask him for one of both.",
            "客户收到两次退款：请联系客户退回其中一笔。",
        ),
    ),
    "unknown_line": ProblemWords(
        404,
        Words("No such line", "订单行不存在"),
        Words("The order has no line of that number.", "该订单没有此行号。"),
        Words("Read the order and name one of its lines.", "请查询订单并填写其中的行号。"),
    ),
    "unknown_order": ProblemWords(
        404,
        Words("No such order", "订单不存在"),
        Words(
            "There is no order of that number, or it is another storefront's.",
            "没有该编号的订单，或订单属于其他店铺。",
        ),
        Words(
            "Send the `order_id` that the order's receipt named.",
            "请使用下单回执中的 `order_id`。",
        ),
    ),
    "unknown_refund": ProblemWords(
        404,
        Words("No such refund", "退款单不存在"),
        Words("The order has no refund of that number.", "该订单没有此编号的退款。"),
        Words(
            "Read the order and send the `refund_id` that its refund's receipt named.",
            "请查询订单，并使用退款回执中的 `refund_id`。",
        ),
    ),
    "unknown_return": ProblemWords(
        404,
        Words("No such return", "退货单不存在"),
        Words("The order has no return of that number.", "该订单没有此编号的退货。"),
        Words(
            "Read the order and send the `return_id` that its return's receipt named.",
            "请查询订单，并使用退货回执中的 `return_id`。",
        ),
    ),
    "window_closed": ProblemWords(
        409,
        Words("The return window is closed", "已过退货期限"),
        Words(
            "Goods may come back without a reason only until the return window ends.",
            "无理由退货只能在退货期限内提出。",
        ),
        Words(
            "Ask for a return as a defect, where there is one.",
            "如商品有质量问题，请以质量问题申请退货。",
        ),
    ),
}

REFUSALS: Mapping[str, Mapping[str, Words]] = {
    "amount_mismatch": {
        "discount_too_large": Words(
            "The discount is larger than all lines together; lower it or correct the prices.",
            "优惠金额大于各行合计；请降低优惠或更正价格。",
        ),
        "payment_differs": Words(
            "The order is {due_fen:yuan}, {paid_fen:yuan} arrived; take in what is due, or give "
            "the payment back.",
            "订单应付 {due_fen:yuan}，实收 {paid_fen:yuan}；请按应付金额收款，或退回该笔款项。",
        ),
        "refund_report_differs": Words(
            "The refund {refund_id} is {refund_fen:yuan}; compare it with what the channel "
            "reports.",
            "退款 {refund_id} 的金额为 {refund_fen:yuan}；请与支付渠道核对。",
        ),
        "repayment_differs": Words(
            "The refund is {refund_fen:yuan}, {paid_fen:yuan} was paid; pay the whole refund in "
            "one transfer and enter that.",
            "退款应为 {refund_fen:yuan}，登记为 {paid_fen:yuan}；请一次付足退款金额后再登记。",
        ),
    },
    "amount_zero": {
        "nothing_given_back": Words(
            "Nothing is given back; name an amount above 0.00.",
            "退款金额为零；请填写大于 0.00 的金额。",
        ),
        "nothing_won_back": Words(
            "Nothing was won back; name an amount above 0.00.",
            "胜诉返还金额为零；请填写大于 0.00 的金额。",
        ),
        "order_costs_nothing": Words(
            "An order that costs nothing in all is not taken; send one that is paid for.",
            "应付总额为零的订单不予受理；请提交需要付款的订单。",
        ),
    },
    "illegal_transition": {
        "defect_only": Words(
            "Line {line} may come back for a defect only; ask for a return as a defect.",
            "第 {line} 行不支持无理由退货；如有质量问题，请以质量问题申请。",
        ),
        "everything_went_back": Words(
            "All that was paid went back already and the order is closed; nothing is left to do.",
            "已付款项已全部退回，订单已关闭，无需再操作。",
        ),
        "line_refunded": Words(
            "Line {line} was refunded in full already; leave it out.",
            "第 {line} 行已全额退款；请去掉该行。",
        ),
        "lines_under_return": Words(
            "These lines are under return already: {return_ids}. Go on with that return.",
            "这些行已在退货处理中：{return_ids}；请继续处理该退货。",
        ),
        "no_money_awaited": Words(
            "The order waits for no money; pay back by hand what arrived for it.",
            "订单不在待付款状态；请人工退回已收到的款项。",
        ),
        "no_return_waits": Words(
            "No return of these lines waits for this; read the order for where its returns stand.",
            "这些行没有等待此操作的退货；请查询订单中退货的进度。",
        ),
        "not_paid": Words(
            "An order that is {state:order_status} cannot be {fact:order_status}; wait for its "
            "payment, or place it anew.",
            "订单{state:order_status}，不能登记为{fact:order_status}；请等待付款或重新下单。",
        ),
        "nothing_charged_back": Words(
            "No chargeback took anything from this order; enter the chargeback first.",
            "该订单没有被拒付扣回的款项；请先登记拒付。",
        ),
        "nothing_charged_back_of_line": Words(
            "No chargeback took anything from line {line} of this order; enter the chargeback "
            "first, or name another line.",
            "该订单第 {line} 行没有被拒付扣回的款项；请先登记拒付或更正行号。",
        ),
        "nothing_shipped": Words(
            "The order is {state:order_status}: nothing was shipped yet; cancel it instead.",
            "订单{state:order_status}，尚未发货；请改为取消订单。",
        ),
        "nothing_to_give_back": Words(
            "The order is {state:order_status}: there is no payment to give back; leave it as "
            "it is.",
            "订单{state:order_status}，没有可退的款项，无需退款。",
        ),
        "order_cancelled": Words(
            "The order was cancelled, or expired before anybody paid: there is nothing to pay. "
            "Place a new order where one is still wanted.",
            "订单已取消或逾期未付，无需付款；如仍需购买，请重新下单。",
        ),
        "paid_already": Words(
            "The order was paid already and is {state:order_status}: there is nothing to pay; "
            "leave it as it is.",
            "订单此前已付款，现为{state:order_status}：无需再次付款。",
        ),
        "time_to_pay_over": Words(
            "The time to pay this order ended at {expires_at}: there is nothing to pay any more. "
            "Place a new order where one is still wanted.",
            "该订单的付款期限已于 {expires_at} 结束，不能再付款；如仍需购买，请重新下单。",
        ),
        "refund_waits_for_nobody": Words(
            "The refund is {state:refund_status} and waits for no operator: do not pay it by hand.",
            "退款{state:refund_status}，无需人工处理；请勿人工支付。",
        ),
        "refunded_in_full": Words(
            "An order refunded in full cannot be {fact:order_status}; keep the goods, or get them "
            "back.",
            "已全额退款的订单不能登记为{fact:order_status}；请停止发货或追回商品。",
        ),
        "too_late_to_cancel": Words(
            "The order is {state:order_status} already; ask for a return instead.",
            "订单{state:order_status}，不能取消；请改为申请退货。",
        ),
    },
    "invalid": {
        "too_many_codes": Words(
            "The buyer was given {max_codes} ways to pay this order; place a new one.",
            "该订单已发起 {max_codes} 种支付；请重新下单。",
        ),
        "line_sets_no_terms": Words(
            "The plan lets no line set terms; leave them out of line {line}.",
            "方案不允许订单行自定佣金条件；请去掉第 {line} 行的 terms。",
        ),
        "line_terms_outside": Words(
            "What line {line} pays each depth, with its sum a piece, must lie between {min_bp} "
            "and {max_bp} basis points of its price; correct its terms.",
            "第 {line} 行每层的佣金（含每件金额）须为售价的 {min_bp} 至 {max_bp} 基点；"
            "请更正其 terms。",
        ),
        "order_too_expensive": Words(
            "An order costs at most {max_fen:yuan} yuan; split it.",
            "单笔订单最高 {max_fen:yuan} 元；请拆分订单。",
        ),
        "payment_date_unfit": Words(
            "`paid_at` lies before the order or in the future; check the date.",
            "付款时间 `paid_at` 早于下单或在未来；请核对日期。",
        ),
        "repayment_date_unfit": Words(
            "`paid_at` lies before the refund or in the future; check the date.",
            "付款时间 `paid_at` 早于退款决定或在未来；请核对日期。",
        ),
        "too_many_commands": Words(
            "An order takes at most {max_commands} commands; go on with a new order.",
            "单笔订单最多接受 {max_commands} 次操作；请另下新单处理。",
        ),
        "too_many_returned_lines": Words(
            "An order takes back at most {max_lines} lines in all; refund the rest without a "
            "return.",
            "单笔订单最多退回 {max_lines} 行次；其余请直接退款。",
        ),
        "too_long_names": Words(
            "SKUs and categories take {bytes} bytes, more than the {max_bytes} that an order "
            "holds; split it.",
            "商品编号与类目共 {bytes} 字节，超过单笔订单上限 {max_bytes}；请拆分订单。",
        ),
        "too_many_shares": Words(
            "{shares} shares are more than the {max_shares} that an order holds; split it.",
            "该订单产生 {shares} 份佣金，超过上限 {max_shares}；请拆分订单。",
        ),
    },
    "order_no_taken": {
        "number_of_another_order": Words(
            "The number {order_no} is that of the order {order_id}, whose content differs; send "
            "the order under a new number.",
            "订单号 {order_no} 已用于订单 {order_id}，且内容不同；请换一个订单号重新提交。",
        ),
    },
    "over_dispute": {
        "above_what_was_taken": Words(
            "At most {winnable_fen:yuan} that chargebacks took can still be won back; correct the "
            "amount.",
            "最多还可返还被拒付扣回的 {winnable_fen:yuan}；请更正金额。",
        ),
    },
    "over_refund": {
        "above_what_is_left": Words(
            "At most {refundable_fen:yuan} of this part can still be refunded; lower the amount.",
            "此部分最多还可退 {refundable_fen:yuan}；请降低金额。",
        ),
        "nothing_is_left": Words(
            "Nothing of this part is left to give back; leave it as it is, or name another part.",
            "此部分已没有可退的金额；无需再退，或改填其他部分。",
        ),
    },
    "reference_taken": {
        "number_of_line": Words(
            "{number} was taken in for order {order_id}, line {line} with {amount_fen:yuan}; look "
            "the number up again.",
            "{number} 已登记于订单 {order_id} 第 {line} 行，金额 {amount_fen:yuan}；"
            "请重新核对号码。",
        ),
        "number_of_order": Words(
            "{number} was taken in for order {order_id} with {amount_fen:yuan}; look the number "
            "up again.",
            "{number} 已登记于订单 {order_id}，金额 {amount_fen:yuan}；请重新核对号码。",
        ),
        "number_of_refund": Words(
            "{number} was taken in for order {order_id}, refund {refund_id} with "
            "{amount_fen:yuan}; look the number up again.",
            "{number} 已登记于订单 {order_id} 的退款 {refund_id}，金额 {amount_fen:yuan}；"
            "请重新核对号码。",
        ),
    },
    "refund_final": {
        "refund_paid_by_hand": Words(
            "{refund_id} was paid by hand already: ask the buyer to give one payment back.",
            "退款 {refund_id} 此前已人工支付：请联系客户退回其中一笔。",
        ),
    },
    "unknown_line": {
        "no_such_line": Words(
            "The order has no line {line}; read the order and name one of its lines.",
            "订单没有第 {line} 行；请查询订单并填写其中的行号。",
        ),
    },
    "unknown_order": {
        "no_such_order": Words(
            "There is no order {order_id}; send the id that its receipt named. By the shop's own "
            "number it is found with GET /v1/orders?order_no=….",
            "没有订单 {order_id}；请使用下单回执中的编号。按店铺自己的订单号查询："
            "GET /v1/orders?order_no=…。",
        ),
        "order_without_refund": Words(
            "Order {order_id} has no refund {refund_id}; compare both with the channel.",
            "订单 {order_id} 没有退款 {refund_id}；请与支付渠道核对。",
        ),
        "refund_names_no_order": Words(
            "The refund {refund_id} names no order; look it up at the channel.",
            "退款 {refund_id} 未注明订单；请在支付渠道查询。",
        ),
    },
    "unknown_refund": {
        "no_such_refund": Words(
            "Order {order_id} has no refund {refund_id}; read the order for those it has.",
            "订单 {order_id} 没有退款 {refund_id}；请查询订单的退款。",
        ),
    },
    "unknown_return": {
        "no_such_return": Words(
            "Order {order_id} has no return {return_id}; read the order for those it has.",
            "订单 {order_id} 没有退货 {return_id}；请查询订单的退货。",
        ),
    },
    "window_closed": {
        "return_window_over": Words(
            "The return window of line {line} is over; a defect can still be claimed.",
            "第 {line} 行已过退货期限；如有质量问题仍可申请。",
        ),
    },
}

ORDER_STATUS: "Mapping[Status, Words]" = {
    "created": Words("waiting for payment", "待付款"),
    "paid": Words("paid", "已付款"),
    "shipped": Words("shipped", "已发货"),
    "delivered": Words("delivered", "已签收"),
    "closed": Words("closed", "已关闭"),
    "cancelled": Words("cancelled", "已取消"),
}

REFUND_STATUS: "Mapping[RefundStatus, Words]" = {
    "decided": Words("decided", "已决定"),
    "sent": Words("sent to the channel", "已提交渠道"),
    "processing": Words("under way at the channel", "渠道处理中"),
    "success": Words("paid", "已到账"),
    "closed": Words("given up by the channel", "已被渠道关闭"),
    "abnormal": Words("stuck at the channel", "渠道处理异常"),
}

NOBODY_PROMISED: "Mapping[NobodyPromised, Words]" = {
    "unbound": Words(
        "The buyer belongs to nobody, and the order bears no referral code.",
        "客户没有归属，订单也没有推荐码。",
    ),
    "link_binds_nobody": Words(
        "The buyer belongs to nobody, and the order's referral code did not bind him: bind him by "
        "POST /v1/bindings first, or set `bind_on_order` in the policy.",
        "客户没有归属，订单的推荐码未绑定客户：请先调用 POST /v1/bindings 绑定，或在政策中开启 "
        "`bind_on_order`。",
    ),
    "binding_expired": Words(
        "The buyer's binding has ended; bind him anew.", "客户的归属已过有效期；请重新绑定。"
    ),
    "no_upline": Words(
        "The buyer is a distributor without an upline.", "客户是分销员，且没有上级。"
    ),
    "nobody_active": Words(
        "Nobody above the buyer is active.", "客户的上级均不合格（已停用、退出或近期无销售）。"
    ),
    "nobody_above": Words("Nobody stood above the buyer.", "客户没有上级。"),
    "nothing_promised": Words(
        "The plan pays nothing for an order of this kind or for these goods.",
        "分润方案对此类订单或这些商品不计佣。",
    ),
}

WITHHELD: "Mapping[Withheld, Words]" = {
    "BUDGET_EXHAUSTED": Words("the plan's budget is exhausted (BUDGET_EXHAUSTED)", "预算已满"),
    "not_active": Words("not active when the order was created", "下单时不合格"),
    "not_active_at_payment": Words("not active when the order was paid", "付款时不合格"),
    "sold_before": Words("not the seller's first paid order", "非首单"),
}

RETURN_KIND: "Mapping[ReturnKind, Words]" = {
    "return": Words("a return", "退货"),
    "exchange": Words("an exchange", "换货"),
    "defect": Words("a return for a defect", "质量问题退货"),
}

REFUND_PART: "Mapping[RefundPart | Literal['all', 'stray'], Words]" = {
    "goods": Words("for goods", "商品款"),
    "freight": Words("for freight", "运费"),
    "surcharge": Words("for the surcharge", "附加费"),
    "all": Words("all that was paid", "全部款项"),
    "stray": Words("a payment that was not due", "不应收的款项"),
}

EVENT: "Mapping[Fact | RefundCode, Words]" = {
    "created": Words("The order was placed.", "已下单。"),
    "paid": Words("The order was paid: {amount_fen:yuan}.", "已付款：{amount_fen:yuan}。"),
    "shipped": Words("The order was shipped.", "已发货。"),
    "delivered": Words("The order was delivered.", "已签收。"),
    "cancelled": Words("The order was cancelled.", "订单已取消。"),
    "closed": Words("The order was closed.", "订单已关闭。"),
    "reopened": Words("The order was opened again.", "订单已重新打开。"),
    "return_requested": Words(
        "The buyer asked for {kind:return_kind}: line {lines:listed}.",
        "客户申请{kind:return_kind}：第 {lines:listed} 行。",
    ),
    "return_received": Words(
        "Returned goods came back: line {lines:listed}.", "已收到退回商品：第 {lines:listed} 行。"
    ),
    "return_accepted": Words(
        "Returned goods were accepted: line {lines:listed}.",
        "退回商品验收通过：第 {lines:listed} 行。",
    ),
    "return_rejected": Words(
        "Returned goods were rejected: line {lines:listed}.",
        "退回商品验收未通过：第 {lines:listed} 行。",
    ),
    "replacement_delivered": Words(
        "The replacement was delivered: line {lines:listed}.", "换货已签收：第 {lines:listed} 行。"
    ),
    "refund_decided": Words(
        "A refund of {amount_fen:yuan} was decided: {part:refund_part}<, line {lines:listed}>.",
        "已决定退款 {amount_fen:yuan}：{part:refund_part}<，第 {lines:listed} 行>。",
    ),
    "charged_back": Words(
        "The payment channel took {amount_fen:yuan} back<, line {lines:listed}><, case {case}>.",
        "支付渠道拒付收回 {amount_fen:yuan}<，第 {lines:listed} 行><，案件 {case}>。",
    ),
    "dispute_won": Words(
        "The payment channel gave {amount_fen:yuan} again<, line {lines:listed}><, case {case}>.",
        "拒付申诉成功，返还 {amount_fen:yuan}<，第 {lines:listed} 行><，案件 {case}>。",
    ),
    "commission_promised": Words(
        "Commission was promised<: {amount_fen:yuan}>.", "佣金已计入待结算<：{amount_fen:yuan}>。"
    ),
    "commission_released": Words(
        "Commission was released<: {amount_fen:yuan}><, now {to:balance_state}>.",
        "佣金已解冻<：{amount_fen:yuan}><，转入{to:balance_state}>。",
    ),
    "commission_reversed": Words(
        "Commission was taken back<: {amount_fen:yuan}>.", "佣金已扣回<：{amount_fen:yuan}>。"
    ),
    "commission_restored": Words(
        "Commission was given again<: {amount_fen:yuan}>.", "佣金已恢复<：{amount_fen:yuan}>。"
    ),
    "refund_sent": Words(
        "The refund of {amount_fen:yuan} was sent to the payment channel.",
        "退款 {amount_fen:yuan} 已提交支付渠道。",
    ),
    "refund_paid": Words(
        "The refund of {amount_fen:yuan} reached the buyer<, transaction {transaction}>.",
        "退款 {amount_fen:yuan} 已到账<，交易号 {transaction}>。",
    ),
    "refund_closed": Words(
        "The payment channel gave the refund of {amount_fen:yuan} up; it was left to be paid by "
        "hand.",
        "支付渠道已关闭退款 {amount_fen:yuan}，转为人工退款。",
    ),
    "refund_abnormal": Words(
        "The refund of {amount_fen:yuan} got stuck at the payment channel; it was left to be paid "
        "by hand.",
        "退款 {amount_fen:yuan} 渠道处理异常，转为人工退款。",
    ),
}

OPERATION: Mapping[str, Words] = {
    "confirm_manual_payment": Words(
        "{who} confirmed a payment by hand of {subject:subject}<: {reason}>.",
        "{who} 人工确认收款：{subject:subject}<，原因：{reason}>。",
    ),
    "finish_refund_by_hand": Words(
        "{who} paid {subject:subject} by hand<: {reason}>.",
        "{who} 人工完成{subject:subject}<，原因：{reason}>。",
    ),
    "report_chargeback": Words(
        "{who} reported a chargeback of {subject:subject}<: {reason}>.",
        "{who} 登记拒付：{subject:subject}<，原因：{reason}>。",
    ),
    "report_dispute_won": Words(
        "{who} reported that a dispute was won over {subject:subject}<: {reason}>.",
        "{who} 登记拒付申诉成功：{subject:subject}<，原因：{reason}>。",
    ),
}

SUBJECT: Mapping[str, Words] = {
    "order": Words("order {id}", "订单 {id}"),
    "refund": Words("refund {id}", "退款 {id}"),
}

FAULT: Mapping[str, Words] = {
    "client_ip_missing": Words(
        "send the buyer's address (payer_client_ip): a browser's payment is bound to it",
        "请提供客户 IP（payer_client_ip）：H5 支付与其绑定",
    ),
    "h5_type_unfit": Words(
        "only h5 has an h5_type, not {kind}; leave it out", "只有 h5 有 h5_type，{kind} 请勿填写"
    ),
    "no_ip_address": Words("send an IPv4 or IPv6 address", "请填写 IPv4 或 IPv6 地址"),
    "openid_unfit": Words(
        "jsapi and mini_program need the buyer's openid, other kinds none; this is {kind}",
        "jsapi 与 mini_program 须填客户 openid，其他类型请勿填写；当前为 {kind}",
    ),
    "identifier_length": Words(
        "an id has 1 to {most} characters, this one has {length}",
        "编号须为 1 至 {most} 个字符，现为 {length} 个",
    ),
    "identifier_of_dots": Words(
        "an id of dots alone can stand in no path; give it another name",
        "编号不能只由点组成（无法写入网址）；请换一个",
    ),
    "identifier_spaced": Words(
        "no space may stand before or behind an id; leave it out", "编号首尾不能有空格；请去掉"
    ),
    "identifier_unseen": Words(
        "an id takes no control characters, tabs or line breaks; leave them out",
        "编号不能含控制字符、制表符或换行；请去掉",
    ),
    "line_for_goods_only": Words("name a line for goods only", "只有商品款才能指明订单行"),
    "line_terms_empty": Words(
        "name rates or sums a piece; a line that pays nothing has a rate of 0",
        "请写明费率或每件金额；不计佣的订单行请写费率 0",
    ),
    "two_lines_of_one_number": Words(
        "two lines have the same number; number each once", "有两行行号相同；每行行号须唯一"
    ),
}
