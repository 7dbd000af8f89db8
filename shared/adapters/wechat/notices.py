"""Reading a notice: who signed it, when, for whom; only then what it says."""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Protocol, TypeVar

from pydantic import Field, ValidationError

from shared.adapters.wechat.config import WechatConfig
from shared.adapters.wechat.messages import (
    Message,
    PaymentMessage,
    RefundMessage,
    TransferMessage,
)
from shared.domain.channel.channel import Notice, NoticeRejected

MAX_AGE_SECONDS = 300
PROBE = "WECHATPAY/SIGNTEST/"
HEADERS = (
    "Wechatpay-Serial",
    "Wechatpay-Signature",
    "Wechatpay-Signature-Type",
    "Wechatpay-Timestamp",
    "Wechatpay-Nonce",
)

Read = TypeVar("Read", bound=Message)


class Decrypt(Protocol):
    """Verifies the raw body against its headers and answers the resource in plain text, or None."""

    def __call__(self, headers: Mapping[str, str], body: bytes) -> str | None: ...


class Envelope(Message):
    """The outside of a notice: its number, the same on every repeat, and what it is about."""

    id: Annotated[str, Field(min_length=1, max_length=64)]
    event_type: str


class NoticeReader:
    """Reads notices that are fresh, signed by the channel and meant for this merchant."""

    def __init__(
        self,
        config: WechatConfig,
        decrypt: Mapping[str, Decrypt],
        machine_clock: Callable[[], datetime],
    ) -> None:
        """Make a reader; `decrypt` is by the id of the key that a notice is signed with."""
        self._config = config
        self._decrypt = decrypt
        self._machine_clock = machine_clock

    def read(self, headers: Mapping[str, str], body: bytes) -> Notice:
        """What the notice says; raises NoticeRejected when anything about it is wrong."""
        marks = _marks(headers)
        self._check_marks(marks)
        resource = self._opened(marks, body)
        envelope = _read(Envelope, body)
        return self._notice(envelope, resource)

    def _check_marks(self, marks: Mapping[str, str]) -> None:
        if marks["Wechatpay-Signature"].startswith(PROBE):
            raise NoticeRejected("a probe of the channel: it wants to see forged notices rejected")
        # The library would go out and ask for certificates when it meets another serial.
        if marks["Wechatpay-Serial"] not in self._decrypt:
            raise NoticeRejected("unknown serial: the key may have been rotated")
        self._check_age(marks["Wechatpay-Timestamp"])
        _check_spelling(marks)

    def _check_age(self, timestamp: str) -> None:
        if not re.fullmatch(r"[0-9]{1,12}", timestamp):
            raise NoticeRejected("the timestamp is not in whole seconds")
        if abs(self._machine_clock().timestamp() - int(timestamp)) > MAX_AGE_SECONDS:
            raise NoticeRejected(f"stale: more than {MAX_AGE_SECONDS} s from our clock")

    def _opened(self, marks: Mapping[str, str], body: bytes) -> str:
        try:
            resource = self._decrypt[marks["Wechatpay-Serial"]](marks, body)
        except Exception as error:
            raise NoticeRejected(f"cannot be verified ({type(error).__name__})") from error
        if resource is None:
            raise NoticeRejected("the signature or the encryption does not hold")
        return resource

    def _notice(self, envelope: Envelope, resource: str) -> Notice:
        if envelope.event_type == "TRANSACTION.SUCCESS":
            return self._payment_notice(envelope, _read(PaymentMessage, resource))
        if envelope.event_type.startswith("REFUND."):
            refund = _read(RefundMessage, resource)
            self._check_merchant(refund.mchid)
            return Notice(notice_id=envelope.id, refund=refund.report())
        if envelope.event_type == "MCHTRANSFER.BILL.FINISHED":
            transfer = _read(TransferMessage, resource)
            self._check_merchant(transfer.merchant)
            return Notice(notice_id=envelope.id, transfer=transfer.report())
        raise NoticeRejected("an event that nobody asked for")

    def _payment_notice(self, envelope: Envelope, message: PaymentMessage) -> Notice:
        self._check_merchant(message.mchid)
        if message.appid not in self._config.app_ids:
            raise NoticeRejected("meant for another app")
        if message.trade_state != "SUCCESS" or message.amount.currency != "CNY":
            raise NoticeRejected("not a success in CNY")
        return Notice(notice_id=envelope.id, payment=message.payment())

    def _check_merchant(self, mch_id: str | None) -> None:
        if mch_id != self._config.mch_id:
            raise NoticeRejected("meant for another merchant")


def _marks(headers: Mapping[str, str]) -> dict[str, str]:
    lowered = {name.lower(): value for name, value in headers.items()}
    missing = [name for name in HEADERS if not lowered.get(name.lower())]
    if missing:
        raise NoticeRejected(f"headers missing: {', '.join(missing)}")
    return {name: lowered[name.lower()] for name in HEADERS}


def _check_spelling(marks: Mapping[str, str]) -> None:
    # A line break inside the nonce would move the border between nonce and body.
    if not marks["Wechatpay-Nonce"].isprintable():
        raise NoticeRejected("the nonce holds control characters")
    # The library decodes leniently: several spellings of a signature would pass as one.
    signature = marks["Wechatpay-Signature"]
    try:
        canonical = b64encode(b64decode(signature, validate=True)).decode()
    except ValueError as error:
        raise NoticeRejected("the signature is not base64") from error
    if canonical != signature:
        raise NoticeRejected("the signature is not canonical base64")


def _read(model: type[Read], text: str | bytes) -> Read:
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        raise NoticeRejected(f"cannot be read as {model.__name__}") from error
