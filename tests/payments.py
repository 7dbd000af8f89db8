"""How a buyer pays, and what a channel says of money that arrived."""

from datetime import datetime

from shared.domain.channel.channel import Payment
from shared.domain.channel.payment_terms import PaymentTerms

NATIVE = PaymentTerms()
"""A code to scan, by whoever does."""


def payment(paid_at: datetime, amount_fen: int) -> Payment:
    """Money for some order, under the number T1."""
    return Payment(
        order_id="O1",
        transaction_id="T1",
        amount_fen=amount_fen,
        currency="CNY",
        paid_at=paid_at,
    )
