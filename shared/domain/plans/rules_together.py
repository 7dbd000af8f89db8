"""How the rules of one plan fit together: what one says of others has to make sense.

Rules name only rules before them; an override is of commission that stays as it was decided; what
shorter periods paid is taken off once. Source: A069, A093; fault W51. Errors: ValueError, placed at
the rule that is to be corrected.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import get_args

from pydantic import ValidationError

from shared.domain.civil_periods import Cadence
from shared.domain.documents.fault import fault_at
from shared.domain.documents.part import Slug
from shared.domain.errors import Fault
from shared.domain.plans.levels import levels_of
from shared.domain.rules.periodic_rule import PeriodicRule, periodic_rules
from shared.domain.rules.rule import Rule

MAX_LEVELS = 10
"""How many levels rules may name: the guard looks at every chain of them."""


def require_rules_fit(rules: Sequence[Rule]) -> None:
    """Refuse rules of which one contradicts another. Errors: ValueError, naming both."""
    _name_rules_before_them(rules)
    if len(levels_of(rules)) > MAX_LEVELS:
        raise Fault("too_many_levels", most=MAX_LEVELS)
    _override_what_stays(rules)
    _override_what_is_not_replaced(rules)
    _pay_own_rates_once(rules)
    _take_off_what_fits(rules)


def _name_rules_before_them(rules: Iterable[Rule]) -> None:
    known: set[Slug] = set()
    for number, rule in enumerate(rules):
        if rule.id in known:
            raise fault_at(("rules", number, "id"), "two_rules_of_one_name", rule=rule.id)
        if unknown := set(rule.named_rules) - known:
            raise _named_too_early(number, rule, unknown, known)
        known.add(rule.id)


def _named_too_early(
    number: int, rule: Rule, unknown: Iterable[Slug], known: Iterable[Slug]
) -> ValidationError:
    place, names, before = ("rules", number), _listed(unknown), _listed(known)
    if not before:
        return fault_at(place, "names_a_rule_as_the_first", rule=rule.id, names=names)
    return fault_at(place, "names_a_rule_behind_it", rule=rule.id, names=names, known=before)


def _override_what_stays(rules: Sequence[Rule]) -> None:
    commission = {rule.id for rule in rules if rule.is_commission}
    anew = {rule.id for rule in rules if rule.is_looked_up_anew}
    for number, rule in enumerate(rules):
        if others := set(rule.overridden) - commission:
            place, names = ("rules", number, "of"), _listed(others)
            raise fault_at(place, "overrides_no_commission", rule=rule.id, names=names)
    for number, rule in enumerate(rules):
        if others := set(rule.overridden) & anew:
            place, names = ("rules", number, "of"), _listed(others)
            raise fault_at(place, "overrides_what_is_looked_up", rule=rule.id, names=names)


def _override_what_is_not_replaced(rules: Iterable[Rule]) -> None:
    overridden: set[Slug] = set()
    for number, rule in enumerate(rules):
        overridden |= set(rule.overridden)
        if late := set(rule.replaced) & overridden:
            place, names = ("rules", number, "replaces"), _listed(late)
            raise fault_at(place, "replaces_behind_an_override", rule=rule.id, names=names)


def _pay_own_rates_once(rules: Iterable[Rule]) -> None:
    numbered = list(enumerate(rules))
    if links := [number for number, rule in numbered if rule.link_limits][1:]:
        raise fault_at(("rules", links[0], "link"), "links_paid_twice")
    if lines := [number for number, rule in numbered if rule.line_limits][1:]:
        raise fault_at(("rules", lines[0], "lines"), "lines_paid_twice")


def _take_off_what_fits(rules: Sequence[Rule]) -> None:
    of_periods = {rule.id: rule for rule in periodic_rules(rules)}
    places = {rule.id: ("rules", number, "less") for number, rule in enumerate(rules)}
    for rule in of_periods.values():
        if unfit := _unfit_on_account(rule, of_periods):
            names = ", ".join(unfit)
            raise fault_at(places[rule.id], "takes_off_what_is_unfit", rule=rule.id, names=names)
    for one, other in combinations(of_periods.values(), 2):
        if twice := _taken_off_twice(one, other):
            raise fault_at(
                places[other.id],
                "taken_off_twice",
                rule=one.id,
                other=other.id,
                names=_listed(twice),
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
