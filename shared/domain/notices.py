"""What people must be told about an order or a payout, once."""

from typing import Literal

from pydantic import AwareDatetime

from shared.domain.records import Value

NoticeCode = Literal[
    "SHIP_SLA_BREACHED",
    "AUTO_RECEIPT",
    "RETURN_LAPSED",
    "REFUND_SLA_BREACHED",
    "PAYOUT_EXPIRED",
    "PAID_TWICE",
    "ORDER_EXPIRED",
    "BUDGET_EXHAUSTED",
]


class OrderNotice(Value):
    """Something people must be told about an order, once."""

    at: AwareDatetime
    code: NoticeCode
