"""What the guard can say of a plan: how grave, where, by which article.

Source: rules.md, Compliance guard. It is a guard, not legal advice, and says so.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from shared.domain.documents.fault import Place
from shared.domain.documents.places import path_of, pointer_of
from shared.domain.errors import Clause, Fact
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
    "grade_price_above_retail",
    "grade_price_below_cost",
    "headcount_in_disguise",
    "headcount_reward",
    "joining_fee",
    "large_tree",
    "level_unknown",
    "margin_cut",
    "name_unseen",
    "no_safe_harbour",
    "not_legal_advice",
    "pay_depth_above_three",
    "rate_tiny",
    "rate_unusual",
    "rates_beyond_depth",
    "rule_never_applies",
    "rules_overlap",
    "share_award",
    "spread_above_price",
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

NAMED = 5
"""How many products a finding names before it says how many more there are."""


class Kind(NamedTuple):
    """What all findings of one code share."""

    severity: Severity
    article: str | None = None


class Finding(Value):
    """One finding; `place` leads into the document, its steps as they stand there, from 0."""

    code: FindingCode
    severity: Severity
    place: Place
    article: str | None
    facts: Mapping[str, Any]
    """What its words name."""

    @property
    def path(self) -> str:
        """The place for people, counted from 1: `rules.2.tiers`; the whole plan is `plan`."""
        return path_of(self.place) or "plan"

    @property
    def pointer(self) -> str:
        """The place for machines, counted from 0: `#/rules/1/tiers`."""
        return pointer_of(self.place)

    @property
    def clause(self) -> Clause:
        """What it says, for a sentence about it."""
        return Clause(self.code, self.facts)


def finding(code: FindingCode, *place: str | int, **facts: Fact) -> Finding:
    """Make a finding; `facts` are what its words name."""
    kind = KINDS[code]
    return Finding(
        code=code, severity=kind.severity, place=place, article=kind.article, facts=facts
    )


def named(skus: Sequence[str]) -> Clause:
    """Name the first few products, and say how many more there are."""
    more = f" (+{len(skus) - NAMED})" if len(skus) > NAMED else ""
    return Clause("products", {"skus": ", ".join(skus[:NAMED]) + more})


KINDS: Mapping[FindingCode, Kind] = {
    "begins_in_past": Kind("error"),
    "document_too_large": Kind("error"),
    "pay_depth_above_three": Kind("error", TEAM_PAY),
    "headcount_reward": Kind("error", HEADCOUNT),
    "joining_fee": Kind("error", ENTRY_FEE),
    "entry_purchase": Kind("error", ENTRY_FEE),
    "share_award": Kind("error", SHARING),
    "above_margin": Kind("error"),
    "above_cap": Kind("error"),
    "too_many_combinations": Kind("error"),
    "depth_three": Kind("warning", TEAM_PAY),
    "team_rebate": Kind("warning", TEAM_PAY),
    "headcount_in_disguise": Kind("warning", HEADCOUNT),
    "total_above_30": Kind("warning"),
    "large_tree": Kind("warning", TREE_SIZE),
    "tree_unread": Kind("warning", TREE_SIZE),
    "cost_unknown": Kind("warning"),
    "fixed_sum_unjudged": Kind("warning"),
    "margin_cut": Kind("warning"),
    "spread_above_price": Kind("warning"),
    "grade_price_below_cost": Kind("warning"),
    "grade_price_above_retail": Kind("warning"),
    "level_unknown": Kind("warning"),
    "name_unseen": Kind("warning"),
    "rates_beyond_depth": Kind("warning"),
    "rule_never_applies": Kind("warning"),
    "rules_overlap": Kind("warning"),
    "falling_rate": Kind("warning"),
    "unified_price_unknown": Kind("warning"),
    "rate_tiny": Kind("warning"),
    "rate_unusual": Kind("info"),
    "no_safe_harbour": Kind("info", TEAM_PAY),
    "not_legal_advice": Kind("info"),
}
