"""Two orders from creation to payout, as steps that may each be played again.

Every id is derived from its key, so that a step needs nothing but the brand it is played in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fenrun.testing import Brand
from shared.domain.commands import Command

BEGINNING = datetime.fromisoformat("2025-03-22T10:00:00+08:00")
PERIOD = "2025-03"
AMOUNTS = {
    "A:pending": 0,
    "A:available": 0,
    "A:reserved": 0,
    "A:paid": 2200,
    "B:pending": 0,
    "B:available": 0,
    "B:reserved": 0,
    "B:paid": 1100,
    "brand:commission": -3300,
}
"""The closing ledger in fen: 10 and 5 percent of 220.00 that customers paid for good."""


@dataclass(frozen=True)
class Step:
    """Something that happens at one instant, in days after the beginning, and may be repeated."""

    name: str
    day: float
    act: Callable[[Brand], None]

    def play(self, brand: Brand) -> None:
        """Let time pass until the step, take it, and wait for all that it brings about."""
        # Taken again, it may come after what it brought about.
        brand.clock.move_to(max(BEGINNING + timedelta(days=self.day), brand.clock.now()))
        self.act(brand)
        brand.clock.settle()


def play(brand: Brand, steps: Iterable[Step]) -> None:
    """Play steps in their order."""
    for step in steps:
        step.play(brand)


def order_named(key: str) -> str:
    """The id of the order that is placed under a key."""
    return Command.of("storefront:shop", "POST /v1/orders", key, b"").id


def _join(brand: Brand) -> None:
    for person, upline in (("C", None), ("B", "C"), ("A", "B")):
        new = {"distributor": person, "upline": upline, "openid": f"openid-{person}"}
        brand.person("operator", "ops").post("/v1/distributors", new, key=f"join-{person}-0001")


def _bind(brand: Brand) -> None:
    link = brand.person("distributor", "A").post("/v1/me/links", key="link-0001")
    for buyer in ("X", "Y"):
        body = {"buyer": buyer, "code": link["code"]}
        brand.storefront.post("/v1/bindings", body, key=f"bind-{buyer}-0001")


def _place(key: str, buyer: str, *prices: int) -> Callable[[Brand], None]:
    lines = [
        {"line": n, "sku": f"sku-{n}", "qty": 1, "price_fen": price}
        for n, price in enumerate(prices, start=1)
    ]

    def act(brand: Brand) -> None:
        receipt = brand.storefront.post("/v1/orders", {"buyer": buyer, "lines": lines}, key=key)
        assert receipt["order_id"] == order_named(key)

    return act


def _tell(key: str, what: str, body: object = None) -> Callable[[Brand], None]:
    def act(brand: Brand) -> None:
        path = f"/v1/orders/{order_named(key)}/{what}"
        brand.storefront.post(path, body, key=f"{what.rsplit('/', maxsplit=1)[-1]}-{key}")

    return act


def _pay(key: str) -> Callable[[Brand], None]:
    return lambda brand: brand.pay(order_named(key))


def _return_named(key: str) -> str:
    route = f"POST /v1/orders/{order_named(key)}/returns"
    return Command.of("storefront:shop", route, f"returns-{key}", b"").id


def _time_passes(_: Brand) -> None:
    return


def _withdraw(brand: Brand) -> None:
    body = {"amount_fen": 500}
    receipt = brand.person("distributor", "A").post("/v1/me/withdrawals", body, key="withdraw-0001")
    assert receipt["payout_id"] == _withdrawal()


def _withdrawal() -> str:
    return Command.of("person:A", "POST /v1/me/withdrawals", "withdraw-0001", b"").id


def _confirm_withdrawal(brand: Brand) -> None:
    brand.confirm(_withdrawal())


def _start_settlement(brand: Brand) -> None:
    body = {"period": PERIOD}
    brand.person("finance", "fin").post("/v1/settlements", body, key="settle-0001")


def _approve_settlement(brand: Brand) -> None:
    proposal = brand.person("finance", "fin").get(f"/v1/settlements/{PERIOD}")["proposal_id"]
    path = f"/v1/approvals/{proposal}/approval"
    brand.person("finance", "chief").post(path, {"version": 1}, key="approve-0001")


def _confirm_settlement(brand: Brand) -> None:
    lines = brand.stack.person("finance", "fin").items(f"/v1/settlements/{PERIOD}")
    reserved = [each["payout_id"] for each in lines if each["payout_id"]]
    assert len(reserved) == 2
    for payout_id in reserved:
        brand.confirm(payout_id)


ONE, TWO = "order-one-0001", "order-two-0001"
_RETURN = f"returns/{_return_named(TWO)}"

# Half a day lies between what a sweep has to do and what comes next.
FIRST_ORDER = (
    Step("joined", 0, _join),
    Step("bound", 0, _bind),
    Step("created", 0, _place(ONE, "X", 10_000)),
    Step("payment requested", 0, _tell(ONE, "payment")),
    Step("paid", 0, _pay(ONE)),
    Step("shipped", 0.25, _tell(ONE, "shipment")),
    Step("delivered", 1, _tell(ONE, "delivery", {})),
    Step("half of the window", 5, _time_passes),
    Step("window over", 9, _time_passes),
    Step("withdrawn", 9, _withdraw),
    Step("withdrawal confirmed", 9.5, _confirm_withdrawal),
)
SECOND_ORDER = (
    Step("second created", 1.5, _place(TWO, "Y", 10_000, 5_000)),
    Step("second payment requested", 1.5, _tell(TWO, "payment")),
    Step("second paid", 1.5, _pay(TWO)),
    Step("second delivered", 2, _tell(TWO, "delivery", {})),
    Step("return asked", 3, _tell(TWO, "returns", {"lines": [2]})),
    Step("goods back", 3.5, _tell(TWO, f"{_RETURN}/receipt", {})),
    Step("inspected", 4, _tell(TWO, f"{_RETURN}/inspection", {"accepted": True})),
    Step("refunded", 4, _tell(TWO, "refunds", {"amount_fen": 3_000, "line": 2})),
)
SETTLEMENT = (
    Step("settlement started", 10.5, _start_settlement),
    Step("settlement approved", 11, _approve_settlement),
    Step("settlement confirmed", 11.5, _confirm_settlement),
)
STORY = tuple(sorted((*FIRST_ORDER, *SECOND_ORDER, *SETTLEMENT), key=lambda step: step.day))
