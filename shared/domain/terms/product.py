"""What a plan says of the products that its rules pay for."""

from collections.abc import Iterable, Mapping

from shared.domain.documents.amounts import Yuan
from shared.domain.documents.part import Part
from shared.domain.identifiers import Identifier


class Product(Part):
    """What the catalogue says of a product: its unified price (A066) and cost, a piece."""

    price: Yuan | None = None
    """Its unified price a piece, in yuan (A066)."""
    cost: Yuan | None = None
    """What a piece costs the brand, in yuan; margins are known by it."""
    category: Identifier | None = None
    """The category whose terms count for it (A067)."""


def all_priced(products: Mapping[str, Product], skus: Iterable[str]) -> bool:
    """Tell whether a plan says the price of each of some products."""
    return all(sku in products and products[sku].price for sku in skus)
