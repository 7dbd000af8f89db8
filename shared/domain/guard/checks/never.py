"""Why a rule of a plan can never pay, in English and Chinese."""

from collections.abc import Iterator

from shared.domain.plans.document import Plan
from shared.domain.plans.levels import LEVELS
from shared.domain.rules.order_rule import order_rules
from shared.domain.terms.parts import Validity

Why = tuple[str, str]


def never_pays(plan: Plan, number: int) -> Iterator[Why]:
    """Give every reason for which a rule can never pay."""
    rule = plan.rules[number]
    if _is_over(plan, rule.valid):
        yield "it ends before it begins", "生效期已结束或为空"
    if rule.levels is not None and not set(rule.levels) & set(LEVELS):
        yield "nobody has a level that it is for", "没有人属于其适用的等级"
    if not rule.pays_anything():
        yield "all its rates and sums are zero", "所有费率与金额均为零"
    if plan.pay_depth < rule.first_depth:
        yield "pay_depth 1 pays no upline of the seller", "pay_depth 为 1，不向销售者的上级计酬"
    yield from _replaced(plan, number)


def _is_over(plan: Plan, valid: Validity) -> bool:
    begins = max((at for at in (valid.from_, plan.effective_from) if at is not None), default=None)
    return begins is not None and valid.until is not None and valid.until <= begins


def _replaced(plan: Plan, number: int) -> Iterator[Why]:
    later = order_rules(plan.rules[number + 1 :])
    for rule in order_rules(plan.rules[number : number + 1]):
        for other in later:
            if rule.id in other.replaces and other.surely_pays_for(rule):
                yield f"{other.id!r} always replaces it", f"始终被 {other.id!r} 取代"
