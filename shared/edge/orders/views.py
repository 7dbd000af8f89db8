"""What storefronts do with their orders; staff may read them."""

from shared.domain.channel.channel import PaymentIntent
from shared.domain.channel.payment_terms import PaymentTerms
from shared.domain.orders.new_order import NewOrder
from shared.edge.callers.access import STAFF, STOREFRONT
from shared.edge.events.readers import reader_of
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.orders.explanation_messages import ExplanationView
from shared.edge.orders.messages import (
    Delivery,
    FactReceipt,
    Inspection,
    OrderReceipt,
    RefundOrder,
    RefundReceipt,
    ReturnedGoods,
    ReturnReceipt,
    ReturnRequest,
)
from shared.edge.orders.order_view import OrderView
from shared.usecases.orders import (
    collect_payment,
    fulfil_order,
    handle_returns,
    place_order,
    refund_order,
    statements,
)

_ORDER = "/v1/orders/{order_id}"
_RETURN = f"{_ORDER}/returns/{{return_id}}"


@view("POST", "/v1/orders", roles=STOREFRONT, zh="下单", status=201)
def create_order(request: Request[NewOrder]) -> OrderReceipt:
    """Place an order; who is paid, and how much, is fixed now."""
    by = request.principal.id
    return OrderReceipt.of(
        place_order.place_order(request.ports, request.command, by, request.body)
    )


@view("GET", _ORDER, roles=STOREFRONT | STAFF, own="order", zh="查询订单及时间线")
def read_order(request: Request[None], order_id: str) -> OrderView:
    """Read an order with its timeline."""
    reader = reader_of(request.principal)
    return OrderView.of(statements.order_life(request.ports, order_id, request.scope, reader))


@view("GET", f"{_ORDER}/explanation", roles=STOREFRONT | STAFF, own="order", zh="佣金逐笔说明")
def explain_order(request: Request[None], order_id: str) -> ExplanationView:
    """Explain who is promised what of an order and why, and every posting of its journal."""
    explained = statements.order_explanation(request.ports, order_id, request.scope)
    return ExplanationView.of(explained)


@view("POST", f"{_ORDER}/payment", roles=STOREFRONT, own="order", zh="发起支付", status=201)
def request_payment(request: Request[PaymentTerms], order_id: str) -> PaymentIntent:
    """Ask the channel for what the buyer pays with: a code to scan where nothing else is said."""
    return collect_payment.request_payment(request.ports, order_id, request.body, request.scope)


@view("POST", f"{_ORDER}/shipment", roles=STOREFRONT, own="order", zh="发货")
def ship_order(request: Request[None], order_id: str) -> FactReceipt:
    """Report that the order was shipped."""
    fulfil_order.ship(request.ports, request.command, order_id)
    return FactReceipt(order_id=order_id, fact="shipped", command_id=request.command.id)


@view("POST", f"{_ORDER}/delivery", roles=STOREFRONT, own="order", zh="签收")
def deliver_order(request: Request[Delivery], order_id: str) -> FactReceipt:
    """Report that the order, or the replacement of an exchange, was delivered."""
    fulfil_order.deliver(request.ports, request.command, order_id, request.body.lines)
    return FactReceipt(order_id=order_id, fact="delivered", command_id=request.command.id)


@view("POST", f"{_ORDER}/cancellation", roles=STOREFRONT, own="order", zh="取消订单")
def cancel_order(request: Request[None], order_id: str) -> FactReceipt:
    """Cancel an order that was not shipped; what was paid goes back whole."""
    fulfil_order.cancel(request.ports, request.command, order_id)
    return FactReceipt(order_id=order_id, fact="cancelled", command_id=request.command.id)


@view("POST", f"{_ORDER}/returns", roles=STOREFRONT, own="order", zh="申请退换货", status=201)
def ask_return(request: Request[ReturnRequest], order_id: str) -> ReturnReceipt:
    """Ask for lines to come back; their commission waits."""
    asked, command = request.body, request.command
    order = handle_returns.ask_return(request.ports, command, order_id, asked.lines, asked.kind)
    handle_returns.require_opened(order, command.id)
    return ReturnReceipt(
        order_id=order_id, return_id=command.id, lines=asked.lines, kind=asked.kind
    )


@view("POST", f"{_RETURN}/receipt", roles=STOREFRONT, own="order", zh="收到退货")
def receive_return(request: Request[ReturnedGoods], order_id: str, return_id: str) -> FactReceipt:
    """Report that returned goods came back."""
    command, lines = request.command, request.body.lines
    handle_returns.receive_return(request.ports, command, order_id, lines, return_id)
    return FactReceipt(order_id=order_id, fact="return_received", command_id=command.id)


@view("POST", f"{_RETURN}/inspection", roles=STOREFRONT, own="order", zh="验货，通过后另行退款")
def inspect_return(request: Request[Inspection], order_id: str, return_id: str) -> FactReceipt:
    """Accept or reject returned goods; what is accepted is paid back by a refund of its own."""
    command, found = request.command, request.body
    handle_returns.inspect_return(
        request.ports, command, order_id, found.accepted, found.lines, return_id
    )
    return FactReceipt(order_id=order_id, fact="return_inspected", command_id=command.id)


@view("POST", f"{_ORDER}/refunds", roles=STOREFRONT, own="order", zh="退款", status=201)
def refund(request: Request[RefundOrder], order_id: str) -> RefundReceipt:
    """Decide a refund; commission is reversed now, the channel pays the buyer back."""
    asked, command = request.body, request.command
    refund_order.refund(request.ports, command, order_id, asked.amount_fen, asked.part, asked.line)
    return RefundReceipt(order_id=order_id, refund_id=command.id, amount_fen=asked.amount_fen)
