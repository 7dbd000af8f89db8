"""Plans and policies."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "allowed": Words("Whether it may be approved.", "是否可以批准。"),
    "article": Words("Which law or rule speaks of it.", "相关法规或条款。"),
    "auto_receipt_days": Words(
        "Days after shipping after which it counts as delivered.", "发货后自动确认收货的天数。"
    ),
    "bind_mode": Words("When a buyer changes hands.", "客户归属方式。"),
    "bind_on_order": Words(
        "Whether the code of an order binds a buyer whom nobody has.",
        "订单所带推广码是否绑定尚无归属的客户。",
    ),
    "bind_valid_days": Words(
        "How many days a binding holds; null: for ever.", "归属有效天数；null 表示永久。"
    ),
    "changes": Words("What it changes.", "变更内容。"),
    "transfer_qps": Words(
        "Transfers a second that settlements ask the channel for, at the most.",
        "结算每秒最多向支付渠道发起的转账笔数。",
    ),
    "confirm_hours": Words("Hours for the payee's confirmation.", "收款人确认的小时数。"),
    "confirm_mode": Words(
        "How payees confirm; `pre_authorised` without an authorisation is `user_confirm`.",
        "收款确认方式；未经授权的 `pre_authorised` 等同 `user_confirm`。",
    ),
    "counting": Words("How days are counted.", "天数的计算方式。"),
    "courier_surcharge": Words("What another courier costs, in yuan.", "其他快递的附加费（元）。"),
    "days": Words("How many days.", "天数。"),
    "days_after_goods_received": Words("Days after the goods came back.", "收到退货后的天数。"),
    "effective_from": Words(
        "From when on it is in force: a minute after its approval at the earliest.",
        "生效时间：最早为批准后一分钟。",
    ),
    "findings": Words("What the guard found.", "检查结果。"),
    "follows": Words("Which version it follows.", "所接续的版本。"),
    "from": Words("From which fact on.", "起算的事实。"),
    "holiday_extension": Words("Whether it goes on past holidays.", "遇节假日是否顺延。"),
    "in_force": Words("Which version is in force.", "当前生效的版本。"),
    "inspection_days": Words("Days for the inspection.", "验收天数。"),
    "label": Words("What the version is called.", "版本名称。"),
    "manual_hours": Words("Hours, where it is paid by hand.", "线下付款的小时数。"),
    "max_part": Words("The most of one transfer, in yuan.", "单笔上限（元）。"),
    "min_days_from_paid": Words("At least so many days from payment.", "自付款起的最少天数。"),
    "minimum": Words("The least that is paid out, in yuan.", "最低打款金额（元）。"),
    "name": Words("What the plan is called.", "方案名称。"),
    "number": Words("The version's number.", "版本号。"),
    "online_minutes": Words("Minutes, where it is paid online.", "线上付款的分钟数。"),
    "path": Words("Where in the document.", "文档中的位置。"),
    "payout": Words("How commission is paid out.", "打款规则。"),
    "policy": Words("The policy's document.", "政策文档。"),
    "proposals": Words("What nobody has decided yet.", "待审批的申请。"),
    "protection_days": Words("Days in which a buyer does not change hands.", "客户归属保护天数。"),
    "refund_sla": Words("Until when a return is paid back.", "退款时限。"),
    "return_send_days": Words("Days for sending goods back.", "寄回商品的天数。"),
    "return_window": Words("How long goods may come back.", "退货期。"),
    "review": Words("Whether finance looks at each payout.", "打款是否须财务复核。"),
    "severity": Words("How grave it is.", "严重程度。"),
    "sla_mode": Words("How the time for shipping is counted.", "发货时限的计算方式。"),
    "surcharge_refund": Words("When the surcharge is paid back.", "附加费的退还条件。"),
    "unpaid_expires": Words("How long an order waits for its money.", "待付款时限。"),
    "working_days_after_inspection": Words(
        "Working days after the inspection.", "验收后的工作日数。"
    ),
    "Change.after": Words("What stands there now.", "变更后的内容。"),
    "Change.before": Words("What stood there before.", "变更前的内容。"),
    "FindingView.code": Words("What was found.", "检查项代码。"),
    "FindingView.place": Words("Where in the plan, in words.", "方案中的位置。"),
    "FindingView.pointer": Words(
        "Where in the plan, as a JSON pointer.", "方案中的位置（JSON 指针）。"
    ),
    "NewPlan.plan": Words(
        "The plan's document, as docs/plan.schema.json has it, or a preset's name.",
        "方案文档（见 docs/plan.schema.json），或预设方案的名称。",
    ),
    "PlanDiff.after": Words("The version that is looked at.", "所查看的版本。"),
    "PlanDiff.before": Words("The version it is compared with.", "对比的版本。"),
    "PlanProposalView.plan": Words("The plan as it would be, whole.", "完整的方案文档。"),
    "PlanVersionLine.plan": Words("What the plan is called.", "方案名称。"),
    "PlanView.plan": Words("The plan's document, whole.", "完整的方案文档。"),
    "PolicyDiff.after": Words("The version that is looked at.", "所查看的版本。"),
    "PolicyDiff.before": Words("The version it is compared with.", "对比的版本。"),
    "?against": Words(
        "The number of the other version; the one before where it is left out.",
        "对比的版本号；不填为前一版本。",
    ),
}

BINDS: Mapping[str, Words] = {
    "first": Words("a buyer is the first promoter's until that ends", "首个推广人，到期后可换"),
    "override": Words("the latest promoter's, once protection is over", "保护期后，后来者可换"),
    "register": Words("the first promoter's for ever", "首次归属永不更换"),
}
CONFIRM: Mapping[str, Words] = {
    "pre_authorised": Words("the payee has authorised all transfers", "收款人已授权免确认"),
    "user_confirm": Words("the payee confirms each transfer", "收款人逐笔确认"),
}
COUNTED_IN: Mapping[str, Words] = {
    "civil_days": Words("civil days, to the end of the last", "自然日，至末日终了"),
    "rolling_168h": Words("24 hours each, to the second", "每日 24 小时，精确到秒"),
}
SHIP_WITHIN: Mapping[str, Words] = {
    "payment_day": Words(
        "48 hours of a payment on a working day, else 72", "付款日为工作日 48 小时，否则 72 小时"
    ),
    "touches_weekend": Words(
        "72 hours as soon as a day off lies inside the 48", "48 小时内遇休息日即为 72 小时"
    ),
}
SURCHARGE_BACK: Mapping[str, Words] = {
    "always": Words("it goes back after shipment, too", "发货后也退"),
    "before_shipment": Words("it goes back until the goods are shipped", "仅发货前退"),
}
WINDOW_FROM: Mapping[str, Words] = {
    "delivered": Words("from the delivery on", "自签收起"),
    "shipped": Words("from the shipment on", "自发货起"),
}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "FindingView.code": "finding",
    "FindingView.severity": "severity",
    "PayoutPolicy.confirm_mode": CONFIRM,
    "Policy.bind_mode": BINDS,
    "Policy.sla_mode": SHIP_WITHIN,
    "Policy.surcharge_refund": SURCHARGE_BACK,
    "ReturnWindow.counting": COUNTED_IN,
    "ReturnWindow.from": WINDOW_FROM,
}

TAG: Mapping[str, Words] = {
    "rulebook": Words(
        "Plans of commission and policies of clocks: checked, proposed, in force, compared.",
        "分润方案与政策：检查、申请、生效与比较。",
    ),
}
