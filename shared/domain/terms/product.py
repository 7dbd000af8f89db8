"""What a plan says of the products that its rules pay for."""

from shared.domain.documents.amounts import Yuan
from shared.domain.documents.part import Name, Part


class Product(Part):
    """What the catalogue says of a product: its unified price (A066) and cost, a piece."""

    price: Yuan | None = None
    """Its unified price a piece, in yuan (A066)."""
    cost: Yuan | None = None
    """What a piece costs the brand, in yuan; margins are known by it."""
    category: Name | None = None
    """The category whose terms count for it (A067)."""
