"""The codes of what happens to orders and refunds, as their moments bear them."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from shared.domain.notices import OrderNotice

Fact = Literal[
    "created",
    "paid",
    "shipped",
    "delivered",
    "cancelled",
    "closed",
    "reopened",
    "return_requested",
    "return_received",
    "return_accepted",
    "return_rejected",
    "replacement_delivered",
    "refund_decided",
    "charged_back",
    "dispute_won",
    "commission_promised",
    "commission_released",
    "commission_reversed",
    "commission_restored",
]

OrderCode: TypeAlias = Fact | OrderNotice

RefundCode = Literal["refund_sent", "refund_paid", "refund_closed", "refund_abnormal"]

MOVED: Final[Mapping[str, OrderCode]] = {
    "order_paid": "commission_promised",
    "released": "commission_released",
    "dispute_won": "commission_restored",
}
"""How an order tells of the journal's causes; what is not named here takes commission back."""
