"""A small app on real routes: every kind of view that the edge knows."""

from typing import Annotated

from chalice.app import Chalice, Response
from pydantic import BaseModel, Field

from shared.domain.channel.channel import ChannelRefused, ChannelUnavailable, NoticeRejected
from shared.domain.errors import Busy, Refused
from shared.edge.app import new_app
from shared.edge.http import view
from shared.edge.request import Request

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
    rate_bp: int


class Receipt(BaseModel):
    order_id: str
    caller: str
    body_hash: str
    buyer: str
    pieces: int


def sample_app() -> Chalice:
    app = new_app("sample")

    @view(app, "POST", "/v1/orders", zh="下单", status=201)
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

    @view(app, "GET", "/v1/orders/{order_id}", zh="查询订单", query={"raise": "What goes wrong."})
    def read_order(request: Request[None], order_id: str) -> Receipt:
        """Read an order."""
        raise ERRORS[request.query["raise"]]

    @view(app, "POST", "/v1/orders/{order_id}/cancellation", zh="取消订单")
    def cancel_order(request: Request[None], order_id: str) -> None:
        """Cancel an order."""
        assert request.command.id != order_id

    @view(app, "POST", "/v1/me/links", zh="生成推广链接")
    def create_link(request: Request[NewLink | None]) -> Receipt:
        """Make a link."""
        rate_bp = request.body.rate_bp if request.body else -1
        return Receipt(order_id="", caller="", body_hash="", buyer="", pieces=rate_bp)

    @view(app, "GET", "/r/{code}", zh="推广链接")
    def follow_link(request: Request[None], code: str) -> Response:
        """Follow a referral link."""
        return Response("", {"Location": f"https://shop.example/?code={code}"}, 302)

    @view(app, "GET", "/health", zh="健康检查")
    def health(request: Request[None]) -> None:
        """Say that all is well."""
        assert request.principal

    @view(app, "POST", "/callbacks/wechat/payments", zh="微信支付通知")
    def payment_notice(request: Request[None]) -> Receipt:
        """Take a payment notice."""
        nonce = request.headers["wechatpay-nonce"]
        size = len(request.raw)
        return Receipt(order_id=nonce, caller="", body_hash="", buyer="", pieces=size)

    return app
