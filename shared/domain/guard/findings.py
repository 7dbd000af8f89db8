"""What the guard can say of a plan: how grave, where, by which article, and what to do.

Source: rules.md, Compliance guard. It is a guard, not legal advice, and says so.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from shared.domain.documents.places import Place, path_of, pointer_of
from shared.domain.records import Value

Severity = Literal["error", "warning", "info"]

FindingCode = Literal[
    "above_cap",
    "above_margin",
    "begins_in_past",
    "cost_unknown",
    "depth_three",
    "document_too_large",
    "entry_purchase",
    "falling_rate",
    "fixed_sum_unjudged",
    "headcount_reward",
    "joining_fee",
    "large_tree",
    "level_unknown",
    "margin_cut",
    "no_safe_harbour",
    "not_legal_advice",
    "pay_depth_above_three",
    "rate_tiny",
    "rate_unusual",
    "rates_beyond_depth",
    "rule_never_applies",
    "rules_overlap",
    "share_award",
    "team_rebate",
    "too_many_combinations",
    "total_above_30",
    "tree_unread",
    "unified_price_unknown",
]

HEADCOUNT = "《禁止传销条例》第七条第（一）项"
ENTRY_FEE = "《禁止传销条例》第七条第（二）项"
TEAM_PAY = "《禁止传销条例》第七条第（三）项"
TREE_SIZE = "公通字〔2013〕37号《关于办理组织领导传销活动刑事案件适用法律若干问题的意见》第一条"
SHARING = "《微信外部链接内容管理规范》（诱导分享）"


class Kind(NamedTuple):
    """What all findings of one code share; the texts name facts in braces."""

    severity: Severity
    article: str | None
    message: str
    message_zh: str


class Finding(Value):
    """One finding; `place` leads into the document, its steps as they stand there, from 0."""

    code: FindingCode
    severity: Severity
    place: Place
    article: str | None
    message: str
    message_zh: str

    @property
    def path(self) -> str:
        """The place for people, counted from 1: `rules.2.tiers`; the whole plan is `plan`."""
        return path_of(self.place) or "plan"

    @property
    def pointer(self) -> str:
        """The place for machines, counted from 0: `#/rules/1/tiers`."""
        return pointer_of(self.place)


def finding(code: FindingCode, *place: str | int, **facts: object) -> Finding:
    """Make a finding; `facts` are what its texts name."""
    kind = KINDS[code]
    return Finding(
        code=code,
        severity=kind.severity,
        place=place,
        article=kind.article,
        message=kind.message.format(**facts),
        message_zh=kind.message_zh.format(**facts),
    )


KINDS: Mapping[FindingCode, Kind] = {
    "begins_in_past": Kind(
        "error",
        None,
        "effective_from {since} is past; leave it out: the plan is in force when approved.",
        "生效时间 {since} 已过；请删去 effective_from：方案自批准时生效。",
    ),
    "document_too_large": Kind(
        "error",
        None,
        "The plan takes {size} bytes with all its defaults, {most} is the most. Name fewer "
        "products, or give categories their rates instead.",
        "方案（含默认值）共 {size} 字节，上限 {most} 字节。请减少商品，或改为按类目设置费率。",
    ),
    "pay_depth_above_three": Kind(
        "error",
        TEAM_PAY,
        "An order would pay {depth} depths of uplines; three are the most. "
        "Set pay_depth to 3 or less.",
        "每单向上计酬 {depth} 层，最多三层；请将 pay_depth 改为 3 或更小。",
    ),
    "headcount_reward": Kind(
        "error",
        HEADCOUNT,
        "Pay depends on the number of people recruited. Pay for goods sold instead: "
        "use sales, profit, margin_rate, pieces or orders, or a share of sales.",
        "按发展人员的数量计酬。请改为按商品销售计酬：sales、profit、margin_rate、pieces、"
        "orders，或按销售额的比例。",
    ),
    "joining_fee": Kind(
        "error",
        ENTRY_FEE,
        "Joining costs {amount} yuan. Nobody may pay for the right to join; remove joining_fee.",
        "加入须缴费 {amount} 元。不得以缴费作为加入资格，请删除 joining_fee。",
    ),
    "entry_purchase": Kind(
        "error",
        ENTRY_FEE,
        "An agent's first purchase pays his uplines, which is an entry fee in disguise. "
        "Remove first_purchase_pays.",
        "代理首次进货即向上级计酬，属变相收取入门费；请删除 first_purchase_pays。",
    ),
    "share_award": Kind(
        "error",
        SHARING,
        "It pays for sharing or following. Pay for what is sold through the shared link: "
        "give a percent rule `link` limits.",
        "按分享或关注付酬属诱导分享。请改为按分享链接带来的成交计酬：在 percent 规则中设置 link。",
    ),
    "above_margin": Kind(
        "error",
        None,
        "{sku} may pay {paid} of {price} in commission, its margin is {margin} ({chain}). "
        "Lower the rates for it or correct its price and cost.",
        "{sku} 售价 {price}，最多付佣 {paid}，而毛利只有 {margin}（{chain_zh}）。"
        "请降低该商品的费率，或更正售价与成本。",
    ),
    "above_cap": Kind(
        "error",
        None,
        "All rules together may pay {rate} of {what}, the plan's cap is {cap} ({chain}). "
        "Lower the rates or raise cap_bp.",
        "各规则合计最高为{what_zh}的 {rate_zh}，超过方案上限 {cap}（{chain_zh}）。"
        "请降低费率或调高 cap_bp。",
    ),
    "too_many_combinations": Kind(
        "error",
        None,
        "The rules tell so many orders apart that nobody can say what they pay in all: they would "
        "be asked {asked} times, {most} is the most. Name fewer levels, give fewer products rates "
        "of their own, or let fewer rules begin and end at different times.",
        "规则区分的情形过多，无法核对合计付佣：需计算 {asked} 次，上限 {most} 次。"
        "请减少等级、减少单独设置费率的商品，或减少生效时间不同的规则。",
    ),
    "depth_three": Kind(
        "warning",
        TEAM_PAY,
        "An order pays three depths. That is the most this product allows, "
        "and the law is watched most closely there: take advice, or pay two depths.",
        "每单向上计酬三层，为本产品允许的最大值，合规风险最高；请咨询专业意见，或改为两层。",
    ),
    "team_rebate": Kind(
        "warning",
        TEAM_PAY,
        "It pays by what a team sold. Pay by own or direct sales, or take advice.",
        "按团队销售业绩计酬。请改为按本人或直接下级销售计酬，或咨询专业意见。",
    ),
    "total_above_30": Kind(
        "warning",
        None,
        "All rules together may pay {rate} of {what}, more than 30.00% ({chain}). "
        "Check that the goods are worth their price.",
        "各规则合计最高为{what_zh}的 {rate_zh}，超过 30.00%（{chain_zh}）。"
        "请核对商品定价是否合理。",
    ),
    "large_tree": Kind(
        "warning",
        TREE_SIZE,
        "The tree under {root} has {people} people in {levels} levels, its root counted; "
        "from 30 people in 3 levels on it is watched. Take advice.",
        "以 {root} 为首的网络共 {people} 人、{levels} 级（含本人及本级），达到三十人、三级以上；"
        "请咨询专业意见。",
    ),
    "tree_unread": Kind(
        "warning",
        TREE_SIZE,
        "Only {people} people of the network were looked at: its trees may be larger. "
        "Look at the rest yourself.",
        "仅检查了网络中的 {people} 人，实际网络可能更大；其余请自行核对。",
    ),
    "cost_unknown": Kind(
        "warning",
        None,
        "Not compared with a margin: {skus}. Say price and cost of what is sold under products.",
        "无法与毛利比较：{skus_zh}。请在 products 中填写商品的售价与成本。",
    ),
    "fixed_sum_unjudged": Kind(
        "warning",
        None,
        "It pays a fixed sum that cannot be compared with what is sold. {advice}",
        "固定金额无法与销售额比较。{advice_zh}",
    ),
    "margin_cut": Kind(
        "warning",
        None,
        "{sku} would pay {paid} of {price}, its margin is {margin} ({chain}): the margin "
        "guard cuts it, and the last rules pay less than they say.",
        "{sku} 售价 {price}，按费率应付 {paid}，毛利为 {margin}（{chain_zh}）："
        "将按毛利截断，靠后的规则少付。",
    ),
    "level_unknown": Kind(
        "warning",
        None,
        "No distributor has the level {level!r}; the levels are {known}. Correct the name.",
        "没有名为 {level!r} 的分销等级；现有等级：{known}。请更正名称。",
    ),
    "rates_beyond_depth": Kind(
        "warning",
        None,
        "Rates stand there for {rates} depths and {depth} are paid; the rest never counts. "
        "Raise pay_depth or remove them.",
        "此处写了 {rates} 层费率，而只计酬 {depth} 层，其余不生效；请调高 pay_depth 或删除。",
    ),
    "rule_never_applies": Kind(
        "warning",
        None,
        "The rule {rule!r} never pays: {why}. Correct or remove it.",
        "规则 {rule!r} 永远不会付酬：{why_zh}。请更正或删除。",
    ),
    "rules_overlap": Kind(
        "warning",
        None,
        "{rule!r} pays on top of {other!r} while it is valid. If it is meant instead of it, "
        "say `replaces: [{other}]`.",
        "{rule!r} 生效期间与 {other!r} 叠加支付；如应取代后者，请写 replaces: [{other}]。",
    ),
    "falling_rate": Kind(
        "warning",
        None,
        "Whoever sells more gets a lower rate. Check the order of the rates.",
        "销售越多费率越低；请检查各档费率的顺序。",
    ),
    "unified_price_unknown": Kind(
        "warning",
        None,
        "It pays at the unified price only, and no price is known for {skus}: "
        "nothing is paid there. Say the price under products.",
        "仅按统一售价付酬，但{skus_zh}没有统一售价，不会付酬；请在 products 中填写售价。",
    ),
    "rate_tiny": Kind(
        "warning",
        None,
        "All its rates are below 0.50%: the highest, {rate_bp} basis points, is {rate}. "
        "If {rate_bp} % was meant, write {percent_bp}.",
        "其费率均低于 0.50%：最高 {rate_bp} 基点，即 {rate}。"
        "如本意是 {rate_bp}%，请写 {percent_bp}。",
    ),
    "rate_unusual": Kind(
        "info",
        None,
        "A two-level plan usually pays {least} to {most} here; this one says {rates}. "
        "Correct it if it was not meant.",
        "两级方案此处通常为 {least} 至 {most}，本方案为 {rates}；若非本意请更正。",
    ),
    "no_safe_harbour": Kind(
        "info",
        TEAM_PAY,
        "Two depths are no safe harbour: what counts is whether goods are sold to customers "
        "who want them.",
        "两层计酬并非安全港：关键在于商品是否真实销售给有需求的消费者。",
    ),
    "not_legal_advice": Kind(
        "info",
        None,
        "This is a guard against known mistakes, not legal advice.",
        "本检查仅防范已知错误，不构成法律意见。",
    ),
}
