"""A promoter, his upline and his buyer, and what they do with one order: a fresh three a test."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from infra.local.laptop import Laptop
from infra.running.brand import brand_of
from shared.usecases.orders.advance_order import advance_order


@dataclass
class Cast:
    """People of one number; every call leaves the product quiet."""

    laptop: Laptop
    number: int

    def __post_init__(self) -> None:
        self.brand = brand_of(self.laptop)
        self.promoter, self.upline = f"P{self.number}", f"U{self.number}"
        self.buyer = f"X{self.number}"

    def join(self) -> str:
        """The two distributors join; answers the promoter's referral code."""
        for person, upline in ((self.upline, None), (self.promoter, self.upline)):
            new = {"distributor": person, "upline": upline, "openid": f"openid-{person}"}
            self.brand.person("operator", "ops").post("/v1/distributors", new)
        link = self.brand.person("distributor", self.promoter).post("/v1/me/links")
        return str(link["code"])

    def bind(self) -> None:
        """The buyer comes by the promoter's link."""
        self.brand.storefront.post("/v1/bindings", {"buyer": self.buyer, "code": self.join()})

    def basket(self, price_fen: int = 10_000) -> dict[str, Any]:
        """What the buyer orders."""
        line = {"line": 1, "sku": "tee", "qty": 1, "price_fen": price_fen}
        return {"buyer": self.buyer, "lines": [line]}

    def place(self, price_fen: int = 10_000) -> str:
        """The buyer orders; answers the order's id."""
        return str(self.brand.storefront.post("/v1/orders", self.basket(price_fen))["order_id"])

    def place_paid(self, price_fen: int = 10_000) -> str:
        """The buyer orders and pays; answers the order's id."""
        order_id = self.place(price_fen)
        self.brand.pay(order_id)
        return order_id

    def earn(self, available_fen: int) -> None:
        """The promoter's tenth of an order becomes available."""
        self.bind()
        order_id = self.place_paid(available_fen * 10)
        self.brand.storefront.post(f"/v1/orders/{order_id}/delivery", {})
        self.laptop.cloud.advance(timedelta(days=8))
        advance_order(self.laptop.ports, order_id)
