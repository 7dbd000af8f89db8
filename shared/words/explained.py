"""What an explanation of commission and awards says around its figures, and what it is headed."""

from collections.abc import Mapping

from shared.words.catalogue import in_both
from shared.words.wording import Words

EXPLAINED: Mapping[str, Words] = {
    "all": Words("all", "全部"),
    "amount": Words("amount", "金额"),
    "amount_of_decision": Words("Amount", "金额"),
    "awards": Words("Awards", "奖励"),
    "band": Words("Band", "档位"),
    "before": Words("before", "此前"),
    "bought": Words("bought", "进"),
    "by": Words("By", "谁"),
    "counted": Words("Counted", "计数"),
    "decisions": Words("Decisions", "决定"),
    "depth": Words("depth", "层级"),
    "due": Words("Due", "应得"),
    "due_on_all_lines": Words("due by the rule on all lines", "该规则各行应得"),
    "earlier": Words("earlier", "此前已付"),
    "evaluated": Words("Evaluated", "核算"),
    "forfeited_already": Words("forfeited", "已没收"),
    "from": Words("from", "从"),
    "how": Words("How", "算法"),
    "late": Words(
        "What was refunded since shows once an award was evaluated again: the sweep does so every "
        "minute of business time (fenrun advance 2m)",
        "此后的退款在重算后体现",
    ),
    "left_of_line": Words("left of the line after refunds", "退款后本行剩余"),
    "level": Words("level", "等级"),
    "limit": Words("limit", "限额"),
    "line": Words("Line", "行"),
    "line_of_posting": Words("line", "行"),
    "lines": Words("Lines", "行"),
    "lost_place": Words("was place {place} and lost it", "原第 {place} 名，名次已失"),
    "never_paid": Words("nothing, the order was never paid", "无，订单未付款即取消"),
    "no_award": Words(
        "No award: no rule of the plan measured this period, or it is not over yet; awards are "
        "measured after its end",
        "没有奖励",
    ),
    "no_commission": Words("No commission: this order pays nobody in the network", "没有佣金"),
    "not_paid": Words("Not paid", "没有得到"),
    "not_qualified": Words("does not qualify", "不符合条件"),
    "now": Words("Now", "现状"),
    "of_before": Words("of", "原"),
    "of_downlines": Words("of downlines' commission", "下级所得佣金"),
    "on_account": Words("on account", "已预付"),
    "order": Words("Order", "订单"),
    "orders_counted": Words("orders", "单"),
    "over_budget": Words("over the budget", "预算不足"),
    "period": Words("Period", "周期"),
    "pieces_counted": Words("pieces", "件"),
    "place": Words("place {place}", "第 {place} 名"),
    "plan": Words("Plan", "方案"),
    "posting": Words("Posting", "分录"),
    "postings": Words("Postings", "分录"),
    "profit": Words("profit", "毛利"),
    "promised": Words("Promised", "应得"),
    "reevaluated_at": Words("to be evaluated again at", "待重算"),
    "relation": Words("relation", "关系"),
    "rule": Words("Rule", "规则"),
    "sold": Words("sold", "售"),
    "terms": Words("Terms", "条件"),
    "tier": Words("Tier", "阶梯"),
    "to": Words("to", "到"),
    "when_paid": Words("when paid", "待支付"),
    "why": Words("Why", "原因"),
    "why_none": Words("Why none", "原因"),
    "with_orders": Words(
        "the first step is paid with the orders, less what refunds took",
        "首档随单支付，按退款比例扣回",
    ),
    "withheld": Words("not paid", "不发放"),
}

SHARE_STATE: Mapping[str, Words] = {
    "pending": Words("pending", "待结算"),
    "arriving": Words("arriving", "入账中"),
    "held": Words("held", "冻结"),
    "released": Words("released", "解冻"),
    "forfeited": Words("forfeited", "没收"),
    "taken_back": Words("taken back", "追回"),
}


def label(code: str, **facts: object) -> str:
    """Say something of an explanation in Chinese and English, as the terminal has them."""
    return in_both("explained", code, facts)
