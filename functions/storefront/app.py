"""The storefront's API: orders, their facts, returns, refunds and referral links."""

import os
from urllib.parse import urlencode

from chalice.app import Response

from shared.bootstrap import WiredPorts
from shared.domain.channel.channel import PaymentIntent
from shared.domain.errors import Refused
from shared.domain.orders.explanation import Explanation
from shared.domain.orders.new_order import NewOrder
from shared.domain.orders.order import Order
from shared.edge.access import Principal
from shared.edge.app import new_app
from shared.edge.event_readers import reader_of
from shared.edge.http import view
from shared.edge.packaged import openapi_document, product_version
from shared.edge.request import Request
from shared.edge.settings import Settings
from shared.edge.storefront_messages import (
    Bind,
    BindingReceipt,
    Delivery,
    FactReceipt,
    Health,
    Inspection,
    OrderReceipt,
    OrderView,
    RefundOrder,
    RefundReceipt,
    ReturnedGoods,
    ReturnReceipt,
    ReturnRequest,
)
from shared.usecases.network import bind, links
from shared.usecases.orders import (
    confirm_payment,
    fulfil_order,
    handle_returns,
    place_order,
    refund_order,
    statements,
)
from shared.usecases.orders.books import require_order

settings = Settings(dict(os.environ))
ports = WiredPorts(settings)
app = new_app("storefront")


@view(app, "POST", "/v1/orders", zh="下单", status=201)
def create_order(request: Request[NewOrder]) -> OrderReceipt:
    """Place an order; who is paid, and how much, is fixed now."""
    order = place_order.place_order(ports, request.command, request.principal.id, request.body)
    return OrderReceipt.of(order)


@view(app, "GET", "/v1/orders/{order_id}", zh="查询订单及时间线")
def read_order(request: Request[None], order_id: str) -> OrderView:
    """Read an order with its timeline."""
    _require_own(request.principal, order_id)
    return OrderView.of(statements.order_life(ports, order_id, reader_of(request.principal)))


@view(app, "GET", "/v1/orders/{order_id}/explanation", zh="佣金逐笔说明")
def explain_order(request: Request[None], order_id: str) -> Explanation:
    """Explain who is promised what of an order and why, and every posting of its journal."""
    _require_own(request.principal, order_id)
    return statements.order_explanation(ports, order_id)


@view(app, "POST", "/v1/orders/{order_id}/payment", zh="发起支付", status=201)
def request_payment(request: Request[None], order_id: str) -> PaymentIntent:
    """Ask the payment channel for a code that the buyer pays with."""
    _require_own(request.principal, order_id)
    return confirm_payment.request_payment(ports, order_id)


@view(app, "POST", "/v1/orders/{order_id}/shipment", zh="发货")
def ship_order(request: Request[None], order_id: str) -> FactReceipt:
    """Report that the order was shipped."""
    _require_own(request.principal, order_id)
    fulfil_order.ship(ports, request.command, order_id)
    return FactReceipt(order_id=order_id, fact="shipped", command_id=request.command.id)


@view(app, "POST", "/v1/orders/{order_id}/delivery", zh="签收")
def deliver_order(request: Request[Delivery], order_id: str) -> FactReceipt:
    """Report that the order, or the replacement of an exchange, was delivered."""
    _require_own(request.principal, order_id)
    fulfil_order.deliver(ports, request.command, order_id, request.body.lines)
    return FactReceipt(order_id=order_id, fact="delivered", command_id=request.command.id)


@view(app, "POST", "/v1/orders/{order_id}/cancellation", zh="取消订单")
def cancel_order(request: Request[None], order_id: str) -> FactReceipt:
    """Cancel an order that was not shipped; what was paid goes back whole."""
    _require_own(request.principal, order_id)
    fulfil_order.cancel(ports, request.command, order_id)
    return FactReceipt(order_id=order_id, fact="cancelled", command_id=request.command.id)


@view(app, "POST", "/v1/orders/{order_id}/returns", zh="申请退换货", status=201)
def ask_return(request: Request[ReturnRequest], order_id: str) -> ReturnReceipt:
    """Ask for lines to come back; their commission waits."""
    _require_own(request.principal, order_id)
    asked = request.body
    order = handle_returns.ask_return(ports, request.command, order_id, asked.lines, asked.kind)
    _require_opened(order, request.command.id)
    return ReturnReceipt(
        order_id=order_id, return_id=request.command.id, lines=asked.lines, kind=asked.kind
    )


@view(app, "POST", "/v1/orders/{order_id}/returns/{return_id}/receipt", zh="收到退货")
def receive_return(request: Request[ReturnedGoods], order_id: str, return_id: str) -> FactReceipt:
    """Report that returned goods came back."""
    _require_own(request.principal, order_id)
    handle_returns.receive_return(ports, request.command, order_id, request.body.lines, return_id)
    return FactReceipt(order_id=order_id, fact="return_received", command_id=request.command.id)


@view(app, "POST", "/v1/orders/{order_id}/returns/{return_id}/inspection", zh="验货")
def inspect_return(request: Request[Inspection], order_id: str, return_id: str) -> FactReceipt:
    """Accept or reject returned goods."""
    _require_own(request.principal, order_id)
    found = request.body
    handle_returns.inspect_return(
        ports, request.command, order_id, found.accepted, found.lines, return_id
    )
    return FactReceipt(order_id=order_id, fact="return_inspected", command_id=request.command.id)


@view(app, "POST", "/v1/orders/{order_id}/refunds", zh="退款", status=201)
def refund(request: Request[RefundOrder], order_id: str) -> RefundReceipt:
    """Decide a refund; commission is reversed now, the channel pays the buyer back."""
    _require_own(request.principal, order_id)
    asked = request.body
    refund_order.refund(ports, request.command, order_id, asked.amount_fen, asked.part, asked.line)
    return RefundReceipt(
        order_id=order_id, refund_id=request.command.id, amount_fen=asked.amount_fen
    )


@view(app, "POST", "/v1/bindings", zh="绑定推广关系", status=201)
def bind_buyer(request: Request[Bind]) -> BindingReceipt:
    """Bind a buyer to the distributor behind a referral code."""
    promoter = links.resolve_code(ports.store, request.body.code).distributor
    bind.bind_buyer(ports, request.command, request.body.buyer, promoter)
    return BindingReceipt(buyer=request.body.buyer, promoter=promoter)


@view(app, "GET", "/r/{code}", zh="推广链接跳转", status=302)
def follow_link(request: Request[None], code: str) -> Response:
    """Follow a referral link to the brand's shop, which then binds the buyer by `ref`."""
    referral = links.resolve_code(ports.store, code)
    query = urlencode({**request.query, "ref": referral.code})
    location = f"{settings.landing_url}?{query}"
    return Response("", {"Location": location, "Cache-Control": "no-store"}, 302)


@view(app, "GET", "/health", zh="健康检查")
def health(_: Request[None]) -> Health:
    """Tell that the service answers, and which version."""
    return Health(status="ok", version=product_version())


@view(app, "GET", "/openapi.json", zh="接口文档")
def describe(_: Request[None]) -> Response:
    """Describe the whole API as OpenAPI 3.1."""
    return Response(openapi_document(), {"Content-Type": "application/json"}, 200)


def _require_own(caller: Principal, order_id: str) -> None:
    """Hide other storefronts' orders as if they did not exist."""
    order = require_order(ports.store, order_id)
    if caller.kind == "storefront" and order.storefront != caller.id:
        raise Refused("unknown_order", f"there is no order {order_id}")


def _require_opened(order: Order, return_id: str) -> None:
    """Refuse where every line was under return already: a receipt names no return in vain."""
    if all(case.id != return_id for case in order.returns):
        open_returns = [case.id for case in order.returns if any(i.open for i in case.items)]
        raise Refused(
            "illegal_transition",
            f"these lines are under return already: {', '.join(open_returns)}",
        )
