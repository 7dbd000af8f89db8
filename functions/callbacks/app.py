"""The payment channel's notices: verified by its signature, taken in once, answered with 204."""

import os

from shared.bootstrap import WiredPorts
from shared.edge.app import new_app
from shared.edge.http import view
from shared.edge.request import Request
from shared.edge.settings import Settings
from shared.usecases.channel.take_notice import take_notice

ports = WiredPorts(Settings(dict(os.environ)))
app = new_app("callbacks")


@view(app, "POST", "/callbacks/wechat/payments", zh="支付结果通知")
def notice_payment(request: Request[None]) -> None:
    """Take in that a buyer paid."""
    _take(request)


@view(app, "POST", "/callbacks/wechat/refunds", zh="退款结果通知")
def notice_refund(request: Request[None]) -> None:
    """Take in how a refund ended."""
    _take(request)


@view(app, "POST", "/callbacks/wechat/transfers", zh="商家转账结果通知")
def notice_transfer(request: Request[None]) -> None:
    """Take in how a transfer to a payee ended."""
    _take(request)


def _take(request: Request[None]) -> None:
    take_notice(ports, ports.channel.read_notice(request.headers, request.raw))
