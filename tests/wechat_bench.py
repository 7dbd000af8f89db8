"""A stand-in for WeChat Pay, our adapter in front of it, and a merchant who hears the notices."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from infra.local.http.message import Request, Response
from infra.local.http.server import HttpServer
from infra.local.wechat.keys import StandInKeys, wechat_config
from infra.local.wechat.stand_in import WechatStandIn
from shared.adapters.wechat.pay import WechatPay
from shared.domain.channel.channel import (
    Notice,
    PaymentRequest,
    RefundRequest,
    TransferRequest,
)

NOON = datetime(2025, 3, 1, 4, tzinfo=UTC)
ORDER = "0123456789ABCDEFGHJKMNPQRS"


@cache
def keys() -> StandInKeys:
    """One pair of sides for the whole run: RSA keys take their time."""
    return StandInKeys.generate()


def machine_now() -> datetime:
    return datetime.now(UTC)


class Clock:
    """A business clock set by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


class Timers:
    """What was asked to run later, run by hand in the order of asking."""

    def __init__(self) -> None:
        self.asked: list[tuple[float, Callable[[], None]]] = []

    def __call__(self, seconds: float, action: Callable[[], None]) -> None:
        self.asked.append((seconds, action))

    def fire(self) -> float:
        seconds, action = self.asked.pop(0)
        action()
        return seconds


class Merchant:
    """Our side's callbacks: keeps every notice, answers as told and 200 otherwise."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self._server = HttpServer(0, body_limit=100_000)
        self._server.start(self._answer)

    @property
    def url(self) -> str:
        return self._server.base_url

    def stop(self) -> None:
        self._server.stop()

    def _answer(self, request: Request) -> Response:
        self.heard.append((request.path, dict(request.headers), request.body))
        return Response(self.answers.pop(0) if self.answers else 200)


class Bench:
    """Everything wired on loopback; times of facts stand still unless advanced."""

    def __init__(self, data_dir: Path | None, merchant: Merchant) -> None:
        self.clock = Clock()
        self.timers = Timers()
        self.merchant = merchant
        self.stand_in = WechatStandIn(
            keys(), data_dir=data_dir, business_now=self.clock, scheduler=self.timers
        )
        self.config = wechat_config(keys(), self.stand_in.base_url, merchant.url)
        self.channel = WechatPay(self.config, machine_now)

    def prepay(self, order_id: str = ORDER, amount_fen: int = 12_345) -> None:
        self.channel.request_payment(payment_request(order_id, amount_fen))

    def paid(self, order_id: str = ORDER, amount_fen: int = 12_345) -> None:
        self.prepay(order_id, amount_fen)
        self.stand_in.pay(order_id)

    def notices(self) -> list[Notice]:
        """What the merchant was told so far, read by the adapter."""
        self.stand_in.drain()
        return [self.channel.read_notice(headers, body) for _, headers, body in self.merchant.heard]


@contextmanager
def running(data_dir: Path | None = None) -> Iterator[Bench]:
    merchant = Merchant()
    bench = Bench(data_dir, merchant)
    bench.stand_in.start()
    try:
        yield bench
    finally:
        bench.stand_in.stop()
        merchant.stop()


def payment_request(order_id: str = ORDER, amount_fen: int = 12_345) -> PaymentRequest:
    return PaymentRequest(
        order_id=order_id,
        amount_fen=amount_fen,
        description="面膜 × 2",
        expires_at=NOON + timedelta(minutes=30),
    )


def refund_request(refund_id: str = "R1", amount_fen: int = 2_345) -> RefundRequest:
    return RefundRequest(
        refund_id=refund_id,
        order_id=ORDER,
        amount_fen=amount_fen,
        paid_fen=12_345,
        reason="七天无理由",
    )


def transfer_request(
    bill_no: str = "B1", amount_fen: int = 8_800, real_name: str | None = None
) -> TransferRequest:
    return TransferRequest(
        bill_no=bill_no,
        openid="oPayee",
        amount_fen=amount_fen,
        remark="三月佣金",
        real_name=real_name,
    )


def prepay_body(bench: Bench, **more: Any) -> dict[str, Any]:
    """What the merchant sends for a payment of 0.01, with what else a kind takes."""
    return {
        "appid": keys().app_id,
        "mchid": keys().mch_id,
        "out_trade_no": ORDER,
        "description": "x",
        "notify_url": bench.merchant.url,
        "amount": {"total": 1, "currency": "CNY"},
        **more,
    }
