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
from shared.domain.rules.periodic_rule import PeriodicRule, periodic_rules
from shared.domain.rules.rule import Rule

MAX_LEVELS = 10
"""How many levels rules may name: the guard looks at every chain of them."""


def require_rules_fit(rules: Sequence[Rule]) -> None:
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


def _name_rules_before_them(rules: Iterable[Rule]) -> None:
    known: set[Slug] = set()
    for number, rule in enumerate(rules):
        if rule.id in known:
            raise fault_at(
                ("rules", number, "id"),
                f"two rules are called {rule.id!r}; rename one",
                f"有两条规则都叫 {rule.id!r}；请改其一",
            )
        if unknown := set(rule.named_rules) - known:
            raise fault_at(
                ("rules", number),
                f"rule {rule.id!r} names {_listed(unknown)}; it may name only rules that stand "
                f"before it: {_listed(known) or 'there are none'}",
                f"规则 {rule.id!r} 引用了 {_listed(unknown)}；只能引用排在它之前的规则："
                f"{_listed(known) or '此前没有规则'}",
            )
        known.add(rule.id)


def _override_what_stays(rules: Sequence[Rule]) -> None:
    commission = {rule.id for rule in rules if rule.is_commission}
    anew = {rule.id for rule in rules if rule.is_looked_up_anew}
    for number, rule in enumerate(rules):
        if others := set(rule.overridden) - commission:
            raise fault_at(
                ("rules", number, "of"),
                f"rule {rule.id!r} is of {_listed(others)}; an override is of rules "
                "that pay commission for an order, not of trade or of a period",
                f"规则 {rule.id!r} 以 {_listed(others)} 为基数；"
                "管理奖只能以按订单计佣的规则为基数，不能是货款差价或周期奖励",
            )
    for number, rule in enumerate(rules):
        if others := set(rule.overridden) & anew:
            raise fault_at(
                ("rules", number, "of"),
                f"rule {rule.id!r} is of {_listed(others)}, which a refund looks up "
                "anew; let that rule keep its `booked_rate`",
                f"规则 {rule.id!r} 以 {_listed(others)} 为基数，而后者退款时重新查档；"
                "请让后者用 `on_refund: booked_rate`",
            )


def _override_what_is_not_replaced(rules: Iterable[Rule]) -> None:
    overridden: set[Slug] = set()
    for number, rule in enumerate(rules):
        overridden |= set(rule.overridden)
        if late := set(rule.replaced) & overridden:
            raise fault_at(
                ("rules", number, "replaces"),
                f"rule {rule.id!r} replaces {_listed(late)} behind an override of "
                f"it; put {rule.id!r} before the override, so that it pays on what remains",
                f"规则 {rule.id!r} 取代 {_listed(late)}，却排在以其为基数的管理奖之后；"
                f"请把 {rule.id!r} 移到管理奖之前",
            )


def _pay_own_rates_once(rules: Iterable[Rule]) -> None:
    numbered = list(enumerate(rules))
    if links := [number for number, rule in numbered if rule.link_limits][1:]:
        raise fault_at(
            ("rules", links[0], "link"),
            "a link's rate would be paid by two rules; leave `link` in one",
            "链接自定的费率会被两条规则支付；`link` 只能留在一条规则中",
        )
    if lines := [number for number, rule in numbered if rule.line_limits][1:]:
        raise fault_at(
            ("rules", lines[0], "lines"),
            "a line's terms would be paid by two rules; leave `lines` in one",
            "订单行自定的费率会被两条规则支付；`lines` 只能留在一条规则中",
        )


def _take_off_what_fits(rules: Sequence[Rule]) -> None:
    of_periods = {rule.id: rule for rule in periodic_rules(rules)}
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    for rule in of_periods.values():
        if unfit := _unfit_on_account(rule, of_periods):
            raise fault_at(
                ("rules", numbers[rule.id], "less"),
                f"rule {rule.id!r} takes off {', '.join(unfit)}; it may take off tiers of a "
                "shorter period that pay in the same form and are not evaluated later",
                f"规则 {rule.id!r} 扣除 {', '.join(unfit)}；"
                "只能扣除周期更短、形式相同且不更晚核算的阶梯规则",
            )
    for one, other in combinations(of_periods.values(), 2):
        if twice := _taken_off_twice(one, other):
            raise fault_at(
                ("rules", numbers[other.id], "less"),
                f"rules {one.id!r} and {other.id!r} would both take off what "
                f"{_listed(twice)} paid; name it in the `less` of one of them, "
                f"or let {other.id!r} take off {one.id!r} as well",
                f"规则 {one.id!r} 与 {other.id!r} 会重复扣除 {_listed(twice)} 已付的部分；"
                f"只在其中一条的 `less` 中写明，或让 {other.id!r} 同时扣除 {one.id!r}",
            )


def _unfit_on_account(rule: PeriodicRule, of_periods: Mapping[Slug, PeriodicRule]) -> list[Slug]:
    return [name for name in rule.on_account if not _may_be_less(rule, of_periods.get(name))]


def _may_be_less(rule: PeriodicRule, other: PeriodicRule | None) -> bool:
    """Tell whether awards of another rule can be on account of a rule's."""
    cadences = get_args(Cadence)
    return (
        other is not None
        and other.may_be_on_account
        and cadences.index(other.cadence) < cadences.index(rule.cadence)
        and other.form == rule.form
        and other.closes_after <= rule.closes_after
    )


def _taken_off_twice(one: PeriodicRule, other: PeriodicRule) -> set[Slug]:
    """Give the rules whose awards two others take off one person, not each what the other left."""
    never_both = one.cadence == other.cadence and not one.shares_a_level(other)
    if one.id in other.on_account or never_both:
        return set()
    return set(one.on_account) & set(other.on_account)


def _listed(names: Iterable[Slug]) -> str:
    return ", ".join(sorted(names))
