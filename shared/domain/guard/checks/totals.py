"""What all rules together may pay, beside the cap, the margin and what is usual.

Source: rules.md, Compliance guard.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from shared.domain.errors import Clause
from shared.domain.guard.checks.spreads import spreads_above_price
from shared.domain.guard.findings import Finding, finding, named
from shared.domain.guard.worst_case import (
    MAX_ASKED,
    TooManyCombinations,
    Worst,
    worst_cases,
)
from shared.domain.money import UNITS, percent, yuan
from shared.domain.plans.document import Plan
from shared.domain.terms.parts import MAX_PAY_DEPTH

USUAL_BP = 3000
MORE_EXACT = 100
"""Rates are written with up to two decimals more than basis points have."""


def totals(plan: Plan) -> Iterator[Finding]:
    """Find what pays more than there is, and what nobody can compare with anything."""
    for number, rule in enumerate(plan.rules):
        if advice := rule.unjudged_sum(plan.products):
            yield finding("fixed_sum_unjudged", "rules", number, advice=advice)
    try:
        worst = worst_cases(plan)
    except TooManyCombinations as error:
        yield finding("too_many_combinations", "rules", asked=error.asked, most=MAX_ASKED)
    else:
        yield from _compared(plan, worst)


def _compared(plan: Plan, worst: Sequence[Worst]) -> Iterator[Finding]:
    most = max(worst, key=lambda each: Fraction(each.weight, each.line.base_fen))
    if most.weight > plan.cap_bp * most.line.base_fen:
        yield finding("above_cap", "cap_bp", cap=percent(plan.cap_bp), **_said(most))
    if most.weight > USUAL_BP * most.line.base_fen:
        yield finding("total_above_30", "rules", **_said(most))
    for each in worst:
        yield from _beside_margin(plan, each)
    yield from spreads_above_price(plan, worst)
    yield from _unknown_costs(plan, worst)


def _beside_margin(plan: Plan, worst: Worst) -> Iterator[Finding]:
    line = worst.line
    if line.cost_fen is None:
        return
    margin = max(0, line.base_fen - line.cost_fen)
    if worst.weight <= margin * UNITS:
        return
    # The margin guard holds orders only: what a period pays comes on top of what it lets through.
    is_cut = plan.margin_guard and not worst.by_periods
    yield finding(
        "margin_cut" if is_cut else "above_margin",
        "products",
        line.sku,
        sku=line.sku,
        paid=yuan(-(-worst.weight // UNITS)),
        price=yuan(line.base_fen),
        margin=yuan(margin),
        chain=_paid_to(worst),
    )


def _unknown_costs(plan: Plan, worst: Sequence[Worst]) -> Iterator[Finding]:
    unknown = [each.line.sku for each in worst if each.line.sku and each.line.cost_fen is None]
    if unknown:
        yield finding("cost_unknown", "products", skus=named(unknown))
    elif not plan.products:
        yield finding("cost_unknown", "products", skus=Clause("any_product"))


def _said(worst: Worst) -> dict[str, Clause]:
    return {"rate": _rate(worst), "what": _what(worst), "chain": _paid_to(worst)}


def _what(worst: Worst) -> Clause:
    line = worst.line
    if line.sku:
        return Clause("product", {"sku": line.sku})
    return Clause("goods_of", {"category": line.category}) if line.category else Clause("any_goods")


def _rate(worst: Worst) -> Clause:
    """Write the rate to the last decimal, or beyond which two decimals it lies."""
    exact, rest = divmod(worst.weight * MORE_EXACT, worst.line.base_fen)
    rate = percent(worst.rate_bp)
    if rest:
        return Clause("more_than", {"rate": rate})
    more = f"{exact % MORE_EXACT:02d}".rstrip("0")
    return Clause("rate", {"rate": f"{rate.removesuffix('%')}{more}%"})


def _paid_to(worst: Worst) -> Clause:
    levels, periods = _levels(worst.chain), worst.by_periods // worst.line.base_fen
    if not periods:
        return Clause("levels", {"levels": levels})
    facts = {"levels": levels, "share": percent(periods)}
    if worst.by_teams:
        return Clause("levels_and_teams", {**facts, "uplines": MAX_PAY_DEPTH})
    return Clause("levels_and_periods", facts)


def _levels(chain: Sequence[str]) -> str:
    """Name the levels, nearest first; those that are alike in a row once, with how many."""
    alike = ((level, len(list(same))) for level, same in groupby(chain))
    return ", ".join(f"{level} × {many}" if many > 1 else level for level, many in alike)
