"""What people read about commission of an order: why somebody gets none of it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import Words

if TYPE_CHECKING:
    from shared.domain.commission.not_paid import NotPaidFor

NOT_PAID: "Mapping[NotPaidFor, Words]" = {
    "band_not_reached": Words("the first band is not reached", "未达到第一档"),
    "below_highest_rate": Words("nothing above the highest rate met below him", "级差为零"),
    "condition_not_met": Words("no condition is met", "条件未满足"),
    "conduct": Words("a recent violation", "近期有违规"),
    "cost_unknown": Words("a cost is not known", "成本未知"),
    "entry_purchase": Words("an entry purchase pays nobody", "首次进货不计佣"),
    "level_not_paid": Words("the rule is for other levels", "等级不适用"),
    "no_margin": Words("no margin is left", "没有毛利"),
    "no_price": Words("his grade has no price for it", "等级无此价格"),
    "no_rate": Words("no rate for his level, depth and these goods", "比例为零"),
    "not_unified_price": Words("not sold at the unified price", "非统一售价"),
    "nothing_below": Words("nothing earned below him by the rules named", "下级无此佣金"),
    "nothing_paid": Words("nothing was paid for it", "客户未付款"),
    "other_level": Words("not the same level as the seller", "等级不相同"),
    "other_product": Words("the rule is for other products", "商品不适用"),
    "own_purchase": Words("a newcomer's own purchase pays no award", "新人自购不计推荐奖"),
    "price_not_lower": Words("he buys no cheaper than the one below", "没有差价"),
    "replaced": Words("another rule replaces this one", "已被其他规则替代"),
    "sold_before": Words("not the seller's first paid order", "非首单"),
    "three_payees": Words("three others are paid already", "最多三人"),
    "time_over": Words("the time after joining is over", "已过期限"),
}
