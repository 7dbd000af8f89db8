"""A sum a piece to the seller, or to the distributor who picks for himself, at the unified price.

With the order goes the least that a piece can pay by any step; what the count of a period adds is
for the period to pay, from the same rule. Source: A065, A066; fault W8.
"""

from collections.abc import Mapping, Sequence

from shared.domain.commission.earnings import Earning, LinePart, Strategy
from shared.domain.commission.facts import LineFacts, OrderFacts
from shared.domain.commission.in_band import InBand, piece_band, pieces_in, weight_in
from shared.domain.commission.kinds.paying import earns
from shared.domain.money import UNITS
from shared.domain.plans.document import Plan
from shared.domain.plans.rules import PerPieceRule
from shared.domain.terms.product import Product

PICKER = 0
"""The depth of one who picks for his own use."""


def strategy(rule: PerPieceRule, plan: Plan) -> Strategy:
    """Make the strategy: one payee, the same sum for every piece.

    A line that counts is named even where its pieces pay nothing yet: the period counts them.
    """
    least = least_per_piece(rule)

    def part(line: LineFacts) -> LinePart:
        fixed_fen = least * line.qty
        return LinePart(line.line, fixed_fen * UNITS, 0, line.base_fen, fixed_fen)

    def calculate(facts: OrderFacts, _earned: Sequence[Earning]) -> list[Earning]:
        parts = [part(line) for line in facts.lines if counts(rule, plan.products, line)]
        return _to_the_payee(rule, facts, parts) if least or rule.steps else []

    return calculate


def least_per_piece(rule: PerPieceRule) -> int:
    """Give the least that a piece pays, however many there are, in fen."""
    return min([rule.per_piece, *(step.per_piece for step in rule.steps)])


def most_per_piece(rule: PerPieceRule) -> int:
    """Give the most that a piece pays, however many there are, in fen."""
    return max([rule.per_piece, *(step.per_piece for step in rule.steps)])


def sum_for(rule: PerPieceRule, pieces: int) -> int:
    """Give what so many pieces of a period pay in all, in fen; the order's part included.

    Marginal: each piece at the sum of its own step. Whole amount: all at the last step passed.
    """
    return weight_in(steps_for(rule, pieces)) // UNITS


def steps_for(rule: PerPieceRule, pieces: int) -> list[InBand]:
    """Give the steps that so many pieces of a period are paid by, the order's part included."""
    sums = [(0, rule.per_piece), *((step.above, step.per_piece) for step in rule.steps)]
    if rule.mode == "marginal":
        return list(pieces_in(sums, pieces))
    ends = [*(above for above, _ in sums[1:]), None]
    bounds = zip(sums, ends, strict=True)
    lo, hi, per_piece = [(lo, hi, fen) for (lo, fen), hi in bounds if lo < max(1, pieces)][-1]
    return [piece_band(lo, hi, pieces, per_piece)]


def counts(rule: PerPieceRule, products: Mapping[str, Product], line: LineFacts) -> bool:
    """Tell whether the pieces of a line count: paid for, among the rule's, at the unified price."""
    if not line.base_fen or (rule.skus is not None and line.sku not in rule.skus):
        return False
    if not rule.unified_price_only:
        return True
    product = products.get(line.sku)
    return product is not None and product.price == line.price_fen


def _to_the_payee(
    rule: PerPieceRule, facts: OrderFacts, parts: Sequence[LinePart]
) -> list[Earning]:
    if rule.pickup and facts.kind == "pickup" and facts.picker is not None:
        return earns(rule, rule.kind, facts.picker, PICKER, parts)
    return [each for seller in facts.chain[:1] for each in earns(rule, rule.kind, seller, 1, parts)]
