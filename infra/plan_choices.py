"""What each choice of a plan's fields means, in English and Chinese: editors show it beside it."""

from collections.abc import Iterable, Mapping

CHOICES: tuple[Mapping[str, str], ...] = (
    {
        "cash": "Money · 现金",
        "points": "Points, one is one yuan (A082) · 积分，1 积分为 1 元",
        "coupon": "A coupon that can be handed on · 可转赠的优惠券",
        "gift": "A gift · 赠品",
    },
    {
        "labour": "A fee for work · 劳务报酬",
        "business_income": "Income of a business · 经营所得",
        "sales_discount": "A discount on the same invoice (A139) · 同一张发票上的折扣",
        "goods_trade": "Trade in goods · 货物买卖",
        "gift": "A gift · 赠与",
    },
    {
        "sale": "A customer's order · 客户订单",
        "pickup": "A distributor's own-use picking · 自用提货",
        "restock": "An agent's purchase for his stock · 代理进货",
    },
    {"restock": "An agent's purchase for his stock · 代理进货"},
    {
        "recompute": "Looked up anew with what remains · 按剩余部分重新查档",
        "booked_rate": "The rate that was booked · 保留原费率",
    },
    {
        "sales": "Yuan that were paid for goods, quoted · 销售额（元，加引号）",
        "profit": "Yuan of margin, quoted · 毛利额（元，加引号）",
        "margin_rate": "Margin in basis points of the sales, 2000 is 20 % · 毛利率（基点）",
        "pieces": "Pieces · 件数",
        "orders": "Orders · 订单数",
        "recruits": "People recruited: always refused by the guard (A075, A097) · 人头，一律拒绝",
    },
    {
        "whole_amount": "The rate is of the whole amount · 按全额",
        "marginal": "Each part at the rate of its own band · 分段累进",
    },
    {
        "month": "A calendar month · 自然月",
        "quarter": "A calendar quarter · 自然季度",
        "year": "A calendar year · 自然年",
    },
    {
        "month": "A calendar month · 自然月",
        "term": "A calendar year · 自然年",
        "lifetime": "From the first piece on · 终身累计",
    },
    {
        "order": "With its order, when the return window is over · 随订单，退货期满",
        "month": "At the end of the month · 月末",
        "quarter": "At the end of the quarter · 季末",
        "year": "At the end of the year · 年末",
    },
    {
        "own": "What he sold himself · 本人",
        "direct": "What his direct downline sold · 直接下级",
        "team": "What all below him sold: the guard warns of it (A078) · 团队，合规检查会警告",
    },
    {
        "subject": "Of the subject's sales · 按被考核者的销售额",
        "own": "Of the payee's own sales · 按本人的销售额",
    },
    {
        "released": "By the release of commission · 按解冻时间",
        "paid": "By payment · 按付款时间",
    },
    {
        "payee_level": "The level of whoever is paid · 按收款人的等级",
        "seller_level": "The level of depth 1, for the whole chain · 按销售者的等级",
    },
    {"goods": "What was paid for the goods · 商品实付额", "margin": "Their margin · 毛利"},
    {
        "top_up": "On top of the ladder · 在级差之外另加",
        "within_cap": "Only what is left below its highest rate · 不超过最高费率",
    },
    {
        "referral_award": "Whatever levels both have · 不限等级",
        "peer_referral_award": "Only while both have the same level · 仅限同级",
    },
    {
        "depth-10-5": "Two depths, 10 % and 5 % (A062) · 两层：10%、5%",
        "depth-10-5-2": "Three depths, 10 %, 5 % and 2 % (A061) · 三层：10%、5%、2%",
        "role-10-15-20": "Three depths, 10 %, 15 % and 20 % (A060) · 三层：10%、15%、20%",
    },
)
"""Every set of choices; the same word may mean something else among others."""


def meanings(choices: Iterable[str]) -> list[str]:
    """Give what each of some choices means, in their order. Errors: KeyError for unknown ones."""
    names = list(choices)
    table = next((each for each in CHOICES if set(each) == set(names)), None)
    if table is None:
        raise KeyError(f"say in CHOICES what each of {names} means")
    return [table[name] for name in names]
