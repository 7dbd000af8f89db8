"""Another plan on past orders."""

from collections.abc import Mapping

from shared.words.wording import Words

FIELD: Mapping[str, Words] = {
    "after": Words("What the page before answered as next.", "上一页的 next。"),
    "cost_rest": Words(
        "What costs have beyond whole fen, in 1/10,000 fen.", "成本超出整数分的部分（万分之一分）。"
    ),
    "costed_cost_fen": Words(
        "Cost of the lines whose cost is known, in fen.", "已知成本行的成本（分）。"
    ),
    "costed_goods_fen": Words(
        "Goods of the lines whose cost is known, in fen.", "已知成本行的货款（分）。"
    ),
    "costed_new_fen": Words(
        "What the new plan pays on them, in fen.", "新方案在这些行的支出（分）。"
    ),
    "costed_old_fen": Words(
        "What the old one pays on them, in fen.", "旧方案在这些行的支出（分）。"
    ),
    "goods_fen": Words("Goods in fen.", "货款（分）。"),
    "month": Words("The month of the orders' creation.", "下单月份。"),
    "months": Words("The sums of each month.", "各月合计。"),
    "new_fen": Words("What the new plan pays, in fen.", "新方案的支出（分）。"),
    "old": Words(
        "The plan to compare with; left out: what the orders keep.", "对比的方案；不填为订单所存。"
    ),
    "old_fen": Words("What the old plan pays, in fen.", "旧方案的支出（分）。"),
    "old_rules": Words("What decides for periods on the old side.", "旧方案的周期规则。"),
    "role": Words("As whose the orders count for him.", "计入的身份。"),
    "room": Words(
        "What the limits of the orders leave, in 1/10,000 fen.", "订单上限的余额（万分之一分）。"
    ),
    "rules": Words("The sums of each rule.", "各规则合计。"),
    "sales_fen": Words("Sales in fen.", "销售额（分）。"),
    "trade": Words("Whether it is trade in goods, no commission.", "是否为货物差价而非佣金。"),
    "unknown_costs": Words("How many lines have no known cost.", "成本未知的行数。"),
    "with_orders_fen": Words("What is paid with the orders, in fen.", "随订单已付的部分（分）。"),
    "ComparePlans.plan": Words(
        "The new plan: its document, or a preset's name.", "新方案：文档或预设名称。"
    ),
    "ComparisonPage.payees": Words("The sums of each payee.", "各收款人合计。"),
    "ComparisonPage.periods": Words("What counts for periods.", "周期规则的计数。"),
    "OldRule.rule": Words("The rule as its plan says it.", "方案中的规则原文。"),
    "PeriodSums.cost_fen": Words("Cost in fen.", "成本（分）。"),
    "PeriodSums.plan": Words("Of which side it is.", "新旧方案。"),
}

SIDES: Mapping[str, Words] = {
    "new": Words("the plan that is tried", "待比较的方案"),
    "old": Words("the plan that it is compared with", "对照方案"),
}

CODES: Mapping[str, str | Mapping[str, Words]] = {
    "PeriodSums.plan": SIDES,
}

TAG: Mapping[str, Words] = {
    "comparing": Words("Another plan on past orders.", "以历史订单试算另一方案。"),
}
