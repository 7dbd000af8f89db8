"""A small app on real routes: every kind of view that the edge knows."""

import sys
from typing import Annotated

from chalice.app import Chalice, Response
from pydantic import BaseModel, Field

from shared.domain.channel.channel import ChannelRefused, ChannelUnavailable, NoticeRejected
from shared.domain.errors import Busy, Refused
from shared.edge.callers.access import DISTRIBUTOR, PUBLIC, STAFF, STOREFRONT
from shared.edge.http.request import Request
from shared.edge.http.serve import serve
from shared.edge.http.view import view
from shared.edge.settings import Settings
from tests.unit.edge.fakes import NO_PORTS, a_secret

ORDER_ID = "A" * 26

ERRORS: dict[str, Exception] = {
    "refused": Refused("over_refund", "above_what_is_left", refundable_fen=790),
    "hides": Refused("illegal_transition", "award_was_forfeited", status=200, title="fact"),
    "busy": Busy("twice"),
    "channel": ChannelUnavailable("timeout"),
    "channel_no": ChannelRefused("NO_AUTH", "Ask the channel."),
    "notice": NoticeRejected("stale"),
    "bug": ZeroDivisionError("secret inside"),
}


class Line(BaseModel):
    sku: Annotated[str, Field(min_length=1, max_length=64)]
    pieces: Annotated[int, Field(ge=1, le=999)]
    price_fen: Annotated[int, Field(ge=0)]


class NewOrder(BaseModel):
    buyer: str
    lines: Annotated[list[Line], Field(min_length=1)]


class NewLink(BaseModel):
    rate_bp: int = -1


class Receipt(BaseModel):
    order_id: str
    caller: str
    body_hash: str
    buyer: str
    pieces: int


@view("POST", "/v1/orders", roles=STOREFRONT, zh="下单", status=201)
def place_order(request: Request[NewOrder]) -> Receipt:
    """Place an order.

    The second paragraph is not part of the summary.
    """
    return Receipt(
        order_id=request.command.id,
        caller=str(request.principal),
        body_hash=request.command.body_hash,
        buyer=request.body.buyer,
        pieces=sum(line.pieces for line in request.body.lines),
    )


@view(
    "GET",
    "/v1/orders/{order_id}",
    roles=STOREFRONT | STAFF,
    own="order",
    zh="查询订单",
    query={"raise": str},
)
def read_order(request: Request[None], order_id: str) -> Receipt:
    """Read an order."""
    raise ERRORS[request.query["raise"]]


@view("POST", "/v1/orders/{order_id}/cancellation", roles=STOREFRONT, own="order", zh="取消订单")
def cancel_order(request: Request[None], order_id: str) -> None:
    """Cancel an order."""
    assert request.command.id != order_id


@view("POST", "/v1/me/links", roles=DISTRIBUTOR, zh="生成推广链接")
def create_link(request: Request[NewLink]) -> Receipt:
    """Make a link."""
    pieces = request.body.rate_bp
    return Receipt(order_id="", caller="", body_hash="", buyer="", pieces=pieces)


@view("GET", "/r/{code}", roles=PUBLIC, zh="推广链接")
def follow_link(request: Request[None], code: str) -> Response:
    """Follow a referral link."""
    return Response("", {"Location": f"https://shop.example/?code={code}"}, 302)


@view("GET", "/health", roles=PUBLIC, zh="健康检查")
def health(request: Request[None]) -> None:
    """Say that all is well."""
    assert request.principal


@view("POST", "/callbacks/wechat/payments", roles=PUBLIC, zh="微信支付通知")
def payment_notice(request: Request[None]) -> Receipt:
    """Take a payment notice."""
    nonce = request.headers["wechatpay-nonce"]
    size = len(request.raw)
    return Receipt(order_id=nonce, caller="", body_hash="", buyer="", pieces=size)


def sample_app() -> Chalice:
    return serve("sample", NO_PORTS, Settings({}), [sys.modules[__name__]], a_secret)
