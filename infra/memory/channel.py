"""A payment channel in memory that does as it is asked: for scenarios and tests.

Transfers wait for the payee's confirmation; a query knows no more than what was asked before.
"""

from collections.abc import Mapping
from typing import Literal

from shared.domain.channel.channel import (
    ChannelUnavailable,
    Notice,
    NoticeRejected,
    Payment,
    PaymentIntent,
    PaymentRequest,
    RefundReport,
    RefundRequest,
    TransferReport,
    TransferRequest,
)


class MemoryChannel:
    """Closes, refunds and cancels at once; a transfer waits until somebody reports its result."""

    def __init__(self) -> None:
        """Know of no payment."""
        self._payments: dict[str, Payment] = {}

    def collected(self, payment: Payment) -> None:
        """Know of a payment that nobody was told of."""
        self._payments[payment.paid_under] = payment

    def request_payment(self, request: PaymentRequest) -> PaymentIntent:
        """Answer a code that nobody can pay: scenarios bring their payments as events."""
        return PaymentIntent(
            order_id=request.order_id,
            kind=request.terms.kind,
            code_url=f"memory:{request.number or request.order_id}",
        )

    def close_payment(self, number: str) -> Literal["closed", "already_paid"]:
        """Close at once what was not paid."""
        return "already_paid" if number in self._payments else "closed"

    def query_payment(self, number: str) -> Payment | None:
        """Tell of a payment that nobody was told of."""
        return self._payments.get(number)

    def refund(self, request: RefundRequest) -> RefundReport:
        """Refund at once."""
        return RefundReport(
            refund_id=request.refund_id, state="success", amount_fen=request.amount_fen
        )

    def query_refund(self, refund_id: str) -> RefundReport | None:
        """Know of no refund."""
        return None

    def transfer(self, request: TransferRequest) -> TransferReport:
        """Wait for the payee."""
        return TransferReport(bill_no=request.bill_no, state="wait_user_confirm")

    def query_transfer(self, bill_no: str) -> TransferReport | None:
        """Give no clear answer: results come as events."""
        raise ChannelUnavailable(bill_no)

    def cancel_transfer(self, bill_no: str) -> TransferReport:
        """Cancel at once."""
        return TransferReport(bill_no=bill_no, state="cancelled")

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> Notice:
        """Trust nobody: there is no signature to check."""
        raise NoticeRejected("a channel in memory sends no notices")
