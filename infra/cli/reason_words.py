"""Why somebody gets nothing, or less, in words for people: Chinese, then English."""

from collections.abc import Mapping

from shared.domain.commission.not_paid import NotPaidFor
from shared.domain.commission.period_pay import Unpaid
from shared.domain.orders.order import Withheld

NOT_PAID: Mapping[NotPaidFor, str] = {
    "band_not_reached": "未达到第一档 the first band is not reached",
    "below_highest_rate": "级差为零 nothing above the highest rate met below him",
    "condition_not_met": "条件未满足 no condition is met",
    "conduct": "近期有违规 a recent violation",
    "cost_unknown": "成本未知 a cost is not known",
    "entry_purchase": "首次进货不计佣 an entry purchase pays nobody",
    "level_not_paid": "等级不适用 the rule is for other levels",
    "no_margin": "没有毛利 no margin is left",
    "no_price": "等级无此价格 his grade has no price for it",
    "no_rate": "比例为零 no rate for his level, depth and these goods",
    "not_unified_price": "非统一售价 not sold at the unified price",
    "nothing_below": "下级无此佣金 nothing earned below him by the rules named",
    "nothing_paid": "买家未付款 nothing was paid for it",
    "other_level": "等级不相同 not the same level as the seller",
    "other_product": "商品不适用 the rule is for other products",
    "price_not_lower": "没有差价 he buys no cheaper than the one below",
    "replaced": "已被其他规则替代 another rule replaces this one",
    "sold_before": "非首单 not the seller's first paid order",
    "three_payees": "最多三人 three others are paid already",
    "time_over": "已过期限 the time after joining is over",
}
WITHHELD: Mapping[Withheld, str] = {
    "BUDGET_EXHAUSTED": "预算已满 the plan's budget is exhausted (BUDGET_EXHAUSTED)",
    "not_active": "下单时不合格 not active when the order was created",
    "not_active_at_payment": "付款时不合格 not active when the order was paid",
    "sold_before": "非首单 not the seller's first paid order",
}
UNPAID: Mapping[Unpaid, str] = {
    "nothing_counted": "没有销售 nothing counts",
    "cost_unknown": "成本未知 a cost is not known",
    "band_not_reached": "未达到第一档 the first band is not reached",
    "band_pays_nothing": "该档比例为零 the band that is reached pays nothing",
    "condition_not_met": "条件未满足 no condition is met",
    "step_not_reached": "未达到下一档 no step beyond what the orders paid",
    "no_place": "没有名次 no place with a prize",
    "level_not_paid": "等级不适用 the rule is for other levels",
    "conduct": "期内有违规 a recent violation",
}
