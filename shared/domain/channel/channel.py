"""What a payment channel can be asked and what it answers, in our own words.

Amounts are integer fen, times are aware UTC datetimes.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from pydantic import ConfigDict, Field

from shared.domain.channel.payment_terms import NATIVE, PaymentKind, PaymentTerms
from shared.domain.immutable import Immutable

RefundState = Literal["processing", "success", "closed", "abnormal"]
TransferState = Literal[
    "accepted", "wait_user_confirm", "transferring", "success", "failed", "cancelling", "cancelled"
]


class ChannelUnavailable(Exception):
    """The channel gave no clear answer: the outcome is unknown, ask again under the same number."""


class ChannelUnfunded(ChannelUnavailable):
    """The brand's account at the channel is empty: finance's alarm, never the payee's failure."""


class ChannelRefused(Exception):
    """The channel refused for good: `code` is the channel's own word, `detail` is for people."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class NoticeRejected(Exception):
    """A notice that is forged, stale or not ours: nothing may be done with it."""


class _Fact(Immutable):
    model_config = ConfigDict(strict=True)


class PaymentRequest(_Fact):
    """Ask the channel to collect `amount_fen` for an order, until `expires_at`.

    `number` is its number there, where that is not the order's id.
    """

    order_id: str
    number: str | None = None
    amount_fen: int
    description: str
    expires_at: datetime
    terms: PaymentTerms = NATIVE


class PrepayParameters(_Fact):
    """What a page or mini-program hands to WeChat as it is; signed for the buyer's app.

    Spelt as WeChat spells them: `wx.requestPayment` takes them so.
    """

    app_id: str = Field(serialization_alias="appId")
    time_stamp: str = Field(serialization_alias="timeStamp")
    nonce_str: str = Field(serialization_alias="nonceStr")
    package: str
    sign_type: Literal["RSA"] = Field(default="RSA", serialization_alias="signType")
    pay_sign: str = Field(serialization_alias="paySign")


class PaymentIntent(_Fact):
    """What the storefront's page needs so that the buyer can pay: one of the three, by the kind.

    `code_url` is shown as a code to scan; `prepay` is handed to WeChat as it is, by a page inside
    it or a mini-program; `h5_url` is opened in the phone's browser within five minutes.
    """

    order_id: str
    kind: PaymentKind = "native"
    code_url: str | None = None
    prepay: PrepayParameters | None = None
    h5_url: str | None = None


class Payment(_Fact):
    """Money arrived for an order: the channel's word, signed, or what a person saw.

    `number` is the payment's at the channel, where that is not the order's id. `evidence` is by
    what a person knew it.
    """

    order_id: str
    number: str | None = None
    transaction_id: str
    amount_fen: int
    currency: str
    paid_at: datetime
    evidence: Mapping[str, str] = {}

    @property
    def paid_under(self) -> str:
        """The number that it was paid under."""
        return self.number or self.order_id


class TransferTerms(_Fact):
    """What a channel asks of every transfer: at most so much, to a payee with an account there."""

    largest_fen: int | None = None
    needs_account: bool = False


class RefundRequest(_Fact):
    """Pay `amount_fen` of the `paid_fen` of an order back; `refund_id` is its number for life.

    `number` is the payment's, where that is not the order's id.
    """

    refund_id: str
    order_id: str
    number: str | None = None
    amount_fen: int
    paid_fen: int
    reason: str


class RefundReport(_Fact):
    """Where a refund stands at the channel; a notice names its order too."""

    refund_id: str
    state: RefundState
    order_id: str | None = None
    amount_fen: int | None = None


class TransferRequest(_Fact):
    """Pay `amount_fen` to a payee; `bill_no` is its number for life (at most 32 alphanumerics)."""

    bill_no: str
    openid: str
    amount_fen: int
    remark: str
    real_name: str | None = None


class TransferReport(_Fact):
    """Where a transfer stands; `confirm_package` is what the payee's app needs to confirm it."""

    bill_no: str
    state: TransferState
    amount_fen: int | None = None
    confirm_package: str | None = None
    fail_reason: str | None = None


class Notice(_Fact):
    """A verified and decrypted notice: exactly one of its three bodies is there."""

    notice_id: str
    payment: Payment | None = None
    refund: RefundReport | None = None
    transfer: TransferReport | None = None
