"""What each choice of a plan's fields means: editors show it beside it."""

from collections.abc import Iterable, Mapping

from shared.words.wording import Words

CHOICES: tuple[Mapping[str, Words], ...] = (
    {
        "cash": Words("Money", "现金"),
        "points": Words("Points, one is one yuan (A082)", "积分，1 积分为 1 元"),
        "coupon": Words("A coupon that can be handed on", "可转赠的优惠券"),
        "gift": Words("A gift", "赠品"),
    },
    {
        "labour": Words("A fee for work", "劳务报酬"),
        "business_income": Words("Income of a business", "经营所得"),
        "sales_discount": Words("A discount on the same invoice (A139)", "同一张发票上的折扣"),
        "goods_trade": Words("Trade in goods", "货物买卖"),
        "gift": Words("A gift", "赠与"),
    },
    {
        "sale": Words("A customer's order", "客户订单"),
        "pickup": Words("A distributor's own-use picking", "自用提货"),
        "restock": Words("An agent's purchase for his stock", "代理进货"),
    },
    {"restock": Words("An agent's purchase for his stock", "代理进货")},
    {
        "recompute": Words("Looked up anew with what remains", "按剩余部分重新查档"),
        "booked_rate": Words("The rate that was booked", "保留原费率"),
    },
    {
        "sales": Words("Yuan that were paid for goods, quoted", "销售额（元，加引号）"),
        "profit": Words("Yuan of margin, quoted", "毛利额（元，加引号）"),
        "margin_rate": Words("Margin in basis points of the sales, 2000 is 20 %", "毛利率（基点）"),
        "pieces": Words("Pieces", "件数"),
        "orders": Words("Orders", "订单数"),
        "recruits": Words(
            "People recruited: always refused by the guard (A075, A097)", "人头，一律拒绝"
        ),
    },
    {
        "whole_amount": Words("The rate is of the whole amount", "按全额"),
        "marginal": Words("Each part at the rate of its own band", "分段累进"),
    },
    {
        "month": Words("A calendar month", "自然月"),
        "quarter": Words("A calendar quarter", "自然季度"),
        "year": Words("A calendar year", "自然年"),
    },
    {
        "month": Words("A calendar month", "自然月"),
        "term": Words("A calendar year", "自然年"),
        "lifetime": Words("From the first piece on", "终身累计"),
    },
    {
        "order": Words("With its order, when the return window is over", "随订单，退货期满"),
        "month": Words("At the end of the month", "月末"),
        "quarter": Words("At the end of the quarter", "季末"),
        "year": Words("At the end of the year", "年末"),
    },
    {
        "own": Words("What he sold himself", "本人"),
        "direct": Words("What his direct downline sold", "直接下级"),
        "team": Words(
            "What all below him sold: the guard warns of it (A078)", "团队，合规检查会警告"
        ),
    },
    {
        "subject": Words("Of the subject's sales", "按被考核者的销售额"),
        "own": Words("Of the payee's own sales", "按本人的销售额"),
    },
    {
        "released": Words("By the release of commission", "按解冻时间"),
        "paid": Words("By payment", "按付款时间"),
    },
    {
        "payee_level": Words("The level of whoever is paid", "按收款人的等级"),
        "seller_level": Words("The level of depth 1, for the whole chain", "按销售者的等级"),
    },
    {
        "goods": Words("What was paid for the goods", "商品实付额"),
        "margin": Words("Their margin", "毛利"),
    },
    {
        "top_up": Words("On top of the ladder", "在级差之外另加"),
        "within_cap": Words("Only what is left below its highest rate", "不超过最高费率"),
    },
    {
        "referral_award": Words("Whatever levels both have", "不限等级"),
        "peer_referral_award": Words("Only while both have the same level", "仅限同级"),
    },
    {
        "depth-10-5": Words("Two depths, 10 % and 5 % (A062)", "两层：10%、5%"),
        "depth-10-5-2": Words("Three depths, 10 %, 5 % and 2 % (A061)", "三层：10%、5%、2%"),
        "role-10-15-20": Words("Three depths, 10 %, 15 % and 20 % (A060)", "三层：10%、15%、20%"),
    },
)
"""Every set of choices; the same word may mean something else among others."""


def meanings(choices: Iterable[str]) -> list[Words]:
    """Give what each of some choices means, in their order. Errors: KeyError for unknown ones."""
    names = list(choices)
    table = next((each for each in CHOICES if set(each) == set(names)), None)
    if table is None:
        raise KeyError(f"say in CHOICES what each of {names} means")
    return [table[name] for name in names]
