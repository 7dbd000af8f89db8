"""Why a rule of a plan can never pay."""

from collections.abc import Iterator

from shared.domain.errors import Clause
from shared.domain.plans.document import Plan
from shared.domain.plans.levels import LEVELS
from shared.domain.rules.order_rule import order_rules
from shared.domain.terms.parts import Validity


def never_pays(plan: Plan, number: int) -> Iterator[Clause]:
    """Give every reason for which a rule can never pay."""
    rule = plan.rules[number]
    if _is_over(plan, rule.valid):
        yield Clause("ends_before_it_begins")
    if rule.levels is not None and not set(rule.levels) & set(LEVELS):
        yield Clause("nobody_has_the_level")
    if not rule.pays_anything():
        yield Clause("all_zero")
    if plan.pay_depth < rule.first_depth:
        yield Clause("no_upline_paid")
    yield from _replaced(plan, number)


def _is_over(plan: Plan, valid: Validity) -> bool:
    begins = max((at for at in (valid.from_, plan.effective_from) if at is not None), default=None)
    return begins is not None and valid.until is not None and valid.until <= begins


def _replaced(plan: Plan, number: int) -> Iterator[Clause]:
    later = order_rules(plan.rules[number + 1 :])
    for rule in order_rules(plan.rules[number : number + 1]):
        for other in later:
            if rule.id in other.replaces and other.surely_pays_for(rule):
                yield Clause("replaced_by", {"rule": other.id})
