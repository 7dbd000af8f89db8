"""What a column of a file may say of an order, and what a file has to say."""

from typing import Final, Literal

Column = Literal[
    "order",
    "buyer",
    "date",
    "paid_at",
    "sku",
    "qty",
    "qty_left",
    "price",
    "amount",
    "discount",
    "refunded",
    "goods",
    "order_discount",
    "freight",
    "tax",
    "fee",
    "order_amount",
    "order_refunded",
    "status",
    "refund_status",
    "refunded_at",
    "cancelled",
    "currency",
]
"""What a column may say: of a row, or of the whole order in the first of its rows or in each."""

OF_THE_ORDER: Final[tuple[Column, ...]] = (
    "goods",
    "order_discount",
    "freight",
    "tax",
    "fee",
    "order_amount",
    "order_refunded",
)
OF_THE_ROW: Final[tuple[Column, ...]] = ("price", "amount", "discount", "refunded")
AMOUNTS: Final = (*OF_THE_ROW, *OF_THE_ORDER)

ONCE: Final[frozenset[Column]] = frozenset((*AMOUNTS, "order", "qty", "qty_left"))
"""What two columns of a file cannot both say: of two numbers neither is the one that counts."""

NEEDED: Final[tuple[tuple[Column, ...], ...]] = (
    ("buyer",),
    ("date", "paid_at"),
    ("amount", "goods", "order_amount", "price"),
)
"""One of each a file has to have."""
