"""What all rules together may pay, beside the cap, the margin and what is usual.

Source: rules.md, Compliance guard.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from shared.domain.guard.findings import Finding, finding
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

NAMED = 5
"""How many products a finding names before it says how many more there are."""


def totals(plan: Plan) -> Iterator[Finding]:
    """Find what pays more than there is, and what nobody can compare with anything."""
    for number, rule in enumerate(plan.rules):
        if advice := rule.unjudged_sum(plan.products):
            yield finding(
                "fixed_sum_unjudged", "rules", number, advice=advice.en, advice_zh=advice.zh
            )
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
        **_paid_to(worst),
    )


def _unknown_costs(plan: Plan, worst: Sequence[Worst]) -> Iterator[Finding]:
    unknown = [each.line.sku for each in worst if each.line.sku and each.line.cost_fen is None]
    if unknown:
        named = listed(unknown)
        yield finding("cost_unknown", "products", skus=named, skus_zh=named)
    elif not plan.products:
        yield finding("cost_unknown", "products", skus="any product", skus_zh="任何商品")


def listed(names: Sequence[str]) -> str:
    """Name the first few, and say how many more there are."""
    more = f" (+{len(names) - NAMED})" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _said(worst: Worst) -> dict[str, str]:
    line = worst.line
    what, what_zh = "any goods", "任一商品售价"
    if line.category and not line.sku:
        what, what_zh = f"goods of {line.category}", f"{line.category} 类商品售价"
    elif line.sku:
        what, what_zh = line.sku, f" {line.sku} 售价"
    return {**_rate(worst), "what": what, "what_zh": what_zh, **_paid_to(worst)}


def _rate(worst: Worst) -> dict[str, str]:
    """Write the rate to the last decimal, or beyond which two decimals it lies."""
    exact, rest = divmod(worst.weight * MORE_EXACT, worst.line.base_fen)
    rate = percent(worst.rate_bp)
    if rest:
        return {"rate": f"more than {rate}", "rate_zh": f"{rate} 以上"}
    more = f"{exact % MORE_EXACT:02d}".rstrip("0")
    rate = f"{rate.removesuffix('%')}{more}%"
    return {"rate": rate, "rate_zh": rate}


def _paid_to(worst: Worst) -> dict[str, str]:
    levels, periods = _levels(worst.chain), worst.by_periods // worst.line.base_fen
    if not periods:
        return {"chain": f"levels {levels}", "chain_zh": f"等级 {levels}"}
    share, teams, teams_zh = percent(periods), "", ""
    if worst.by_teams:
        teams = f", what a team pays × {MAX_PAY_DEPTH} uplines"
        teams_zh = f"，团队业绩 × {MAX_PAY_DEPTH} 位上级"
    return {
        "chain": f"levels {levels}; {share} of it by periods{teams}",
        "chain_zh": f"等级 {levels}；其中周期规则 {share}{teams_zh}",
    }


def _levels(chain: Sequence[str]) -> str:
    """Name the levels, nearest first; those that are alike in a row once, with how many."""
    alike = ((level, len(list(same))) for level, same in groupby(chain))
    return ", ".join(f"{level} × {many}" if many > 1 else level for level, many in alike)
