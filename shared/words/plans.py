"""What the fields of a plan and their values are called, and what is wrong with its rules."""

from collections.abc import Mapping

from shared.words.wording import Words

PLAN_FIELD: Mapping[str, Words] = {
    "amount": Words("sum", "金额"),
    "at_least": Words("at least", "门槛"),
    "bands": Words("bands", "分档"),
    "base": Words("base", "基数"),
    "budget": Words("budget", "预算"),
    "by": Words("by whose level", "按谁的等级"),
    "cap_bp": Words("cap", "总上限"),
    "categories": Words("categories", "类目"),
    "category": Words("category", "类目"),
    "close_after_days": Words("days until it is measured", "期末后几天核算"),
    "compression": Words("compression", "失格上移"),
    "cost": Words("cost", "成本"),
    "counted": Words("counted", "计入方式"),
    "default": Words("all other levels", "其余等级"),
    "effective_from": Words("in force from", "生效时间"),
    "first_order_only": Words("first order only", "仅首单"),
    "first_purchase_pays": Words("entry purchase pays", "首次进货计酬"),
    "form": Words("form", "形式"),
    "from": Words("from", "起"),
    "id": Words("rule", "规则"),
    "joining_fee": Words("joining fee", "加入费"),
    "kind": Words("kind", "种类"),
    "less": Words("less", "扣除"),
    "levels": Words("levels", "适用等级"),
    "lines": Words("lines' rates", "订单行费率"),
    "link": Words("links' rates", "链接费率"),
    "margin_guard": Words("margin guard", "毛利保护"),
    "max_bp": Words("at most", "最高"),
    "measure": Words("measure", "按什么"),
    "min_bp": Words("at least", "最低"),
    "mode": Words("mode", "计法"),
    "name": Words("name", "名称"),
    "no_violation_days": Words("days without violation", "无违规天数"),
    "of": Words("of the rules", "基于规则"),
    "on_refund": Words("on refund", "退款时"),
    "orders": Words("orders", "订单种类"),
    "pay_depth": Words("pay depth", "计酬层数"),
    "pays_on": Words("pays on", "按谁的销售付"),
    "per_piece": Words("a piece", "每件"),
    "period": Words("period", "周期"),
    "pickup": Words("own-use picking", "自用提货"),
    "places": Words("places", "名次"),
    "price": Words("price", "售价"),
    "price_lists": Words("price lists", "拿货价"),
    "products": Words("products", "商品"),
    "rate_bp": Words("rate", "费率"),
    "rates_bp": Words("rates", "费率"),
    "release": Words("release", "解冻"),
    "replaces": Words("replaces", "取代"),
    "rules": Words("rules", "规则"),
    "rules (order)": Words("order of the rules", "规则顺序"),
    "same_level": Words("same-level award", "平级奖"),
    "self_purchase": Words("self-purchase", "自购"),
    "skus": Words("products", "适用商品"),
    "steps": Words("steps", "阶梯"),
    "subject": Words("whose sales", "考核谁"),
    "tax_nature": Words("tax nature", "税务性质"),
    "tiers": Words("tiers", "阶梯"),
    "unified_price_only": Words("unified price only", "仅统一售价"),
    "until": Words("until", "止"),
    "upline_activity_days": Words("days of activity", "上级活跃天数"),
    "valid": Words("valid", "有效期"),
    "within_days": Words("days after joining", "入驻后天数"),
}

PLAN_VALUE: Mapping[str, Words] = {
    "nothing": Words("nothing", "无"),
    "yes": Words("yes", "是"),
    "no": Words("no", "否"),
    "and": Words("and", "且"),
    "or": Words("or", "或"),
    "yuan": Words("{amount} yuan", "{amount} 元"),
}

FAULT: Mapping[str, Words] = {
    "lines_paid_twice": Words(
        "a line's terms would be paid by two rules; leave `lines` in one",
        "订单行自定的费率会被两条规则支付；`lines` 只能留在一条规则中",
    ),
    "links_paid_twice": Words(
        "a link's rate would be paid by two rules; leave `link` in one",
        "链接自定的费率会被两条规则支付；`link` 只能留在一条规则中",
    ),
    "names_a_rule_as_the_first": Words(
        "rule {rule!r} names {names}; it may name only rules that stand before it: there are none",
        "规则 {rule!r} 引用了 {names}；只能引用排在它之前的规则：此前没有规则",
    ),
    "names_a_rule_behind_it": Words(
        "rule {rule!r} names {names}; it may name only rules that stand before it: {known}",
        "规则 {rule!r} 引用了 {names}；只能引用排在它之前的规则：{known}",
    ),
    "overrides_no_commission": Words(
        "rule {rule!r} is of {names}; an override is of rules that pay commission for an order, "
        "not of trade or of a period",
        "规则 {rule!r} 以 {names} 为基数；佣金提成只能以按订单计佣的规则为基数，"
        "不能是货款差价或周期奖励",
    ),
    "overrides_what_is_looked_up": Words(
        "rule {rule!r} is of {names}, which a refund looks up anew; let that rule keep its "
        "`booked_rate`",
        "规则 {rule!r} 以 {names} 为基数，而后者退款时重新查档；"
        "请让后者用 `on_refund: booked_rate`",
    ),
    "replaces_behind_an_override": Words(
        "rule {rule!r} replaces {names} behind an override of it; put {rule!r} before the "
        "override, so that it pays on what remains",
        "规则 {rule!r} 取代 {names}，却排在以其为基数的佣金提成之后；"
        "请把 {rule!r} 移到佣金提成之前",
    ),
    "taken_off_twice": Words(
        "rules {rule!r} and {other!r} would both take off what {names} paid; name it in the "
        "`less` of one of them, or let {other!r} take off {rule!r} as well",
        "规则 {rule!r} 与 {other!r} 会重复扣除 {names} 已付的部分；"
        "只在其中一条的 `less` 中写明，或让 {other!r} 同时扣除 {rule!r}",
    ),
    "takes_off_what_is_unfit": Words(
        "rule {rule!r} takes off {names}; it may take off tiers of a shorter period that pay in "
        "the same form and are not evaluated later",
        "规则 {rule!r} 扣除 {names}；只能扣除周期更短、形式相同且不更晚核算的阶梯规则",
    ),
    "too_many_levels": Words(
        "the rules name more than {most} levels; let `default` count",
        "各规则共写了超过 {most} 个等级；其余等级请用 `default`",
    ),
    "two_rules_of_one_name": Words(
        "two rules are called {rule!r}; rename one", "有两条规则都叫 {rule!r}；请改其一"
    ),
    "unknown_preset": Words(
        "unknown preset {written}: choose one of {known}",
        "没有名为 {written} 的预设：请选择其一：{known}",
    ),
    "unknown_preset_but_near": Words(
        "unknown preset {written}: write {near}, or choose one of {known}",
        "没有名为 {written} 的预设：应为 {near}，或选择其一：{known}",
    ),
}
