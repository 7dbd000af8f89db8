"""One order from its link to its last payout, each step over HTTP as the brand's systems do it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from infra.demo.brand import BUYER, CUP, TEA
from infra.demo.stage import Holdings, Stage
from shared.domain.money import yuan
from shared.domain.times import SHANGHAI

COUPON_FEN, FREIGHT_FEN = 30_00, 10_00
UNTIL_SHIPPED, UNTIL_DELIVERED = timedelta(hours=5), timedelta(days=2)
HOUR_OF_FINANCE = 9


@dataclass(frozen=True)
class Step:
    """What happened at which business time, and who holds what then."""

    at: datetime
    word: str
    text: str
    holdings: Holdings


class Story:
    """The sample order; `order_id` is known once it is placed."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.order_id = ""

    def play(self) -> Iterator[Step]:
        """Play step by step, each when the one before was taken. Errors: `Problem`."""
        yield from self._bind()
        yield from self._buy()
        yield from self._fulfil()
        yield from self._withdraw()
        yield from self._settle_the_month()

    def _bind(self) -> Iterator[Step]:
        link = self._stage.distributor("A", "POST", "/v1/me/links")
        yield self._step("推广", f"A shares {link['url']}")
        landing = self._stage.stack.anybody().send("GET", urlsplit(link["url"]).path)
        body = {"buyer": BUYER, "code": link["code"]}
        self._stage.shop("POST", "/v1/bindings", body)
        shop = urlsplit(landing.headers["Location"]).netloc
        yield self._step("绑定", f"{BUYER} follows it to {shop} and belongs to A")

    def _buy(self) -> Iterator[Step]:
        order = self._stage.shop("POST", "/v1/orders", _cart())
        self.order_id = order["order_id"]
        parts = f"coupon {yuan(COUPON_FEN)}, freight {yuan(FREIGHT_FEN)}"
        due = yuan(order["due_fen"])
        yield self._step("下单", f"{BUYER} buys tea and 2 cups, {parts}: {due}")
        code = self._stage.shop("POST", f"/v1/orders/{self.order_id}/payment")["code_url"]
        self._stage.pay(self.order_id)
        yield self._step("付款", f"paid by the code {code[:20]}…, notice verified")

    def _fulfil(self) -> Iterator[Step]:
        order = self._order()
        self._advance_by(UNTIL_SHIPPED)
        self._stage.shop("POST", f"/v1/orders/{self.order_id}/shipment")
        yield self._step("发货", f"shipped in time (by {local(order['ship_by'])})")
        self._advance_by(UNTIL_DELIVERED)
        self._stage.shop("POST", f"/v1/orders/{self.order_id}/delivery", {})
        ends = self._order()["window_ends"]
        yield self._step("签收", f"delivered; goods may come back until {local(ends)}")
        self._stage.advance(datetime.fromisoformat(ends))
        yield self._step("解冻", "the return window is over: commission is released")

    def _withdraw(self) -> Iterator[Step]:
        available = self._stage.distributor("A", "GET", "/v1/me/balance")["available_fen"]
        body = {"amount_fen": available}
        payout = self._stage.distributor("A", "POST", "/v1/me/withdrawals", body)
        self._stage.settle()
        yield self._step("提现", f"A withdraws {yuan(available)}; WeChat asks him to confirm")
        self._stage.confirm(payout["payout_id"])
        yield self._step("到账", f"A confirms and has {yuan(available)}")

    def _settle_the_month(self) -> Iterator[Step]:
        now = self._stage.now().astimezone(SHANGHAI)
        period = f"{now:%Y-%m}"
        self._stage.advance(_opening_of_next_month(now))
        self._stage.finance("POST", "/v1/settlements", {"period": period})
        self._stage.settle()
        run = self._stage.finance("GET", f"/v1/settlements/{period}")
        text = f"finance settles {period}: {run['payees']} payees, {yuan(run['total_fen'])}"
        yield self._step("结算", text)
        self._stage.approve(run["proposal_id"])
        self._stage.settle()
        yield self._step("审批", "another of finance approves: the transfers are sent")
        paid = self._stage.paid_in(period)
        for payout_id in paid.values():
            self._stage.confirm(payout_id)
        payees = " and ".join(paid)
        yield self._step("到账", f"{payees} confirm and have their money")

    def _step(self, word: str, text: str) -> Step:
        return Step(self._stage.now(), word, text, self._stage.holdings())

    def _order(self) -> dict[str, Any]:
        return self._stage.shop("GET", f"/v1/orders/{self.order_id}")

    def _advance_by(self, time: timedelta) -> None:
        self._stage.advance(self._stage.now() + time)


def local(at: str | datetime) -> str:
    """Write an instant as month, day and minute in Asia/Shanghai."""
    instant = datetime.fromisoformat(at) if isinstance(at, str) else at
    return instant.astimezone(SHANGHAI).strftime("%m-%d %H:%M")


def _cart() -> dict[str, Any]:
    wanted = ((TEA, 1), (CUP, 2))
    lines = [
        {"line": number, "sku": product.sku, "qty": qty, "price_fen": product.price_fen}
        for number, (product, qty) in enumerate(wanted, start=1)
    ]
    return {
        "buyer": BUYER,
        "lines": lines,
        "discount_fen": COUPON_FEN,
        "freight_fen": FREIGHT_FEN,
    }


def _opening_of_next_month(now: datetime) -> datetime:
    next_month = (now.replace(day=1) + timedelta(days=32)).replace(day=1)
    return next_month.replace(hour=HOUR_OF_FINANCE, minute=0, second=0, microsecond=0)
