"""A percentage of each line by depth and level, or a sum a piece; the special beats the general.

Source: A060-A064, A067, A069, A085, A095; rules.md, Base and Depth; faults W8, W31, W32. A link's
rate counts for depth 1 only; then the line's own terms, the product's, the category's, the rule's.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from typing import ClassVar, Literal

from shared.domain.commission.earnings import BarePart, Earning, Strategy
from shared.domain.commission.facts import LineFacts, LineTerms, OrderFacts, Upline
from shared.domain.commission.not_paid import NotPaidFor
from shared.domain.errors import Clause
from shared.domain.money import UNITS
from shared.domain.rules.bounds import Usual
from shared.domain.rules.order_rule import InPlan, OrderRule, WhyNot
from shared.domain.rules.rule import Document, Rule
from shared.domain.terms.parts import (
    DEFAULT_LEVEL,
    MAX_PAY_DEPTH,
    ByProduct,
    Limits,
    Terms,
    Validity,
    of_level,
)
from shared.domain.terms.product import Product, all_priced

Rates = tuple[int, int]
"""Basis points of the base, and fen a piece."""

Table = Mapping[str, Sequence[Rates | None]]
"""What each level gets at every depth, nearest first; `default` for all others.

None is nothing: goods that are exempt, which no link makes pay.
"""

Goods = tuple[int, int, int, Table]
"""A line: its number, what rates apply to, how many pieces were paid for, and its table."""

USUAL = Limits(min_bp=500, max_bp=3000)
"""What a plan of two levels usually pays the seller of an order (A063)."""


class PercentRule(OrderRule, Terms):
    """A percentage by depth and level, or a fixed sum a piece (A060-A064, A067, A069, A085, A095).

    `by` says whose level decides. `link`: a promoter's own link may set his rate inside these
    limits. `lines`: a storefront may set a line's own rate up to this many basis points a depth.
    """

    example: ClassVar[Document] = {
        "name": "depth",
        "pay_depth": 2,
        "rules": [{"id": "relation", "kind": "percent", "rates_bp": {"default": [1000, 500]}}],
    }

    kind: Literal["percent"]
    by: Literal["payee_level", "seller_level"] = "payee_level"
    """Whose level decides about the rates (A067)."""
    base: Literal["goods", "margin"] = "goods"
    """What the rates are of: what was paid for the goods, or their margin."""
    products: ByProduct[Terms] = {}
    """What products pay instead, by SKU; `{}` pays nothing (A067)."""
    categories: ByProduct[Terms] = {}
    """What categories pay instead, by name; a product's own terms come first (A067)."""
    link: Limits | None = None
    """Between what rates a promoter may set one for his own link (A069, A095)."""
    lines: Limits | None = None
    """Up to what rate a storefront may set a line's own."""

    # What it pays

    def strategy(self, plan: InPlan) -> Strategy:
        """Make the strategy: all that it says of levels and depths is looked up beforehand."""
        goods_of, earns = _goods_of(self), self.earner()
        by_seller = self.by == "seller_level"

        def calculate(facts: OrderFacts, _earned: Sequence[Earning]) -> list[Earning]:
            goods = [goods_of(line) for line in facts.lines]
            link_bp = _link_rate(self, facts)
            earnings: list[Earning] = []
            for depth, payee in enumerate(facts.chain):
                if by_seller:
                    payee = payee._replace(level=facts.chain[0].level)
                parts = _parts(goods, payee.level, depth, link_bp)
                earnings += earns(payee, depth + 1, parts)
                link_bp = None
            return earnings

        return calculate

    # Why it pays somebody nothing

    def why_not(self, products: Mapping[str, Product]) -> WhyNot:
        """Make what tells why a line pays somebody nothing, whatever link the buyer came by."""
        rates_of = _rates_of(self)

        def ask(facts: OrderFacts, line: LineFacts, depth: int, payee: Upline) -> NotPaidFor | None:
            rates = rates_of(facts, line, depth, payee)
            if not line.base_fen:
                return "nothing_paid"
            if rates is None:
                return "no_rate"
            if self.base == "margin" and rates[0] and not rates[1]:
                return _no_margin(line)
            return None

        return ask

    # Beside other rules

    def named_levels(self) -> Iterator[str]:
        """Give every level that it, a product or a category names."""
        yield from super().named_levels()
        for terms in self.all_terms():
            yield from terms.rates_bp
            yield from terms.per_piece

    def all_terms(self) -> Iterator[Terms]:
        """Give its own terms, its products' and its categories'."""
        yield from (self, *self.products.values(), *self.categories.values())

    @property
    def link_limits(self) -> Limits | None:
        """Between what rates a promoter may set one for his own link."""
        return self.link

    @property
    def line_limits(self) -> Limits | None:
        """Up to what rate a storefront may set a line's own."""
        return self.lines

    def surely_pays_for(self, other: OrderRule) -> bool:
        """Tell whether it surely pays depth 1 of whatever another rule pays of."""
        return (
            set(other.orders) <= set(self.orders)
            and self.is_for_all
            and self.valid.lasts_as_long_as(other.valid)
            and self.base == "goods"
            and all(map(_pays_depth_1, self.all_terms()))
        )

    def seems_instead_of(self, other: Rule) -> bool:
        """Tell whether it is dated and stacks on another of its kind."""
        return (
            isinstance(other, PercentRule)
            and self.valid != Validity()
            and other.id not in self.replaces
            and self.valid.meets(other.valid)
            and bool(set(self.orders) & set(other.orders))
            and self.shares_a_level(other)
        )

    # What makes a difference to it, and what it pays at most

    @property
    def own_products(self) -> Collection[str]:
        """The products with terms of their own."""
        return self.products

    @property
    def own_categories(self) -> Collection[str]:
        """The categories with terms of their own."""
        return self.categories

    def looked_up(self, line: LineFacts, level: str) -> Hashable:
        """Give whether a level is paid, and the rates and sums that it looks up for goods."""
        terms = self.products.get(line.sku) or self.categories.get(line.category or "", self)
        return self.pays_level(level), _of(terms.rates_bp, level), _of(terms.per_piece, level)

    def rows(self) -> Iterator[Sequence[int]]:
        """Give all rates and sums by depth."""
        for terms in self.all_terms():
            yield from terms.rates_bp.values()
            yield from terms.per_piece.values()

    def pays_anything(self) -> bool:
        """Tell whether any rate or sum is more than zero, or a line may bear one.

        A link's rate stands only for one that is paid: what is exempt stays exempt.
        """
        return any(map(any, self.rows())) or bool(self.lines and self.lines.max_bp)

    def unjudged_sum(self, products: Mapping[str, Product]) -> Clause | None:
        """Say what to do about sums a piece of goods whose price nobody knows."""
        general = (self, *self.categories.values())
        paid = [sku for sku, terms in self.products.items() if terms.per_piece]
        unjudged = any(terms.per_piece for terms in general) or not all_priced(products, paid)
        return Clause("pay_by_product") if unjudged else None

    def beside_usual(self) -> Usual | None:
        """Give the sellers' rates."""
        return Usual("rates_bp", [row[0] for row in self.rates_bp.values()], USUAL)


def _rates_of(rule: PercentRule) -> Callable[[OrderFacts, LineFacts, int, Upline], Rates | None]:
    """Say what a line pays somebody at a depth by his level, whatever link the buyer came by."""
    table_of, by_seller = _chooser(rule), rule.by == "seller_level"

    def rates(facts: OrderFacts, line: LineFacts, depth: int, payee: Upline) -> Rates | None:
        level = facts.chain[0].level if by_seller else payee.level
        return of_level(table_of(line), level)[depth - 1]

    return rates


def _goods_of(rule: PercentRule) -> Callable[[LineFacts], Goods]:
    """Make what says of a line all that its parts come from, whoever is paid them."""
    table_of, on_goods = _chooser(rule), rule.base == "goods"

    def goods_of(line: LineFacts) -> Goods:
        on_fen = line.base_fen if on_goods else _margin(line)
        return line.line, on_fen, line.qty if line.base_fen else 0, table_of(line)

    return goods_of


def _parts(goods: Sequence[Goods], level: str, depth: int, link_bp: int | None) -> list[BarePart]:
    """Give the parts of somebody's lines at a depth, counted from 0, or by a link's rate."""
    parts = []
    for line, on_fen, pieces, table in goods:
        rates = of_level(table, level)[depth]
        if rates:
            rate_bp, sum_fen = rates if link_bp is None else (link_bp, 0)
            fixed_fen = sum_fen * pieces
            weight = on_fen * rate_bp + fixed_fen * UNITS
            if weight:
                parts.append((line, weight, rate_bp, on_fen, fixed_fen))
    return parts


def _margin(line: LineFacts) -> int:
    return max(0, line.base_fen - line.cost_fen) if line.cost_fen is not None else 0


def _no_margin(line: LineFacts) -> NotPaidFor | None:
    if line.cost_fen is None:
        return "cost_unknown"
    return "no_margin" if line.base_fen <= line.cost_fen else None


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
        level: _by_depth(_of(rates, level), _of(sums, level))
        for level in {DEFAULT_LEVEL, *rates, *sums}
    }


def _own_table(terms: LineTerms) -> Table:
    return {DEFAULT_LEVEL: _by_depth(terms.rates_bp, terms.per_piece)}


def _by_depth(rates: Sequence[int], sums: Sequence[int]) -> Sequence[Rates | None]:
    pairs = [(_at(rates, depth), _at(sums, depth)) for depth in range(MAX_PAY_DEPTH)]
    return [pair if any(pair) else None for pair in pairs]


def _at(values: Sequence[int], place: int) -> int:
    return values[place] if place < len(values) else 0


def _of(table: Mapping[str, tuple[int, ...]], level: str) -> tuple[int, ...]:
    return of_level(table, level) if table else ()


def _pays_depth_1(terms: Terms) -> bool:
    return DEFAULT_LEVEL in terms.rates_bp and all(row[0] for row in terms.rates_bp.values())
