"""What people read about a plan that the guard looked at: what it found and what to do."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from shared.words.wording import Words

if TYPE_CHECKING:
    from shared.domain.guard.findings import FindingCode, Severity

SEVERITY: "Mapping[Severity, Words]" = {
    "error": Words("error", "错误"),
    "warning": Words("warning", "警告"),
    "info": Words("info", "提示"),
}

FINDING: "Mapping[FindingCode, Words]" = {
    "begins_in_past": Words(
        "effective_from {since} is past; leave it out: the plan begins a minute after its "
        "approval.",
        "生效时间 {since} 已过；请删去 effective_from：方案自批准一分钟后生效。",
    ),
    "document_too_large": Words(
        "The plan takes {size} bytes with all its defaults, {most} is the most. Name fewer "
        "products, or give categories their rates instead.",
        "方案（含默认值）共 {size} 字节，上限 {most} 字节。请减少商品，或改为按类目设置费率。",
    ),
    "pay_depth_above_three": Words(
        "An order would pay {depth} depths of uplines; three are the most. Set pay_depth to 3 or "
        "less.",
        "每单向上计酬 {depth} 层，最多三层；请将 pay_depth 改为 3 或更小。",
    ),
    "headcount_reward": Words(
        "Pay depends on the number of people recruited. Pay for goods sold instead: use sales, "
        "profit, margin_rate, pieces or orders, or a share of sales.",
        "按发展人员的数量计酬。请改为按商品销售计酬：sales、profit、margin_rate、pieces、orders，"
        "或按销售额的比例。",
    ),
    "headcount_in_disguise": Words(
        "It pays a fixed sum for a number of his downline's orders or pieces: where each recruit "
        "orders once, that is a sum for each recruit. Pay a rate of what they sell, or let sales "
        "open the sum.",
        "按下级订单数或件数给固定金额：若每名新人只下一单，即等于按人头计酬。请改为按其销售额的比例，"
        "或以销售额为门槛。",
    ),
    "joining_fee": Words(
        "Joining costs {amount} yuan. Nobody may pay for the right to join; remove joining_fee.",
        "加入须缴费 {amount} 元。不得以缴费作为加入资格，请删除 joining_fee。",
    ),
    "entry_purchase": Words(
        "What somebody buys to join would pay his uplines, which is an entry fee in disguise. "
        "{advice:clause}",
        "新人为加入而购货即向其上级计酬，属变相收取入门费。{advice:clause}",
    ),
    "share_award": Words(
        "It pays for sharing or following. Pay for what is sold through the shared link: give a "
        "percent rule `link` limits.",
        "按分享或关注付酬属诱导分享。请改为按分享链接带来的成交计酬：在 percent 规则中设置 link。",
    ),
    "above_margin": Words(
        "{sku} may pay {paid} of {price} in commission, its margin is {margin} ({chain:clause}). "
        "Lower the rates for it or correct its price and cost.",
        "{sku} 售价 {price}，最多付佣 {paid}，而毛利只有 {margin}（{chain:clause}）。请降低该商品"
        "的费率，或更正售价与成本。",
    ),
    "above_cap": Words(
        "All rules together may pay {rate:clause} of {what:clause}, the plan's cap is {cap} "
        "({chain:clause}). Lower the rates or raise cap_bp.",
        "各规则合计最高为{what:clause}的 {rate:clause}，超过方案上限 {cap}（{chain:clause}）。请降"
        "低费率或调高 cap_bp。",
    ),
    "too_many_combinations": Words(
        "The rules tell so many orders apart that nobody can say what they pay in all: they would "
        "be asked {asked} times, {most} is the most. Name fewer levels, give fewer products rates "
        "of their own, or let fewer rules begin and end at different times.",
        "规则区分的情形过多，无法核对合计付佣：需计算 {asked} 次，上限 {most} 次。请减少等级、减少"
        "单独设置费率的商品，或减少生效时间不同的规则。",
    ),
    "depth_three": Words(
        "An order pays three depths. That is the most this product allows, and the law is watched "
        "most closely there: take advice, or pay two depths.",
        "每单向上计酬三层，为本产品允许的最大值，合规风险最高；请咨询专业意见，或改为两层。",
    ),
    "team_rebate": Words(
        "It pays by what a team sold. Pay by own or direct sales, or take advice.",
        "按团队销售业绩计酬。请改为按本人或直接下级销售计酬，或咨询专业意见。",
    ),
    "total_above_30": Words(
        "All rules together may pay {rate:clause} of {what:clause}, more than 30.00% "
        "({chain:clause}). Check that the goods are worth their price.",
        "各规则合计最高为{what:clause}的 {rate:clause}，超过 30.00%（{chain:clause}）。请核对商品"
        "定价是否合理。",
    ),
    "large_tree": Words(
        "The tree under {root} has {people} people in {levels} levels, its root counted; from 30 "
        "people in 3 levels on it is watched. Take advice.",
        "以 {root} 为首的网络共 {people} 人、{levels} 级（含本人及本级），达到三十人、三级以上；请"
        "咨询专业意见。",
    ),
    "tree_unread": Words(
        "Only {people} people of the network were looked at: its trees may be larger. Look at the "
        "rest yourself.",
        "仅检查了网络中的 {people} 人，实际网络可能更大；其余请自行核对。",
    ),
    "cost_unknown": Words(
        "Not compared with a margin: {skus:clause}. Say price and cost of what is sold under "
        "products.",
        "无法与毛利比较：{skus:clause}。请在 products 中填写商品的售价与成本。",
    ),
    "fixed_sum_unjudged": Words(
        "It pays a fixed sum that cannot be compared with what is sold. {advice:clause}",
        "固定金额无法与销售额比较。{advice:clause}",
    ),
    "margin_cut": Words(
        "{sku} would pay {paid} of {price}, its margin is {margin} ({chain:clause}): the margin "
        "guard cuts it, and the last rules pay less than they say.",
        "{sku} 售价 {price}，按费率应付 {paid}，毛利为 {margin}（{chain:clause}）：将按毛利截断，"
        "靠后的规则少付。",
    ),
    "spread_above_price": Words(
        "Of {sku} at {price} agents may keep {spread} as spread, and commission takes "
        "{commission}: together {paid}, more than its price. Raise the lowest price in the lists "
        "or lower the rates.",
        "{sku} 售价 {price}，代理差价最多 {spread}，另付佣 {commission}，合计 {paid}，超过售价。"
        "请调高最低拿货价或降低费率。",
    ),
    "grade_price_below_cost": Words(
        "Grade {grade} buys below cost: {skus:clause}. Every piece is a loss: raise its price in "
        "the list, or correct its cost under products.",
        "{grade} 级拿货价低于成本：{skus:clause}。每件都亏损：请调高拿货价，或更正 products "
        "中的成本。",
    ),
    "grade_price_above_retail": Words(
        "Grade {grade} would buy dearer than customers do: {skus:clause}. No spread is paid there: "
        "lower its price in the list, or correct its price under products.",
        "{grade} 级拿货价高于零售价：{skus:clause}。不会产生差价：请调低拿货价，或更正 products "
        "中的售价。",
    ),
    "level_unknown": Words(
        "No distributor has the level {level!r}; the levels are {known}. Correct the name.",
        "没有名为 {level!r} 的分销等级；现有等级：{known}。请更正名称。",
    ),
    "rates_beyond_depth": Words(
        "Rates stand there for {rates} depths and {depth} are paid; the rest never counts. Raise "
        "pay_depth or remove them.",
        "此处写了 {rates} 层费率，而只计酬 {depth} 层，其余不生效；请调高 pay_depth 或删除。",
    ),
    "rule_never_applies": Words(
        "The rule {rule!r} never pays: {why:clause}. Correct or remove it.",
        "规则 {rule!r} 永远不会付酬：{why:clause}。请更正或删除。",
    ),
    "rules_overlap": Words(
        "{rule!r} pays on top of {other!r} while it is valid. If it is meant instead of it, say "
        "`replaces: [{other}]`.",
        "{rule!r} 生效期间与 {other!r} 叠加支付；如应取代后者，请写 replaces: [{other}]。",
    ),
    "falling_rate": Words(
        "Whoever sells more gets a lower rate. Check the order of the rates.",
        "销售越多费率越低；请检查各档费率的顺序。",
    ),
    "unified_price_unknown": Words(
        "It pays at the unified price only, and no price is known for {skus:clause}: nothing is "
        "paid there. Say the price under products.",
        "仅按统一售价付酬，但{skus:clause}没有统一售价，不会付酬；请在 products 中填写售价。",
    ),
    "rate_tiny": Words(
        "All its rates are below 0.50%: the highest, {rate_bp} basis points, is {rate}. If "
        "{rate_bp} % was meant, write {percent_bp}.",
        "其费率均低于 0.50%：最高 {rate_bp} 基点，即 {rate}。如本意是 {rate_bp}%，请写 "
        "{percent_bp}。",
    ),
    "rate_unusual": Words(
        "A two-level plan usually pays {least} to {most} here; this one says {rates}. Correct it "
        "if it was not meant.",
        "两级方案此处通常为 {least} 至 {most}，本方案为 {rates}；若非本意请更正。",
    ),
    "name_unseen": Words(
        "A name holds characters that nobody sees ({characters}): it reads like another and is "
        "none. Type it anew, unless the shop's own name has them.",
        "名称含不可见字符（{characters}）：看似另一名称，实则不同。请重新输入，除非店铺的名称本就"
        "如此。",
    ),
    "no_safe_harbour": Words(
        "Two depths are no safe harbour: what counts is whether goods are sold to customers who "
        "want them.",
        "两层计酬并非安全港：关键在于商品是否真实销售给有需求的消费者。",
    ),
    "not_legal_advice": Words(
        "This is a guard against known mistakes, not legal advice.",
        "本检查仅防范已知错误，不构成法律意见。",
    ),
}

PLACED_FINDING: Mapping[str, Words] = {
    "placed": Words("{place}: {code}: {finding:finding}", "{place}：{code}：{finding:finding}"),
}

CLAUSE: Mapping[str, Words] = {
    "all_zero": Words("all its rates and sums are zero", "所有费率与金额均为零"),
    "any_goods": Words("any goods", "任一商品售价"),
    "any_product": Words("any product", "任何商品"),
    "check_prizes": Words(
        "Check yourself that the prizes are small beside what a period sells.",
        "请自行核对：奖金相对该周期的销售额是否合理。",
    ),
    "ends_before_it_begins": Words("it ends before it begins", "生效期已结束或为空"),
    "goods_of": Words("goods of {category}", "{category} 类商品售价"),
    "levels": Words("levels {levels}", "等级 {levels}"),
    "levels_and_periods": Words(
        "levels {levels}; {share} of it by periods", "等级 {levels}；其中周期规则 {share}"
    ),
    "levels_and_teams": Words(
        "levels {levels}; {share} of it by periods, what a team pays × {uplines} uplines",
        "等级 {levels}；其中周期规则 {share}，团队业绩 × {uplines} 位上级",
    ),
    "more_than": Words("more than {rate}", "{rate} 以上"),
    "name_products": Words(
        "Name its products as skus, with their price under products, or check the sum yourself.",
        "请在 skus 中列明商品，并在 products 中填写售价，或自行核对该金额。",
    ),
    "no_first_purchase_pays": Words("Remove first_purchase_pays.", "请删除 first_purchase_pays。"),
    "no_self_purchase": Words(
        "With self_purchase a newcomer's own order would count for {rule!r}: set self_purchase to "
        "false, or remove the rule.",
        "开启 self_purchase 后，新人自购也会计入 {rule!r}；请将 self_purchase 设为 false，"
        "或删除该规则。",
    ),
    "no_upline_paid": Words(
        "pay_depth 1 pays no upline of the seller", "pay_depth 为 1，不向销售者的上级计酬"
    ),
    "nobody_has_the_level": Words("nobody has a level that it is for", "没有人属于其适用的等级"),
    "pay_by_product": Words(
        "Pay it by product, with its price under products, or check it yourself.",
        "请按商品设置该金额，并在 products 中填写售价，或自行核对。",
    ),
    "pay_a_rate": Words(
        "Pay a rate in its place, or check yourself what the least sale earns.",
        "请改用费率，或自行核对达到该档的最低销售额所得的金额。",
    ),
    "product": Words("{sku}", " {sku} 售价"),
    "products": Words("{skus}", "{skus}"),
    "rate": Words("{rate}", "{rate}"),
    "replaced_by": Words("{rule!r} always replaces it", "始终被 {rule!r} 取代"),
}

FAULT: Mapping[str, Words] = {
    "guard_found": Words("{finding_code}: {finding:finding}", "{finding_code}：{finding:finding}"),
}
