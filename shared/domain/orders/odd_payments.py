"""Money that came for an order and is not its payment: known by the order until it is decided.

Source: invariants I20; rules.md, Unpaid orders. One of a wrong amount, or dated before its order.
"""

from collections.abc import Iterable
from typing import Self

from pydantic import AwareDatetime

from shared.domain.channel.channel import Payment
from shared.domain.records import Value


class OddPayment(Value):
    """A payment that does not fit its order: staff was told of it under its transaction."""

    transaction: str
    amount_fen: int
    paid_at: AwareDatetime
    paid_under: str | None = None
    settled: bool = False

    @classmethod
    def of(cls, payment: Payment) -> Self:
        """Note a payment."""
        return cls(
            transaction=payment.transaction_id,
            amount_fen=payment.amount_fen,
            paid_at=payment.paid_at,
            paid_under=payment.number,
        )

    def payment(self, order: str) -> Payment:
        """Give what the channel reported."""
        return Payment(
            order_id=order,
            number=self.paid_under,
            transaction_id=self.transaction,
            amount_fen=self.amount_fen,
            currency="CNY",
            paid_at=self.paid_at,
        )


def settled(odd: Iterable[OddPayment], transaction: str) -> tuple[OddPayment, ...]:
    """Give them with one that is decided."""
    return tuple(
        each.changed(settled=True) if each.transaction == transaction else each for each in odd
    )
