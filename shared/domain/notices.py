"""Which moments of an order or a payout people must be told, once."""

from typing import Final, Literal, get_args

OrderNotice = Literal[
    "SHIP_SLA_BREACHED",
    "AUTO_RECEIPT",
    "RETURN_LAPSED",
    "REFUND_SLA_BREACHED",
    "PAID_TWICE",
    "WRONG_AMOUNT",
    "PAID_BEFORE_ORDER",
    "ORDER_EXPIRED",
    "BUDGET_EXHAUSTED",
]

PayoutNotice = Literal["PAYOUT_EXPIRED"]

NoticeCode = Literal[OrderNotice, PayoutNotice]

NOTICES: Final[frozenset[str]] = frozenset(get_args(NoticeCode))
"""The codes of these moments."""
