"""A percentage of each line by depth and level, or a sum a piece; the special beats the general.

Source: A060-A064, A067, A069, A085, A095; rules.md, Base and Depth; faults W8, W31, W32. A link's
rate counts for depth 1 only; then the line's own terms, the product's, the category's, the rule's.
"""

from collections.abc import Callable, Mapping, Sequence

from shared.domain.commission.earnings import Earning, LinePart, Strategy
from shared.domain.commission.facts import LineFacts, LineTerms, OrderFacts, Upline
from shared.domain.commission.kinds.paying import earns
from shared.domain.money import UNITS
from shared.domain.plans.document import Plan
from shared.domain.plans.rules import PercentRule
from shared.domain.terms.parts import DEFAULT_LEVEL, MAX_PAY_DEPTH, Terms, of_level

Rates = tuple[int, int]
"""Basis points of the base, and fen a piece."""

Table = Mapping[str, Sequence[Rates]]
"""What each level gets at every depth, nearest first; `default` for all others."""


def strategy(rule: PercentRule, _plan: Plan) -> Strategy:
    """Make the strategy: all that the rule says of levels and depths is looked up beforehand."""
    table_of, part_of = _chooser(rule), _part_of(rule)
    kind, by_seller = rule.kind, rule.by == "seller_level"

    def calculate(facts: OrderFacts, _earned: Sequence[Earning]) -> list[Earning]:
        tables = [(line, table_of(line)) for line in facts.lines]
        link_bp = _link_rate(rule, facts)
        earnings: list[Earning] = []
        for depth, payee in enumerate(facts.chain):
            if by_seller:
                payee = payee._replace(level=facts.chain[0].level)
            parts = []
            for line, table in tables:
                part = part_of(line, of_level(table, payee.level)[depth], link_bp)
                if part is not None:
                    parts.append(part)
            earnings += earns(rule, kind, payee, depth + 1, parts)
            link_bp = None
        return earnings

    return calculate


NOTHING: Rates = (0, 0)
"""What a line pays that is exempt; no link makes it pay."""


def rates_of(rule: PercentRule) -> Callable[[OrderFacts, LineFacts, int, Upline], Rates]:
    """Say what a line pays somebody at a depth by his level, whatever link the buyer came by."""
    table_of, by_seller = _chooser(rule), rule.by == "seller_level"

    def rates(facts: OrderFacts, line: LineFacts, depth: int, payee: Upline) -> Rates:
        level = facts.chain[0].level if by_seller else payee.level
        return of_level(table_of(line), level)[depth - 1]

    return rates


def _part_of(rule: PercentRule) -> Callable[[LineFacts, Rates, int | None], LinePart | None]:
    """Say what a line pays at some rates, or at a link's; None for nothing."""
    # A model's field takes longer to look up than a local name, and this runs for every line.
    on_goods = rule.base == "goods"

    def part_of(line: LineFacts, rates: Rates, link_bp: int | None) -> LinePart | None:
        if rates == NOTHING:
            return None
        rate_bp, sum_fen = rates if link_bp is None else (link_bp, 0)
        on_fen = line.base_fen if on_goods else _margin(line)
        fixed_fen = sum_fen * line.qty if line.base_fen else 0
        weight = on_fen * rate_bp + fixed_fen * UNITS
        return LinePart(line.line, weight, rate_bp, on_fen, fixed_fen) if weight else None

    return part_of


def _margin(line: LineFacts) -> int:
    return max(0, line.base_fen - line.cost_fen) if line.cost_fen is not None else 0


def _link_rate(rule: PercentRule, facts: OrderFacts) -> int | None:
    """Give the rate of the link inside the limits of today; the link may be older than they are."""
    if rule.link is None or facts.link_bp is None:
        return None
    return max(rule.link.min_bp, min(facts.link_bp, rule.link.max_bp))


def _chooser(rule: PercentRule) -> Callable[[LineFacts], Table]:
    """Say which table counts for a line: its own, its product's, its category's, the rule's."""
    general = _table(rule)
    products = {sku: _table(terms) for sku, terms in rule.products.items()}
    categories = {name: _table(terms) for name, terms in rule.categories.items()}

    def table_of(line: LineFacts) -> Table:
        if line.terms is not None and rule.lines is not None:
            return _own_table(line.terms)
        found = products.get(line.sku)
        if found is None and line.category is not None:
            found = categories.get(line.category)
        return general if found is None else found

    return table_of


def _table(terms: Terms) -> Table:
    rates, sums = terms.rates_bp, terms.per_piece
    return {
        level: _by_depth(
            of_level(rates, level) if rates else (),
            of_level(sums, level) if sums else (),
        )
        for level in {DEFAULT_LEVEL, *rates, *sums}
    }


def _own_table(terms: LineTerms) -> Table:
    return {DEFAULT_LEVEL: _by_depth(terms.rates_bp, terms.per_piece)}


def _by_depth(rates: Sequence[int], sums: Sequence[int]) -> Sequence[Rates]:
    return [(_at(rates, depth), _at(sums, depth)) for depth in range(MAX_PAY_DEPTH)]


def _at(values: Sequence[int], place: int) -> int:
    return values[place] if place < len(values) else 0
