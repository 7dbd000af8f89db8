"""The channel's messages, and what they say in our words; amounts are integer fen."""

from datetime import UTC
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from shared.domain.channel.channel import (
    Payment,
    RefundReport,
    RefundState,
    TransferReport,
    TransferState,
)
from shared.domain.orders.payment_codes import order_of
from shared.domain.times import Instant

REFUND_STATES: dict[str, RefundState] = {
    "PROCESSING": "processing",
    "SUCCESS": "success",
    "CLOSED": "closed",
    "ABNORMAL": "abnormal",
}
TRANSFER_STATES: dict[str, TransferState] = {
    "ACCEPTED": "accepted",
    "PROCESSING": "accepted",
    "WAIT_USER_CONFIRM": "wait_user_confirm",
    "TRANSFERING": "transferring",
    "SUCCESS": "success",
    "FAIL": "failed",
    "CANCELING": "cancelling",
    "CANCELLED": "cancelled",
}

RefundWord = Literal["PROCESSING", "SUCCESS", "CLOSED", "ABNORMAL"]
TransferWord = Literal[
    "ACCEPTED",
    "PROCESSING",
    "WAIT_USER_CONFIRM",
    "TRANSFERING",
    "SUCCESS",
    "FAIL",
    "CANCELING",
    "CANCELLED",
]


class Message(BaseModel):
    """A message of the channel: unknown fields are ignored, wrong types are not."""

    model_config = ConfigDict(frozen=True, strict=True, hide_input_in_errors=True)


class NativeMessage(Message):
    """A payment can be made: `code_url` shown as a QR code opens it."""

    code_url: str


class PrepayMessage(Message):
    """A payment can be made in WeChat, by parameters that name `prepay_id` and are signed."""

    prepay_id: Annotated[str, Field(min_length=1, max_length=64)]


class H5Message(Message):
    """A payment can be made by whoever opens `h5_url` in the phone's browser."""

    h5_url: str


class PaymentAmount(Message):
    """What was paid, in fen."""

    total: int = Field(gt=0)
    currency: str


class PaymentState(Message):
    """Where a payment stands, paid or not."""

    trade_state: str


class PaymentMessage(Message):
    """A payment that was made; `amount.total` is what the order asked for."""

    mchid: str
    appid: str
    out_trade_no: str
    transaction_id: Annotated[str, Field(min_length=1, max_length=64)]
    trade_state: Literal["SUCCESS", "REFUND"]
    success_time: Instant
    amount: PaymentAmount

    def payment(self) -> Payment:
        order = order_of(self.out_trade_no)
        return Payment(
            order_id=order,
            number=None if order == self.out_trade_no else self.out_trade_no,
            transaction_id=self.transaction_id,
            amount_fen=self.amount.total,
            currency=self.amount.currency,
            paid_at=self.success_time.astimezone(UTC),
        )


class RefundAmount(Message):
    """What is paid back, in fen."""

    refund: int = Field(gt=0)


class RefundAnswer(Message):
    """A refund as an answer tells it."""

    out_refund_no: str
    status: RefundWord
    amount: RefundAmount

    def report(self) -> RefundReport:
        return _refund_report(self.out_refund_no, self.status, self.amount)


class RefundMessage(Message):
    """A refund as a notice tells it."""

    mchid: str
    out_refund_no: str
    out_trade_no: str
    refund_status: RefundWord
    amount: RefundAmount

    def report(self) -> RefundReport:
        report = _refund_report(self.out_refund_no, self.refund_status, self.amount)
        return report.changed(order_id=order_of(self.out_trade_no))


class TransferMessage(Message):
    """A transfer, answered or noticed; the channel spells the merchant in two ways."""

    mchid: str | None = None
    mch_id: str | None = None
    out_bill_no: str
    state: TransferWord
    transfer_amount: int | None = Field(default=None, gt=0)
    package_info: str | None = None
    fail_reason: str | None = None

    @property
    def merchant(self) -> str | None:
        """The merchant that transfers, if the message names one."""
        return self.mch_id or self.mchid

    def report(self) -> TransferReport:
        return TransferReport(
            bill_no=self.out_bill_no,
            state=TRANSFER_STATES[self.state],
            amount_fen=self.transfer_amount,
            confirm_package=self.package_info,
            fail_reason=self.fail_reason,
        )


def _refund_report(number: str, state: RefundWord, amount: RefundAmount) -> RefundReport:
    return RefundReport(refund_id=number, state=REFUND_STATES[state], amount_fen=amount.refund)
