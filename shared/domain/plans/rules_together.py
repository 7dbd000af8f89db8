"""How the rules of one plan fit together: what one says of others has to make sense.

Rules name only rules before them; an override is of commission that stays as it was decided; what
shorter periods paid is taken off once. Source: A069, A093; fault W51. Errors: ValueError, placed at
the rule that is to be corrected.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import get_args

from shared.domain.civil_periods import Cadence
from shared.domain.documents.fault import Fault, fault_at
from shared.domain.documents.part import Slug
from shared.domain.plans.levels import levels_of
from shared.domain.plans.rules import (
    AnyRule,
    OrderRule,
    OrderTierRule,
    OverrideRule,
    PercentRule,
    PriceSpreadRule,
    TierRule,
    on_account,
)
from shared.domain.rules.rule import Rule

MAX_LEVELS = 10
"""How many levels rules may name: the guard looks at every chain of them."""


def require_rules_fit(rules: Sequence[AnyRule]) -> None:
    """Refuse rules of which one contradicts another. Errors: ValueError, naming both."""
    _name_rules_before_them(rules)
    if len(levels_of(rules)) > MAX_LEVELS:
        raise Fault(
            f"the rules name more than {MAX_LEVELS} levels; let `default` count",
            f"各规则共写了超过 {MAX_LEVELS} 个等级；其余等级请用 `default`",
        )
    _override_what_stays(rules)
    _override_what_is_not_replaced(rules)
    _pay_own_rates_once(rules)
    _take_off_what_fits(rules)


def _name_rules_before_them(rules: Iterable[AnyRule]) -> None:
    known: set[Slug] = set()
    for number, rule in enumerate(rules):
        if rule.id in known:
            raise fault_at(
                ("rules", number, "id"),
                f"two rules are called {rule.id!r}; rename one",
                f"有两条规则都叫 {rule.id!r}；请改其一",
            )
        if unknown := {*_replaced(rule), *_overridden(rule), *on_account(rule)} - known:
            raise fault_at(
                ("rules", number),
                f"rule {rule.id!r} names {_listed(unknown)}; it may name only rules that stand "
                f"before it: {_listed(known) or 'there are none'}",
                f"规则 {rule.id!r} 引用了 {_listed(unknown)}；只能引用排在它之前的规则："
                f"{_listed(known) or '此前没有规则'}",
            )
        known.add(rule.id)


def _override_what_stays(rules: Sequence[AnyRule]) -> None:
    commission = {rule.id for rule in rules if _is_commission_of_an_order(rule)}
    anew = {r.id for r in rules if isinstance(r, OrderTierRule) and r.recomputed}
    for number, rule in enumerate(rules):
        if others := set(_overridden(rule)) - commission:
            raise fault_at(
                ("rules", number, "of"),
                f"rule {rule.id!r} is of {_listed(others)}; an override is of rules "
                "that pay commission for an order, not of trade or of a period",
                f"规则 {rule.id!r} 以 {_listed(others)} 为基数；"
                "管理奖只能以按订单计佣的规则为基数，不能是货款差价或周期奖励",
            )
    for number, rule in enumerate(rules):
        if others := set(_overridden(rule)) & anew:
            raise fault_at(
                ("rules", number, "of"),
                f"rule {rule.id!r} is of {_listed(others)}, which a refund looks up "
                "anew; let that rule keep its `booked_rate`",
                f"规则 {rule.id!r} 以 {_listed(others)} 为基数，而后者退款时重新查档；"
                "请让后者用 `on_refund: booked_rate`",
            )


def _override_what_is_not_replaced(rules: Iterable[AnyRule]) -> None:
    overridden: set[Slug] = set()
    for number, rule in enumerate(rules):
        overridden |= set(_overridden(rule))
        if late := set(_replaced(rule)) & overridden:
            raise fault_at(
                ("rules", number, "replaces"),
                f"rule {rule.id!r} replaces {_listed(late)} behind an override of "
                f"it; put {rule.id!r} before the override, so that it pays on what remains",
                f"规则 {rule.id!r} 取代 {_listed(late)}，却排在以其为基数的管理奖之后；"
                f"请把 {rule.id!r} 移到管理奖之前",
            )


def _pay_own_rates_once(rules: Iterable[AnyRule]) -> None:
    percent = [(n, rule) for n, rule in enumerate(rules) if isinstance(rule, PercentRule)]
    if links := [number for number, rule in percent if rule.link][1:]:
        raise fault_at(
            ("rules", links[0], "link"),
            "a link's rate would be paid by two rules; leave `link` in one",
            "链接自定的费率会被两条规则支付；`link` 只能留在一条规则中",
        )
    if lines := [number for number, rule in percent if rule.lines][1:]:
        raise fault_at(
            ("rules", lines[0], "lines"),
            "a line's terms would be paid by two rules; leave `lines` in one",
            "订单行自定的费率会被两条规则支付；`lines` 只能留在一条规则中",
        )


def _take_off_what_fits(rules: Sequence[AnyRule]) -> None:
    tiers = {rule.id: rule for rule in rules if isinstance(rule, TierRule)}
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    for rule in tiers.values():
        if unfit := _unfit_on_account(rule, tiers):
            raise fault_at(
                ("rules", numbers[rule.id], "less"),
                f"rule {rule.id!r} takes off {', '.join(unfit)}; it may take off tiers of a "
                "shorter period that pay in the same form and are not evaluated later",
                f"规则 {rule.id!r} 扣除 {', '.join(unfit)}；"
                "只能扣除周期更短、形式相同且不更晚核算的阶梯规则",
            )
    for one, other in combinations(tiers.values(), 2):
        if twice := _taken_off_twice(one, other):
            raise fault_at(
                ("rules", numbers[other.id], "less"),
                f"rules {one.id!r} and {other.id!r} would both take off what "
                f"{_listed(twice)} paid; name it in the `less` of one of them, "
                f"or let {other.id!r} take off {one.id!r} as well",
                f"规则 {one.id!r} 与 {other.id!r} 会重复扣除 {_listed(twice)} 已付的部分；"
                f"只在其中一条的 `less` 中写明，或让 {other.id!r} 同时扣除 {one.id!r}",
            )


def _unfit_on_account(rule: TierRule, tiers: Mapping[Slug, TierRule]) -> list[Slug]:
    return [name for name in rule.less if not _may_be_less(rule, tiers.get(name))]


def _may_be_less(rule: TierRule, other: TierRule | None) -> bool:
    """Tell whether awards of another tier can be on account of a rule's."""
    cadences = get_args(Cadence)
    return (
        other is not None
        and cadences.index(other.period) < cadences.index(rule.period)
        and other.form == rule.form
        and other.close_after_days <= rule.close_after_days
    )


def _taken_off_twice(one: TierRule, other: TierRule) -> set[Slug]:
    """Give the rules whose awards two tiers take off one person, not each what the other left."""
    never_both = one.period == other.period and not _for_one_level(one, other)
    if one.id in other.less or never_both:
        return set()
    return set(one.less) & set(other.less)


def _for_one_level(one: Rule, other: Rule) -> bool:
    return one.levels is None or other.levels is None or bool(set(one.levels) & set(other.levels))


def _is_commission_of_an_order(rule: Rule) -> bool:
    return isinstance(rule, OrderRule) and not isinstance(rule, PriceSpreadRule)


def _replaced(rule: AnyRule) -> tuple[Slug, ...]:
    return rule.replaces if isinstance(rule, OrderRule) else ()


def _overridden(rule: AnyRule) -> tuple[Slug, ...]:
    return rule.of if isinstance(rule, OverrideRule) else ()


def _listed(names: Iterable[Slug]) -> str:
    return ", ".join(sorted(names))
