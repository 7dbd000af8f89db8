"""Terms that a storefront sets for a line, taken only inside the limits of the plan's percent rule.

Source: A069; rules.md, Base.
"""

from datetime import datetime

from shared.domain.errors import Refused
from shared.domain.money import FULL_RATE
from shared.domain.orders.lines import OwnTerms
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.plans.document import Plan
from shared.domain.plans.own_rates import rules_at
from shared.domain.terms.parts import Limits


def require_own_terms(plan: Plan, new: NewOrder, at: datetime) -> None:
    """Refuse with invalid terms of a line that the plan does not allow for such an order now."""
    rules = [rule for rule in rules_at(plan, at) if rule.counts_orders(new.kind)]
    limits = next((rule.line_limits for rule in rules if rule.line_limits), None)
    for line in new.lines:
        if line.terms is not None:
            _require_allowed(limits, line, line.terms)


def _require_allowed(limits: Limits | None, line: NewLine, terms: OwnTerms) -> None:
    if limits is None:
        raise Refused("invalid", "line_sets_no_terms", line=line.line)
    lowest = min(terms.rates_bp, default=limits.min_bp)
    if lowest < limits.min_bp or any(_passes(limits, line, terms, d) for d in _depths(terms)):
        raise Refused(
            "invalid",
            "line_terms_outside",
            line=line.line,
            min_bp=limits.min_bp,
            max_bp=limits.max_bp,
        )


def _depths(terms: OwnTerms) -> range:
    return range(max(len(terms.rates_bp), len(terms.per_piece_fen)))


def _passes(limits: Limits, line: NewLine, terms: OwnTerms, place: int) -> bool:
    """Tell whether rate and sum together are more than the highest rate of the line's price."""
    rate_bp = terms.rates_bp[place] if place < len(terms.rates_bp) else 0
    sum_fen = terms.per_piece_fen[place] if place < len(terms.per_piece_fen) else 0
    return (
        rate_bp > limits.max_bp
        or line.price_fen * rate_bp + sum_fen * FULL_RATE > line.price_fen * limits.max_bp
    )
