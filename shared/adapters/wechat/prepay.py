"""How a buyer is let pay: what the channel is asked for each kind, and what his page gets."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from wechatpayv3 import WeChatPay, WeChatPayType

from shared.adapters.wechat.answers import answered_as
from shared.adapters.wechat.config import PAYMENT_NOTICES, WechatConfig
from shared.adapters.wechat.messages import H5Message, NativeMessage, PrepayMessage
from shared.domain.channel.channel import (
    ChannelRefused,
    PaymentIntent,
    PaymentRequest,
    PrepayParameters,
)
from shared.domain.channel.payment_terms import PaymentTerms
from shared.domain.times import iso_local

# The channel refuses longer texts, and a long product name is no reason to lose a sale.
MAX_DESCRIPTION = 127

Call = Callable[[], Any]


class Prepay:
    """Asks for payments over one merchant account; the same request is answered again."""

    def __init__(
        self, client: WeChatPay, config: WechatConfig, machine_clock: Callable[[], datetime]
    ) -> None:
        self._client = client
        self._config = config
        self._machine_clock = machine_clock

    def request(self, request: PaymentRequest, number: str) -> PaymentIntent:
        """Ask for a payment under a number; give what the buyer's page needs of the answer."""
        app = self._app(request.terms)
        call = self._call(request, number, app)
        intent = PaymentIntent(order_id=request.order_id, kind=request.terms.kind)
        match request.terms.kind:
            case "native":
                return intent.changed(code_url=answered_as(NativeMessage, call).code_url)
            case "h5":
                return intent.changed(h5_url=answered_as(H5Message, call).h5_url)
            case "jsapi" | "mini_program":
                prepay_id = answered_as(PrepayMessage, call).prepay_id
                return intent.changed(prepay=self._signed(app, prepay_id))

    def _app(self, terms: PaymentTerms) -> str:
        app = terms.appid or self._config.app_id
        if app not in self._config.app_ids:
            raise ChannelRefused(
                "APPID_MCHID_NOT_MATCH", f"{app} is none of the merchant's apps: use one that is"
            )
        return app

    def _call(self, request: PaymentRequest, number: str, app: str) -> Call:
        terms = request.terms
        return partial(
            self._client.pay,
            pay_type=_TYPES[terms.kind],
            appid=app,
            out_trade_no=number,
            amount={"total": request.amount_fen, "currency": "CNY"},
            description=request.description[:MAX_DESCRIPTION],
            time_expire=iso_local(request.expires_at),
            notify_url=self._config.notify_url(PAYMENT_NOTICES),
            payer={"openid": terms.openid} if terms.openid else None,
            scene_info=_scene(terms),
        )

    def _signed(self, app: str, prepay_id: str) -> PrepayParameters:
        """Sign for the buyer's app, by the machine's clock: WeChat looks at how old it is."""
        stamp, nonce = str(int(self._machine_clock().timestamp())), secrets.token_hex(16)
        package = f"prepay_id={prepay_id}"
        return PrepayParameters(
            app_id=app,
            time_stamp=stamp,
            nonce_str=nonce,
            package=package,
            pay_sign=self._client.sign([app, stamp, nonce, package]),
        )


_TYPES = {
    "native": WeChatPayType.NATIVE,
    "jsapi": WeChatPayType.JSAPI,
    "mini_program": WeChatPayType.MINIPROG,
    "h5": WeChatPayType.H5,
}


def _scene(terms: PaymentTerms) -> Mapping[str, Any] | None:
    if terms.payer_client_ip is None:
        return None
    scene: dict[str, Any] = {"payer_client_ip": terms.payer_client_ip}
    if terms.kind == "h5":
        scene["h5_info"] = {"type": terms.h5_type or "Wap"}
    return scene
