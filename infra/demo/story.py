"""One order from its link to its last payout, each step over HTTP as the brand's systems do it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from infra.demo.brand import BUYER, CUP, TEA
from infra.demo.stage import Holdings, Stage
from shared.domain.times import SHANGHAI
from shared.words.catalogue import term
from shared.words.wording import Words

COUPON_FEN, FREIGHT_FEN = 30_00, 10_00
UNTIL_SHIPPED, UNTIL_DELIVERED = timedelta(hours=5), timedelta(days=2)
HOUR_OF_FINANCE = 9


@dataclass(frozen=True)
class Step:
    """What happened at which business time, and who holds what then."""

    at: datetime
    word: str
    text: Words
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
        yield self._step("推广", "shares", url=link["url"])
        landing = self._stage.stack.anybody().send("GET", urlsplit(link["url"]).path)
        body = {"buyer": BUYER, "code": link["code"]}
        self._stage.shop("POST", "/v1/bindings", body)
        shop = urlsplit(landing.headers["Location"]).netloc
        yield self._step("绑定", "follows", buyer=BUYER, shop=shop)

    def _buy(self) -> Iterator[Step]:
        order = self._stage.shop("POST", "/v1/orders", _cart())
        self.order_id = order["order_id"]
        facts = {"coupon_fen": COUPON_FEN, "freight_fen": FREIGHT_FEN, "due_fen": order["due_fen"]}
        yield self._step("下单", "buys", buyer=BUYER, **facts)
        code = self._stage.shop("POST", f"/v1/orders/{self.order_id}/payment")["code_url"]
        self._stage.pay(self.order_id)
        yield self._step("付款", "pays", code=code[:20])

    def _fulfil(self) -> Iterator[Step]:
        order = self._order()
        self._advance_by(UNTIL_SHIPPED)
        self._stage.shop("POST", f"/v1/orders/{self.order_id}/shipment")
        yield self._step("发货", "ships", ship_by=local(order["ship_by"]))
        self._advance_by(UNTIL_DELIVERED)
        self._stage.shop("POST", f"/v1/orders/{self.order_id}/delivery", {})
        ends = self._order()["window_ends"]
        yield self._step("签收", "delivers", until=local(ends))
        self._stage.advance(datetime.fromisoformat(ends))
        yield self._step("解冻", "releases")

    def _withdraw(self) -> Iterator[Step]:
        available = self._stage.distributor("A", "GET", "/v1/me/balance")["available_fen"]
        body = {"amount_fen": available}
        payout = self._stage.distributor("A", "POST", "/v1/me/withdrawals", body)
        self._stage.settle()
        yield self._step("提现", "withdraws", fen=available)
        self._stage.confirm(payout["payout_id"])
        yield self._step("到账", "confirms", fen=available)

    def _settle_the_month(self) -> Iterator[Step]:
        now = self._stage.now().astimezone(SHANGHAI)
        period = f"{now:%Y-%m}"
        self._stage.advance(_opening_of_next_month(now))
        self._stage.finance("POST", "/v1/settlements", {"period": period})
        self._stage.settle()
        run = self._stage.finance("GET", f"/v1/settlements/{period}")
        sums = {"payees": run["payees"], "total_fen": run["total_fen"]}
        yield self._step("结算", "settles", period=period, **sums)
        self._stage.approve(run["proposal_id"])
        self._stage.settle()
        yield self._step("审批", "approves")
        paid = self._stage.paid_in(period)
        for payout_id in paid.values():
            self._stage.confirm(payout_id)
        yield self._step("到账", "settled", payees=tuple(paid))

    def _step(self, word: str, said: str, /, **facts: object) -> Step:
        text = term("demo", said, facts)
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
