"""WeChat Pay v3 behind our port: native payments, refunds, and transfers that payees confirm."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Literal

from wechatpayv3 import WeChatPay, WeChatPayType

from shared.adapters.wechat.answers import (
    UNKNOWN_NUMBER,
    answered,
    answered_as,
    known,
    readable,
)
from shared.adapters.wechat.config import (
    REFUND_NOTICES,
    TRANSFER_NOTICES,
    WechatConfig,
)
from shared.adapters.wechat.messages import (
    PaymentMessage,
    PaymentState,
    RefundAnswer,
    TransferMessage,
)
from shared.adapters.wechat.notices import NoticeReader
from shared.adapters.wechat.prepay import Prepay
from shared.adapters.wechat.terms import REAL_NAME_FROM_FEN
from shared.domain.channel.channel import (
    ChannelRefused,
    ChannelUnavailable,
    Notice,
    Payment,
    PaymentIntent,
    PaymentRequest,
    RefundReport,
    RefundRequest,
    TransferReport,
    TransferRequest,
)

TRADE_NUMBER = re.compile(r"[0-9A-Za-z_\-|*@]{6,32}")
REFUND_NUMBER = re.compile(r"[0-9A-Za-z_\-|*@]{1,64}")
BILL_NUMBER = re.compile(r"[0-9A-Za-z]{1,32}")

DIRECT = {"http": "", "https": ""}

# The channel refuses longer texts, and a long one is no reason not to pay.
MAX_REASON, MAX_REMARK = 80, 32


class WechatPay:
    """A PaymentChannel over one merchant account; every call ends within `timeout_seconds`."""

    def __init__(self, config: WechatConfig, machine_clock: Callable[[], datetime]) -> None:
        self._config = config
        clients = {key_id: _client(config, key_id) for key_id in config.public_keys}
        self._client = clients[config.public_key_id]
        self._prepay = Prepay(self._client, config, machine_clock)
        decrypt = {key_id: client.decrypt_callback for key_id, client in clients.items()}
        self._notices = NoticeReader(config, decrypt, machine_clock)

    def request_payment(self, request: PaymentRequest) -> PaymentIntent:
        """What the buyer pays with; the same request again is answered again."""
        number = _spelt(TRADE_NUMBER, request.number or request.order_id)
        return self._prepay.request(request, number)

    def close_payment(self, number: str) -> Literal["closed", "already_paid"]:
        """Nobody can pay any more, or somebody did; a number unknown to the channel is closed."""
        call = partial(self._client.close, out_trade_no=_spelt(TRADE_NUMBER, number))
        try:
            answered(call)
        except ChannelRefused as refusal:
            if refusal.code == "ORDERPAID":
                return "already_paid"
            if refusal.code not in UNKNOWN_NUMBER | {"ORDER_CLOSED"}:
                raise
        return "closed"

    def query_payment(self, number: str) -> Payment | None:
        """The payment if one was made, also when it has been refunded since."""
        return known(lambda: self._payment(_spelt(TRADE_NUMBER, number)))

    def refund(self, request: RefundRequest) -> RefundReport:
        """Start or repeat a refund; ChannelRefused only if the channel does not know its number."""
        number = _spelt(REFUND_NUMBER, request.refund_id)
        call = partial(
            self._client.refund,
            out_refund_no=number,
            out_trade_no=_spelt(TRADE_NUMBER, request.number or request.order_id),
            amount={"refund": request.amount_fen, "total": request.paid_fen, "currency": "CNY"},
            reason=request.reason[:MAX_REASON],
            notify_url=self._config.notify_url(REFUND_NOTICES),
        )
        try:
            return answered_as(RefundAnswer, call).report()
        except ChannelRefused as refusal:
            raise _weighed(refusal, self.query_refund(number)) from refusal

    def query_refund(self, refund_id: str) -> RefundReport | None:
        number = _spelt(REFUND_NUMBER, refund_id)
        call = partial(self._client.query_refund, out_refund_no=number)
        return known(lambda: answered_as(RefundAnswer, call).report())

    def transfer(self, request: TransferRequest) -> TransferReport:
        """Start or repeat a transfer; ChannelRefused only if the channel does not know its number.

        From 2,000 yuan on the channel demands the payee's real name: REAL_NAME_REQUIRED.
        """
        if request.amount_fen >= REAL_NAME_FROM_FEN and not request.real_name:
            raise ChannelRefused("REAL_NAME_REQUIRED", "ask the payee for the real name, then pay")
        try:
            return answered_as(TransferMessage, self._transfer_call(request)).report()
        except ChannelRefused as refusal:
            raise _weighed(refusal, self.query_transfer(request.bill_no)) from refusal

    def query_transfer(self, bill_no: str) -> TransferReport | None:
        """Where the transfer stands; the channel forgets numbers after 30 days."""
        number = _spelt(BILL_NUMBER, bill_no)
        call = partial(self._client.mch_transfer_bills_query, out_bill_no=number)
        return known(lambda: answered_as(TransferMessage, call).report())

    def cancel_transfer(self, bill_no: str) -> TransferReport:
        """The cancellation is accepted, not done: only `cancelled` is the end."""
        number = _spelt(BILL_NUMBER, bill_no)
        call = partial(self._client.mch_transfer_bills_cancel, out_bill_no=number)
        return answered_as(TransferMessage, call).report()

    def read_notice(self, headers: Mapping[str, str], body: bytes) -> Notice:
        """What a notice says; `body` is the raw one, as received. Raises NoticeRejected."""
        return self._notices.read(headers, body)

    def _payment(self, number: str) -> Payment | None:
        body = answered(partial(self._client.query, out_trade_no=number))
        state = readable(lambda: PaymentState.model_validate_json(body))
        if state.trade_state not in {"SUCCESS", "REFUND"}:
            return None
        message = readable(lambda: PaymentMessage.model_validate_json(body))
        ours = (message.mchid, message.out_trade_no) == (self._config.mch_id, number)
        if not ours or message.appid not in self._config.app_ids:
            raise ChannelUnavailable("the answer is about another payment: query again")
        return message.payment()

    def _transfer_call(self, request: TransferRequest) -> Callable[[], Any]:
        return partial(
            self._client.mch_transfer_bills,
            out_bill_no=_spelt(BILL_NUMBER, request.bill_no),
            transfer_scene_id=self._config.transfer_scene_id,
            openid=request.openid,
            transfer_amount=request.amount_fen,
            transfer_remark=request.remark[:MAX_REMARK],
            user_name=request.real_name,
            transfer_scene_report_infos=[one.model_dump() for one in self._config.scene_reports],
            notify_url=self._config.notify_url(TRANSFER_NOTICES),
        )


def _client(config: WechatConfig, public_key_id: str) -> WeChatPay:
    """A client of the library knows one key of the channel: each key has its own."""
    try:
        client = WeChatPay(
            wechatpay_type=WeChatPayType.NATIVE,
            mchid=config.mch_id,
            private_key=config.private_key.get_secret_value(),
            cert_serial_no=config.certificate_serial,
            appid=config.app_id,
            apiv3_key=config.api_v3_key.get_secret_value(),
            public_key=config.public_keys[public_key_id],
            public_key_id=public_key_id,
            timeout=config.timeout_seconds,
            proxy=DIRECT if config.bypass_proxy else None,
            logger=None,  # it would write decrypted personal data
        )
    except Exception as error:
        raise ValueError("WeChat Pay keys cannot be read: give both as PEM text") from error
    if config.gateway is not None:
        client._core._gate_way = config.gateway  # noqa: SLF001 - the library has no parameter for it
    return client


def _spelt(pattern: re.Pattern[str], number: str) -> str:
    # Numbers become parts of paths: one that is not spelt like a number must not leave the house.
    if not pattern.fullmatch(number):
        raise ChannelRefused("INVALID_NUMBER", f"must match {pattern.pattern}")
    return number


def _weighed(
    refusal: ChannelRefused, found: RefundReport | TransferReport | None
) -> ChannelRefused | ChannelUnavailable:
    # A repeat may be refused although the first request, whose answer was lost, is being carried
    # out: giving the money back then would pay it twice.
    if found is None:
        return ChannelRefused(refusal.code, refusal.detail)
    return ChannelUnavailable(f"refused ({refusal.code}) yet known: query the number")
