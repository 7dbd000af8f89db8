"""The lines of a new order: what is paid for each, and what the catalogue knows of it besides."""

from collections.abc import Mapping

from shared.domain.commission.rounding import bases_after_discount
from shared.domain.errors import Refused
from shared.domain.orders.lines import Line
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.terms.product import Product


def lines_of(new: NewOrder, products: Mapping[str, Product]) -> tuple[Line, ...]:
    """Give the lines with what is paid for each; the shop's word stands for the catalogue's.

    Errors: amount_mismatch.
    """
    goods = [line.price_fen * line.qty for line in new.lines]
    if new.discount_fen > sum(goods):
        raise Refused("amount_mismatch", "discount_too_large")
    bases = bases_after_discount(goods, new.discount_fen)
    return tuple(
        Line(base_fen=base, **{**line.model_dump(), **_from_catalogue(line, products)})
        for line, base in zip(new.lines, bases, strict=True)
    )


def _from_catalogue(line: NewLine, products: Mapping[str, Product]) -> dict[str, int | str | None]:
    known = products.get(line.sku, Product())
    return {
        "cost_fen": known.cost if line.cost_fen is None else line.cost_fen,
        "category": line.category or known.category,
    }
