"""What lists are asked for, and what is theirs alone."""

from collections.abc import Mapping

from shared.words.wording import Words

NOTE: Mapping[str, Words] = {
    "list_approvals": Words(
        "Read from an index: a change shows a moment later.", "读自索引：变更稍后可见。"
    ),
    "list_deliveries": Words(
        "Written from the table's stream: a delivery shows mostly within seconds.",
        "由数据表的变更流写入：一般数秒内可见。",
    ),
    "list_odd_notices": Words(
        "Read from an index: a change shows a moment later.", "读自索引：变更稍后可见。"
    ),
    "list_orders": Words(
        "Written from the table's stream: an order shows mostly within seconds after it was "
        "placed, and then as it stands; by `order_no`, or by its id, it is found at once.",
        "由数据表的变更流写入：订单一般在下单后数秒内可见，所示为当前状态；按 `order_no` 或订单编号"
        "查询立即可见。",
    ),
    "list_refunds": Words(
        "Read from an index: a change shows a moment later.", "读自索引：变更稍后可见。"
    ),
    "read_events": Words(
        "Written from the table's stream: what happened shows mostly within seconds.",
        "由数据表的变更流写入：一般数秒内可见。",
    ),
}
"""What is to be known of a list beside its summary: how soon it shows what was written."""

FIELD: Mapping[str, Words] = {
    "?buyer": Words("Whose, by the buyer's id at the shop.", "客户在店铺中的编号。"),
    "?distributor": Words("Whose, by his id.", "分销员编号。"),
    "?from": Words(
        "A day (as it begins in Shanghai) or an instant; what came before is left out. Left out, "
        "the list goes back as far as its answer's `from` says.",
        "日期（上海当日开始时）或时刻，不含此前；不填则列至响应中 `from` 所示时刻。",
    ),
    "[].from": Words(
        "Since when is listed; null: from the beginning.", "列表的起始时刻；null 表示自最早一条起。"
    ),
    "[].to": Words(
        "Until when is listed, as it was asked for; null: until the list was begun.",
        "列表的截止时刻（按请求）；null 表示截至开始查询之时。",
    ),
    "?to": Words(
        "A day (as it ends in Shanghai) or an instant; what came later is left out. Left out, it "
        "is now.",
        "日期（上海当日结束时）或时刻，不含此后；不填为当前。",
    ),
    "?late": Words(
        "Whether its shipment is awaited though its deadline has passed.",
        "是否已超过发货期限而仍未发货。",
    ),
    "?level": Words("The level he has now.", "当前等级。"),
    "?name": Words(
        "A part of his name or of his id, in capitals or not.", "姓名或编号的一部分，不分大小写。"
    ),
    "?open": Words(
        "Whether anything of it is still to be decided or done; left out, only such are listed.",
        "是否尚有待处理事项；不填则只列未完结的。",
    ),
    "?order": Words("Of which order, by its id.", "订单编号。"),
    "?order_no": Words(
        "The shop's own number; staff say the `storefront`, too.",
        "店铺自己的订单号；员工查询须同时给出 `storefront`。",
    ),
    "?payee": Words("Whose, by his id.", "收款人编号。"),
    "?period": Words("Of which settlement, by its period.", "结算周期。"),
    "list_settlements?payee": Words("Who is in it, by his id.", "结算所含收款人编号。"),
    "list_settlements?period": Words(
        "How the period's name begins: `2025` for all of a year.",
        "周期名称的开头：`2025` 表示全年。",
    ),
    "?standing": Words("Where he stands now.", "当前状态。"),
    "?state": Words("Where it stands now.", "当前状态。"),
    "?storefront": Words(
        "Which storefront's; a storefront is told of its own alone.",
        "店铺编号；店铺只能查询自己的数据。",
    ),
    "?upline": Words(
        "Who stands next above him, by his id; `brand` for those below nobody.",
        "直接上级编号；`brand` 表示没有上级。",
    ),
    "delivered_at": Words("When it was delivered; null: not yet.", "签收时间；null 表示尚未签收。"),
    "late": Words(
        "Whether its shipment is awaited though its deadline has passed.",
        "是否已超过发货期限而仍未发货。",
    ),
    "shipped_at": Words("When it was shipped; null: not yet.", "发货时间；null 表示尚未发货。"),
    "storefront": Words("Which storefront sold it, by its id.", "店铺编号。"),
    "?waiting": Words(
        "Whether anything of it still waits: for a second person, its payee, the channel, or for "
        "finance where it failed and was not paid again.",
        "是否仍有待办：等待第二人批准、收款人、支付渠道，或打款失败且尚未重打而等待财务。",
    ),
    "DistributorView.name": Words(
        "What staff call him; null: nobody has said.", "姓名；null 表示未登记。"
    ),
    "Enrol.name": Words("What staff call him.", "姓名。"),
}

OPEN: Mapping[str, Words] = {
    "any": Words("all", "全部"),
    "false": Words("those where nothing is left to do", "已办结的"),
    "true": Words("those where something is left to do", "未办结的"),
}
YES_NO: Mapping[str, Words] = {"false": Words("no", "否"), "true": Words("yes", "是")}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "list_orders?late": YES_NO,
    "list_orders?state": "order_status",
    "list_payouts?waiting": YES_NO,
    "list_payouts?state": "payout_state",
    "list_returns?open": OPEN,
    "list_settlements?state": "settlement_state",
}
