"""The requests for something to pay with: bodies as the channel takes them, and what it answers.

As documented: a number is bound to its first terms; a scene's address is a real one; the same
request again gives the present link; a link lets a buyer begin for two hours, a browser's for five
minutes; the end of paying is a minute after the request at the earliest.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from infra.local.wechat.desk import RequestBody
from infra.local.wechat.records import Record

TradeNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_\-|*@]{6,32}$")]
NotifyUrl = Annotated[str, StringConstraints(pattern=r"^https?://[^?#]+$", max_length=255)]
Fen = Annotated[int, Field(gt=0)]
Address = Annotated[
    str, StringConstraints(max_length=45), AfterValidator(lambda text: str(ip_address(text)))
]

LINK_LASTS, H5_LINK_LASTS = timedelta(hours=2), timedelta(minutes=5)
SHORTEST = timedelta(minutes=1)


class Amount(RequestBody):
    """What an order costs, in fen."""

    total: Fen
    currency: Literal["CNY"] = "CNY"


class Scene(RequestBody):
    """Where the buyer is."""

    payer_client_ip: Address


class H5Info(RequestBody):
    """What kind of page or app the buyer's browser shows."""

    type: Literal["Wap", "iOS", "Android"]


class H5Scene(Scene):
    """Where the buyer is who pays in a browser."""

    h5_info: H5Info


class Payer(RequestBody):
    """Who pays: somebody in one app."""

    openid: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,128}$")]


class Prepay(RequestBody):
    """The request for a code to scan."""

    appid: str
    mchid: str
    out_trade_no: TradeNumber
    description: Annotated[str, StringConstraints(min_length=1, max_length=127)]
    notify_url: NotifyUrl
    amount: Amount
    time_expire: AwareDatetime | None = None
    scene_info: Scene | None = None


class JsapiPrepay(Prepay):
    """The request for a payment inside WeChat: a page's or a mini-program's."""

    payer: Payer


class H5Prepay(Prepay):
    """The request for a payment in a phone's own browser."""

    scene_info: H5Scene


TradeType = Literal["NATIVE", "JSAPI", "MWEB"]

BODIES: dict[TradeType, type[Prepay]] = {
    "NATIVE": Prepay,
    "JSAPI": JsapiPrepay,
    "MWEB": H5Prepay,
}


def link_of(trade_type: TradeType, number: str) -> Record:
    """What the merchant is answered, to pay an order with."""
    prepay_id = f"wx{sha256(number.encode()).hexdigest()[:34]}"
    if trade_type == "JSAPI":
        return {"prepay_id": prepay_id}
    if trade_type == "MWEB":
        page = "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb"
        return {"h5_url": f"{page}?prepay_id={prepay_id}&package=1"}
    return {"code_url": f"weixin://wxpay/bizpayurl?pr={number}"}


def link_is_over(record: Record, now: datetime) -> bool:
    """Whether nobody can begin to pay by the link any more that was answered last."""
    lasts = H5_LINK_LASTS if record.get("trade_type") == "MWEB" else LINK_LASTS
    asked_at = record.get("asked_at")
    return asked_at is not None and now - datetime.fromisoformat(asked_at) > lasts


def time_is_over(record: Record, now: datetime) -> bool:
    """Whether the time to pay is over that the first request set."""
    ends = record["asked"].get("time_expire")
    if ends is None:
        return False
    end = datetime.fromisoformat(ends)
    if first := record.get("first_asked_at"):
        end = max(end, datetime.fromisoformat(first) + SHORTEST)
    return now >= end
