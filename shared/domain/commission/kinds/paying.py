"""What several kinds say alike: somebody earns by a rule, mostly a percentage of all the goods."""

from collections.abc import Sequence

from shared.domain.commission.earnings import Earning, LinePart
from shared.domain.commission.facts import LineFacts, Upline
from shared.domain.plans.rules import OrderRule


def earns(
    rule: OrderRule, kind: str, payee: Upline, depth: int, parts: Sequence[LinePart]
) -> list[Earning]:
    """Let a payee earn the parts of his lines; without parts he earns nothing."""
    if not parts:
        return []
    relation, form, tax_nature = payee.relation, rule.form, rule.tax_nature
    return [Earning(payee.id, rule.id, kind, depth, payee.level, relation, parts, form, tax_nature)]


def of_goods(lines: Sequence[LineFacts], rate_bp: int) -> list[LinePart]:
    """Give the parts of a rate on what was really paid for each line."""
    return [
        LinePart(line.line, line.base_fen * rate_bp, rate_bp, line.base_fen)
        for line in lines
        if line.base_fen * rate_bp
    ]
