"""Why commission is what it is, to the last fraction."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "bands": Words("What each band adds.", "各档明细。"),
    "base": Words(
        "From what it is counted, in yuan; several are joined by plus signs.",
        "计算基数（元）；多个时以加号相连。",
    ),
    "before": Words(
        "What it was before, in yuan; null: nothing.", "此前的数额（元）；此前没有为 null。"
    ),
    "bought": Words("For what the seller bought it, in yuan.", "卖家进价（元）。"),
    "budget_cut": Words("What the budget had no room for, in yuan.", "超出预算的部分（元）。"),
    "cause": Words("What brought it about.", "起因。"),
    "condition": Words(
        "The condition of the step; null: it has bounds.", "台阶条件；null 表示按区间。"
    ),
    "counted": Words("What was counted.", "计入的数值。"),
    "cut": Words("What limits take off, in yuan.", "因上限削减的部分（元）。"),
    "depth": Words("How far up: 1 is nearest the buyer.", "距客户的层级，1 为最近。"),
    "due": Words("What is due, in yuan.", "应得数额（元）。"),
    "earlier": Words("What months before have added, in yuan.", "此前各月已加的部分（元）。"),
    "fixed": Words("A fixed sum, in yuan.", "固定金额（元）。"),
    "forfeited": Words("How much of it was lost already, in yuan.", "其中已没收的部分（元）。"),
    "from_account": Words("Which account it leaves.", "转出账户。"),
    "hi": Words("Where the band ends; null: it has no end.", "档位上界；null 表示无上界。"),
    "kept": Words("What is left of the booking; null: all.", "保留部分；null 表示全部。"),
    "left": Words("What refunds had left; null: all.", "退款后的剩余；null 表示全部。"),
    "lo": Words("Where the band begins; null: it has a condition.", "档位下界；null 表示按条件。"),
    "margin_rate": Words("Profit by sales; null: not known.", "毛利率；未知为 null。"),
    "measure": Words("What is measured.", "衡量指标。"),
    "measured": Words("What it came to.", "实际数值。"),
    "nobody_above": Words(
        "Whether the buyer belonged to nobody who can be promised anything.",
        "下单时客户是否无可计佣的归属人。",
    ),
    "not_paid": Words("Why a rule pays nothing.", "不计酬的原因。"),
    "of": Words("What the base of the line was, in yuan.", "该行原基数（元）。"),
    "of_base": Words("Of which base, in yuan.", "原基数（元）。"),
    "of_measure": Words(
        "Of how much: fen of sales, pieces or orders.", "原有数量：销售额（分）、件数或订单数。"
    ),
    "on_account": Words("What shorter periods have paid, in yuan.", "较短周期已付的部分（元）。"),
    "orders": Words("How many orders.", "订单数。"),
    "out": Words("Whether it is not paid at all.", "是否完全不予支付。"),
    "per_piece": Words("The sum a piece, in yuan.", "每件金额（元）。"),
    "pieces": Words("How many pieces.", "件数。"),
    "pieces_before": Words("Pieces that counted before.", "此前计入的件数。"),
    "plan": Words("The plan that decides.", "所依据的方案。"),
    "profit": Words("Profit in yuan; null: a cost is not known.", "毛利（元）；成本未知为 null。"),
    "promised_fen": Words("What is promised, in fen.", "承诺金额（分）。"),
    "qualified": Words("Whether the payee qualifies.", "是否符合条件。"),
    "rate": Words(
        "The rate, in percent; of several bases each, joined by plus signs.",
        "比率（百分比）；多个基数时以加号相连。",
    ),
    "raw": Words("The exact amount, in yuan with all fractions.", "精确数额（元，含全部小数）。"),
    "rounding_rest": Words("What rounding has left, in yuan.", "舍入差额（元）。"),
    "rule": Words("The rule's id in the plan.", "方案中的规则编号。"),
    "sales": Words("Sales in yuan.", "销售额（元）。"),
    "sequence": Words("Its number in the journal.", "流水序号。"),
    "shares": Words("What everybody is promised.", "各人所得。"),
    "sold": Words("For what it was sold, in yuan.", "售价（元）。"),
    "tier": Words("The tier in words; null: none decides.", "档位说明；null 表示无。"),
    "to_account": Words("Which account it comes to.", "转入账户。"),
    "unpaid": Words("Why the rule pays nothing; null: it pays.", "不计酬原因；计酬为 null。"),
    "why": Words("The reason.", "原因。"),
    "with_orders": Words("What was paid with the orders, in yuan.", "随订单已付的部分（元）。"),
    "withheld": Words("Why nothing was promised; null: it was.", "未承诺的原因；已承诺为 null。"),
    "AwardWhy.place": Words("The place in a ranking; null: none.", "名次；null 表示无排名。"),
    "AwardWhy.terms": Words("What the rule asks for.", "规则要求。"),
    "CommissionView.status": Words("How far the order has come.", "订单状态。"),
    "CommissionView.line": Words("The line's number in the order.", "订单行号。"),
    "KeptWhy.measure": Words(
        "How much is left: fen of sales, pieces or orders.",
        "剩余数量：销售额（分）、件数或订单数。",
    ),
    "Left.after": Words("What was due then, in yuan.", "此后的应得数额（元）。"),
    "NotPaid.terms": Words("What the rule asks for.", "规则要求。"),
    "NotPaidView.terms": Words("What the rule asks for.", "规则要求。"),
    "ShareView.line": Words("The line's number in the order.", "订单行号。"),
    "Why.relation": Words("Which relation decided.", "所依据的关系序号。"),
}
MEASURE: Mapping[str, Words] = {
    "sales": Words("sales in yuan", "销售额（元）"),
    "profit": Words("profit in yuan", "毛利（元）"),
    "margin_rate": Words("profit by sales", "毛利率"),
    "pieces": Words("pieces", "件数"),
    "orders": Words("orders", "订单数"),
    "recruits": Words("new distributors", "新增分销员数"),
}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "AwardWhy.kind": "kind_of_rule",
    "AwardWhy.unpaid": "unpaid",
    "BandWhy.measure": MEASURE,
    "NotPaid.kind": "kind_of_rule",
    "NotPaid.why": "not_paid",
    "NotPaidView.kind": "kind_of_rule",
    "NotPaidView.why": "not_paid",
    "RuleSums.kind": "kind_of_rule",
    "Why.kind": "kind_of_rule",
    "Why.withheld": "withheld",
}
