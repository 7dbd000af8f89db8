"""The payment channel's notices: verified by its signature, taken in once, answered with 204."""

from shared.edge.callers.access import PUBLIC
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.usecases.channel.take_notice import take_notice


@view("POST", "/callbacks/wechat/payments", roles=PUBLIC, zh="支付结果通知")
def notice_payment(request: Request[None]) -> None:
    """Take in that a buyer paid."""
    _take(request)


@view("POST", "/callbacks/wechat/refunds", roles=PUBLIC, zh="退款结果通知")
def notice_refund(request: Request[None]) -> None:
    """Take in how a refund ended."""
    _take(request)


@view("POST", "/callbacks/wechat/transfers", roles=PUBLIC, zh="商家转账结果通知")
def notice_transfer(request: Request[None]) -> None:
    """Take in how a transfer to a payee ended."""
    _take(request)


def _take(request: Request[None]) -> None:
    take_notice(request.ports, request.ports.channel.read_notice(request.headers, request.raw))
