"""Orders and what becomes of them."""

from collections.abc import Mapping

from shared.words.commission import NOT_PAID
from shared.words.orders import NOBODY_PROMISED, WITHHELD
from shared.words.wording import Words

DUE = Words(
    "The next moment at which something happens by itself unless a fact comes first: it expires "
    "unpaid, is late for its shipment, counts as delivered, or its time for returns (a return's "
    "own end) is over; null: only a fact can end the wait, or nothing is awaited.",
    "若无新的事实，下一次自动变化的时间：未付款而失效、发货逾期、视为签收、退货期（或某项退货的期限）"
    "结束；只能由事实结束或无须等待时为 null。",
)
ASKED_NEXT = Words(
    "When the channel is asked next how it stands; null: it is not asked.",
    "下一次向支付渠道查询的时间；不再查询时为 null。",
)

FIELD: Mapping[str, Words] = {
    "accepted": Words("Whether the goods are taken back.", "是否验收通过。"),
    "asked_at": Words("When it was asked for.", "申请时间。"),
    "awaiting": Words("What it waits for.", "等待事项。"),
    "base_fen": Words("What the buyer pays for the line, in fen.", "该行实付金额（分）。"),
    "by_hand": Words(
        "How it was paid outside the channel; null: it was not.", "人工退款信息；null 表示没有。"
    ),
    "case_no": Words("The channel's case number.", "渠道的案件编号。"),
    "category": Words("The product's category at the shop.", "店铺的商品类别。"),
    "appid": Words(
        "The app that the buyer pays in; the merchant's first where it is left out.",
        "客户付款所在的应用；不填为商户的首个应用。",
    ),
    "appId": Words("The app that it is signed for.", "签名所用的应用。"),
    "code_url": Words(
        "What the buyer's QR code says; null for another kind.",
        "付款二维码的内容；其他类型为 null。",
    ),
    "h5_type": Words(
        "What the buyer's browser shows: a page where it is left out.",
        "H5 场景类型；不填为 Wap。",
    ),
    "h5_url": Words(
        "What the phone's browser opens within five minutes; null for another kind.",
        "手机浏览器五分钟内打开的链接；其他类型为 null。",
    ),
    "PaymentTerms.kind": Words(
        "Where the buyer pays: by a code where it is left out.", "付款方式；不填为扫码。"
    ),
    "PaymentIntent.kind": Words("Where the buyer pays.", "付款方式。"),
    "nonceStr": Words("A text used once.", "随机字符串。"),
    "PaymentTerms.openid": Words("The buyer's openid in that app.", "客户在该应用下的 openid。"),
    "package": Words("What names the payment to WeChat.", "支付单标识。"),
    "payer_client_ip": Words("The buyer's IP address.", "客户的 IP 地址。"),
    "paySign": Words("The merchant's signature.", "商户签名。"),
    "prepay": Words(
        "What the page or mini-program hands to WeChat as it is; null for another kind.",
        "网页或小程序原样交给微信的参数；其他类型为 null。",
    ),
    "signType": Words("How it is signed.", "签名方式。"),
    "timeStamp": Words("When it was signed, in seconds.", "签名时间（秒）。"),
    "cost_fen": Words("What a piece costs the brand, in fen.", "单件成本（分）。"),
    "courier": Words("Which courier was asked for.", "快递方式。"),
    "created_at": Words("When it was placed.", "下单时间。"),
    "discount_fen": Words(
        "The order's coupon in fen, spread over the lines.", "整单优惠（分），分摊至各行。"
    ),
    "disputes": Words("What the channel took back or gave again.", "渠道争议记录。"),
    "due_at": Words("Until when it waits.", "等待的截止时间。"),
    "due_fen": Words("What the buyer pays in all, in fen.", "应付总额（分）。"),
    "fact": Words("Which fact was taken in.", "所记录的事实。"),
    "freight_fen": Words("Freight in fen.", "运费（分）。"),
    "link": Words("The referral code that the buyer came through.", "客户所经的推广码。"),
    "nobody": Words(
        "Why it promises nobody commission; null: it promises somebody some.",
        "为何没有任何人获得佣金承诺；有人获得时为 null。",
    ),
    "nobody_because": Words(
        "Why nobody is promised anything; null: somebody is.",
        "为何没有任何人获得佣金承诺；有人获得时为 null。",
    ),
    "no_reason_return": Words("Whether it may come back for no reason.", "是否支持无理由退货。"),
    "inspect_by": Words(
        "Until when it is inspected, or counts as accepted; null: not waiting.",
        "验货期限，逾期视为验收通过；无须等待时为 null。",
    ),
    "lapses_at": Words(
        "When it lapses unless the goods come back; null: it does not.",
        "逾期未退回则失效的时间；不会失效时为 null。",
    ),
    "open": Words(
        "Whether anything of it is still to be decided or done.", "是否仍有待决定或待办的事项。"
    ),
    "order_no": Words(
        "The shop's own number of the order, unique at the shop; null: it gave none.",
        "店铺自己的订单号，同一店铺内唯一；未提供时为 null。",
    ),
    "paid_at": Words("When the money came, by the evidence.", "到账时间，以凭证为准。"),
    "part": Words("Which part of the price.", "退款部分。"),
    "payment": Words("How the buyer pays.", "付款方式。"),
    "per_piece_fen": Words(
        "Fixed sums a piece in fen, by depth, nearest first.", "每件金额（分），按层级由近到远。"
    ),
    "price_fen": Words("The price of a piece in fen.", "单价（分）。"),
    "promised": Words(
        "Whom it promises commission, the nearest first.", "获得佣金承诺的人，由近到远。"
    ),
    "qty": Words("How many pieces.", "件数。"),
    "rates_bp": Words(
        "Rates in basis points, by depth, nearest first.", "比率（基点），按层级由近到远。"
    ),
    "received_at": Words(
        "When the goods came back; null: not yet.", "收到退货的时间；未收到为 null。"
    ),
    "refund_due_at": Words(
        "Until when the refund is to be decided; null: none is due.",
        "应退款的期限；无须退款时为 null。",
    ),
    "refund_id": Words("The refund's id.", "退款编号。"),
    "refunded_fen": Words("What was paid back of it, in fen.", "已退金额（分）。"),
    "refunds": Words("What was paid back.", "退款。"),
    "released_at": Words("When its commission became available.", "佣金可用的时间。"),
    "replacement_due_at": Words(
        "When the replacement counts as delivered unless told before; null: none is due.",
        "换货逾期视为送达的时间；无须换货时为 null。",
    ),
    "return_id": Words("The return's id.", "退货编号。"),
    "returns": Words("What was asked to come back.", "退换货记录。"),
    "ship_by": Words("Until when it is to be shipped.", "发货期限。"),
    "ship_by_provisional": Words(
        "Whether the calendar of that year is yet to come.", "期限是否因日历未公布而暂定。"
    ),
    "status": Words("How far the order has come.", "订单状态。"),
    "timeline": Words("What happened to it, in order.", "订单时间线。"),
    "window_ends": Words("Until when it may come back.", "可退货的截止时间。"),
    "terms": Words("Terms of its own, inside the plan's limits.", "自带条款，须在方案限制之内。"),
    "ExplanationView.paid_at": Words(
        "When it was paid; null: not yet.", "付款时间；未付款为 null。"
    ),
    "Inspection.lines": Words(
        "Which lines; none named: all undecided ones.", "所涉行号；不填为全部未决的行。"
    ),
    "Delivery.lines": Words(
        "The lines whose replacement arrived; none named: the order.",
        "换货送达的行号；不填为整单。",
    ),
    "LineView.line": Words("The line's number in the order.", "订单行号。"),
    "ManualPayment.account": Words("The account it came to.", "到账的收款账户。"),
    "NewLine.line": Words("The line's number, chosen by the shop.", "行号，由店铺自定。"),
    "NewOrder.lines": Words("What is bought.", "所购商品。"),
    "OrderReceipt.expires_at": Words("Until when it is to be paid.", "付款期限。"),
    "OrderLine.due_at": DUE,
    "OrderView.due_at": DUE,
    "OrderView.expires_at": Words(
        "Until when it is to be paid, or it expires; null: it is not to be paid any more.",
        "付款期限，逾期订单失效；无须再付款时为 null。",
    ),
    "OrderView.lines": Words("The lines as they stand.", "订单各行。"),
    "RefundInList.due_at": ASKED_NEXT,
    "RefundView.due_at": ASKED_NEXT,
    "RefundView.decided_at": Words("When it was decided.", "决定退款的时间。"),
    "ReturnedGoods.lines": Words(
        "Which lines came back; none named: all of them.", "已退回的行号；不填为全部。"
    ),
    "{refund_id}": Words("The refund's id.", "退款编号。"),
    "{return_id}": Words("The return's id.", "退货编号。"),
}

ORDER_AWAITS: Mapping[str, Words] = {
    "after_sale": Words("the end of a return or a dispute", "售后结束"),
    "delivery": Words("its delivery", "送达"),
    "held_lines": Words("a decision about commission that is held", "暂扣佣金的处理"),
    "nothing": Words("nothing", "无"),
    "payment": Words("the buyer's payment", "客户付款"),
    "shipment": Words("its shipment", "发货"),
    "window": Words("the end of the time for returns", "退货期结束"),
}

REFUND_AWAITS: Mapping[str, Words] = {
    "channel": Words("the channel", "支付渠道"),
    "nothing": Words("nothing", "无"),
    "operator": Words("somebody to pay it by hand", "人工退款"),
}

COURIERS: Mapping[str, Words] = {
    "other": Words(
        "another one, as the buyer wishes: the policy's courier_surcharge is added for each piece",
        "客户指定的其他快递：每件加收政策中的 courier_surcharge",
    ),
    "standard": Words("the shop's usual one: nothing is added", "店铺的标准快递：不加收"),
}
DISPUTES: Mapping[str, Words] = {
    "chargeback": Words("the channel took money back", "渠道扣回款项"),
    "dispute_won": Words("the channel gave it again", "渠道退回所扣款项"),
}
FACTS: Mapping[str, Words] = {
    "cancelled": Words("the order was cancelled", "已取消订单"),
    "delivered": Words("the order, or a replacement, was delivered", "订单或换货已送达"),
    "return_inspected": Words("returned goods were accepted or rejected", "已验货"),
    "return_received": Words("returned goods came back", "已收到退货"),
    "shipped": Words("the order was shipped", "已发货"),
}
H5_TYPES: Mapping[str, Words] = {
    "Android": Words("an app of Android", "安卓应用"),
    "Wap": Words("a page", "网页"),
    "iOS": Words("an app of iOS", "iOS 应用"),
}
PAYMENT_KINDS: Mapping[str, Words] = {
    "h5": Words("in a phone's own browser", "手机浏览器（H5）"),
    "jsapi": Words("on a page inside WeChat", "微信内网页"),
    "mini_program": Words("in a mini-program", "小程序"),
    "native": Words("by a code that he scans", "扫码"),
}
PAYMENTS: Mapping[str, Words] = {
    "manual": Words(
        "outside the channel, by a transfer that finance reports: it expires later",
        "线下转账，由财务登记：保留更久",
    ),
    "online": Words("by the payment channel", "在线支付"),
}

# By their items: the keys of each are of a narrower type.
WHY_NOBODY: Mapping[str, Words] = {
    **dict(NOT_PAID.items()),
    **dict(WITHHELD.items()),
    **dict(NOBODY_PROMISED.items()),
}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "CaseReceipt.kind": DISPUTES,
    "DisputeView.kind": DISPUTES,
    "ExplanationView.nobody_because": "nobody_promised",
    "ExplanationView.status": "order_status",
    "FactReceipt.fact": FACTS,
    "NewOrder.courier": COURIERS,
    "NewOrder.payment": PAYMENTS,
    "NobodyView.why": WHY_NOBODY,
    "OrderLine.status": "order_status",
    "OrderView.awaiting": ORDER_AWAITS,
    "OrderView.status": "order_status",
    "PaymentIntent.kind": PAYMENT_KINDS,
    "PaymentTerms.h5_type": H5_TYPES,
    "PaymentTerms.kind": PAYMENT_KINDS,
    "RefundOrder.part": "refund_part",
    "RefundView.awaiting": REFUND_AWAITS,
    "RefundView.part": "refund_part",
    "RefundView.state": "refund_status",
    "ReturnInList.kind": "return_kind",
    "ReturnLineView.state": "item_state",
    "ReturnReceipt.kind": "return_kind",
    "ReturnRequest.kind": "return_kind",
    "ReturnView.kind": "return_kind",
}

TAG: Mapping[str, Words] = {
    "orders": Words(
        "Orders: placed, paid, shipped, delivered, returned, refunded, disputed, explained.",
        "订单：下单、付款、发货、送达、退货、退款、争议与佣金说明。",
    ),
}
