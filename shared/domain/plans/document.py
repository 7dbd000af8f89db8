"""The plan document: who is paid what, by which rules, in which order, up to which limits.

Source: A060-A099, A164; rules.md, Depth. A document says what it means or is refused; whether it
is allowed is the guard's question (`plans/guard.py`).
"""

from collections.abc import Mapping
from itertools import combinations
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, ValidationError, model_validator

from shared.domain.money import FULL_RATE, BasisPoints, Yuan
from shared.domain.plans.faults import placed_in
from shared.domain.plans.levels import levels_of
from shared.domain.plans.parts import ByProduct, Days, Flag, Part, Rule, Slug, When
from shared.domain.plans.presets import PRESETS
from shared.domain.plans.rules import (
    AnyRule,
    Budget,
    Cadence,
    OrderRule,
    OrderTierRule,
    OverrideRule,
    PercentRule,
    PriceSpreadRule,
    Product,
    TierRule,
)

Release = Literal["order", "month", "quarter", "year"]
"""When commission of an order is released: with its window, or the period it ends in (A068)."""

MAX_LEVELS = 10
"""How many levels rules may name: the guard looks at every chain of them."""


class Plan(Part):
    """One version of the brand's plan. Rates are basis points, amounts quoted yuan.

    The first rule is served first where a limit leaves less than all rules together pay.
    """

    name: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    effective_from: When | None = None
    pay_depth: Annotated[int, Field(strict=True, ge=1, le=10)]
    self_purchase: Flag = False
    compression: Flag = False
    upline_activity_days: Days | None = None
    """An upline above depth 1 qualifies only with an own paid sale in so many days before."""
    release: Release = "order"
    cap_bp: BasisPoints = FULL_RATE
    """How much of what was paid for a line all rules together may pay."""
    margin_guard: Flag = False
    """Whether a line with a known cost never pays more than its margin."""
    budget: Budget | None = None
    joining_fee: Yuan = 0
    """What joining costs: it can be said only so that the guard refuses it (A120)."""
    products: ByProduct[Product] = {}
    rules: Annotated[tuple[AnyRule, ...], Field(min_length=1, max_length=12)]

    @model_validator(mode="after")
    def _rules_name_each_other(self) -> "Plan":
        known: set[Slug] = set()
        for rule in self.rules:
            if rule.id in known:
                raise ValueError(f"two rules are called {rule.id!r}; rename one")
            named = set(rule.replaces) if isinstance(rule, OrderRule) else set()
            named |= set(rule.of) if isinstance(rule, OverrideRule) else set()
            named |= set(rule.less) if isinstance(rule, TierRule) else set()
            if unknown := named - known:
                raise ValueError(
                    f"rule {rule.id!r} names {', '.join(sorted(unknown))}; "
                    "it may name only rules that stand before it"
                )
            known.add(rule.id)
        return self

    @model_validator(mode="after")
    def _names_few_levels(self) -> "Plan":
        if len(levels_of(self.rules)) > MAX_LEVELS:
            raise ValueError(f"the rules name more than {MAX_LEVELS} levels; let `default` count")
        return self

    @model_validator(mode="after")
    def _overrides_are_of_commission(self) -> "Plan":
        commission = {rule.id for rule in self.rules if _is_commission_of_an_order(rule)}
        for rule in self.rules:
            if isinstance(rule, OverrideRule) and (others := set(rule.of) - commission):
                raise ValueError(
                    f"rule {rule.id!r} is of {', '.join(sorted(others))}; an override is of rules "
                    "that pay commission for an order, not of trade or of a period"
                )
        return self

    @model_validator(mode="after")
    def _overrides_are_of_fixed_rates(self) -> "Plan":
        anew = {r.id for r in self.rules if isinstance(r, OrderTierRule) and r.recomputed}
        for rule in self.rules:
            if isinstance(rule, OverrideRule) and (others := set(rule.of) & anew):
                raise ValueError(
                    f"rule {rule.id!r} is of {', '.join(sorted(others))}, which a refund looks up "
                    "anew; let that rule keep its `booked_rate`"
                )
        return self

    @model_validator(mode="after")
    def _overrides_see_what_is_replaced(self) -> "Plan":
        overridden: set[Slug] = set()
        for rule in self.rules:
            overridden |= set(rule.of) if isinstance(rule, OverrideRule) else set()
            replaced = set(rule.replaces) if isinstance(rule, OrderRule) else set()
            if late := replaced & overridden:
                raise ValueError(
                    f"rule {rule.id!r} replaces {', '.join(sorted(late))} behind an override of "
                    f"it; put {rule.id!r} before the override, so that it pays on what remains"
                )
        return self

    @model_validator(mode="after")
    def _own_rates_count_once(self) -> "Plan":
        percent = [rule for rule in self.rules if isinstance(rule, PercentRule)]
        if len([rule for rule in percent if rule.link]) > 1:
            raise ValueError("a link's rate would be paid by two rules; leave `link` in one")
        if len([rule for rule in percent if rule.lines]) > 1:
            raise ValueError("a line's terms would be paid by two rules; leave `lines` in one")
        return self

    @model_validator(mode="after")
    def _on_account_of_a_longer_period(self) -> "Plan":
        tiers = {rule.id: rule for rule in self.rules if isinstance(rule, TierRule)}
        for rule in tiers.values():
            if unfit := [name for name in rule.less if not _may_be_less(rule, tiers.get(name))]:
                raise ValueError(
                    f"rule {rule.id!r} takes off {', '.join(unfit)}; it may take off tiers of a "
                    "shorter period that pay in the same form and are not assessed later"
                )
        return self

    @model_validator(mode="after")
    def _on_account_once(self) -> "Plan":
        tiers = [rule for rule in self.rules if isinstance(rule, TierRule)]
        for one, other in combinations(tiers, 2):
            if twice := _taken_off_twice(one, other):
                raise ValueError(
                    f"rules {one.id!r} and {other.id!r} would both take off what "
                    f"{', '.join(sorted(twice))} paid; name it in the `less` of one of them, "
                    f"or let {other.id!r} take off {one.id!r} as well"
                )
        return self


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


def read_plan(document: str | Mapping[str, Any]) -> Plan:
    """Read a preset's name or a plan document.

    A document's `preset` stands for its rule and pay depth; what the document says itself counts,
    its rules come behind the preset's. Errors: ValueError (pydantic's included) naming the field.
    """
    fields = {"preset": document} if isinstance(document, str) else dict(document)
    try:
        return Plan.model_validate(_with_preset(fields))
    except ValidationError as error:
        raise placed_in(fields, error) from error


def _with_preset(fields: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in fields.items() if name != "preset"}
    if "preset" not in fields:
        return own
    preset = fields["preset"]
    if not isinstance(preset, str) or preset not in PRESETS:
        raise ValueError(f"unknown preset {preset!r}: choose one of {', '.join(PRESETS)}")
    rates = PRESETS[preset]
    rule = {"id": "relation", "kind": "percent", "rates_bp": {"default": rates}}
    rules = own.get("rules", [])
    basis = {"name": preset, "pay_depth": len(rates)}
    return {**basis, **own, "rules": [rule, *rules] if isinstance(rules, list | tuple) else rules}


DEFAULT_PLAN = read_plan("depth-10-5")
