"""What each event of a replay does: the requests that shops, buyers and operators send."""

import base64
import hashlib
import re
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from fenrun.client import Answer, Problem
from infra.replay.caller import Caller, is_refusal
from infra.replay.history import Purchase
from infra.replay.network import Arrival, founders
from infra.replay.schedule import Kind

_BEARABLE = re.compile(r"[A-Za-z0-9_-]{1,24}")
"""What a distributor's id may consist of, beside the replay's own name."""

NO_BODY: Mapping[str, object] = {}


@dataclass
class Tally:
    """What was done, and what was refused with which code; safe to count in from any thread."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    _guard: threading.Lock = field(default_factory=threading.Lock, compare=False)

    def count(self, kind: str) -> None:
        """Count something that was done."""
        with self._guard:
            self.done[kind] += 1

    def refuse(self, kind: str, code: str) -> None:
        """Count something that was refused."""
        with self._guard:
            self.refused[kind, code] += 1


@dataclass
class Shop:
    """The brand's shop and its buyers in one replay.

    A refusal is counted, and the rest of what was planned for that order is left out.
    """

    call: Caller
    tally: Tally
    arrivals: Mapping[int, Arrival] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)
    _orders: dict[int, str] = field(default_factory=dict)
    _returns: dict[int, str] = field(default_factory=dict)

    def open(self) -> datetime:
        """Enrol the founders; give the business time at which this replay was first begun."""
        joined = [self._enrol(founder, None) for founder in founders()]
        return datetime.fromisoformat(joined[0])

    def act(self, kind: Kind, purchase: Purchase) -> None:
        """Do what an event asks for. Errors: `Problem` when the product fails."""
        if kind != "order" and purchase.row not in self._orders:
            return
        try:
            _ACTS[kind](self, purchase)
        except Problem as problem:
            if not is_refusal(problem):
                raise
            self.tally.refuse(kind, str(problem.code))
            self._orders.pop(purchase.row, None)
        else:
            self.tally.count(kind)

    def order(self, purchase: Purchase) -> None:
        """Bind a new buyer, place his order, pay it, and let him join when he is one who does."""
        arrival = self.arrivals.get(purchase.row)
        if arrival and arrival.promoter:
            self._bind(purchase.buyer, arrival.promoter)
        try:
            self._place(purchase)
        finally:
            if arrival and arrival.joins:
                self._enrol(purchase.buyer, arrival.promoter or founders()[0])

    def ship(self, purchase: Purchase) -> None:
        """The parcel leaves."""
        self._report(purchase, "shipment", None)

    def deliver(self, purchase: Purchase) -> None:
        """The parcel arrives."""
        self._report(purchase, "delivery", NO_BODY)

    def ask(self, purchase: Purchase) -> None:
        """The buyer wants to give it all back."""
        asked = self._report(purchase, "returns", {"lines": [1]})
        self._returns[purchase.row] = asked["return_id"]

    def receive(self, purchase: Purchase) -> None:
        """The goods are back."""
        self._report(purchase, f"returns/{self._returns[purchase.row]}/receipt", NO_BODY)

    def accept(self, purchase: Purchase) -> None:
        """The goods are as they should be: the buyer gets all his money back."""
        self._inspect(purchase, accepted=True)
        self._refund(purchase, purchase.amount_fen)

    def reject(self, purchase: Purchase) -> None:
        """The goods are not as they should be."""
        self._inspect(purchase, accepted=False)

    def adjust(self, purchase: Purchase) -> None:
        """The buyer gets half of his money back, rounded up, and keeps the goods."""
        self._refund(purchase, (purchase.amount_fen + 1) // 2)

    def release(self, purchase: Purchase) -> None:
        """The product does this by itself."""

    def person(self, name: str) -> str:
        """Give the id of a buyer or founder of this replay."""
        return f"{self.call.name}-{_bearable(name)}"

    def _place(self, purchase: Purchase) -> None:
        placed = self.call.as_storefront(
            "/v1/orders", self._basket(purchase), f"{purchase.row}-order"
        )
        order_id = placed["order_id"]
        self._orders[purchase.row] = order_id
        try:
            self._report(purchase, "payment", None)
        except Problem as problem:
            # A replay that is played again finds its orders paid long ago.
            if not is_refusal(problem) or self._is_unpaid(order_id):
                raise
        else:
            self.call.pay(order_id)

    def _is_unpaid(self, order_id: str) -> bool:
        status = self.call.read("operator", f"/v1/orders/{order_id}")["status"]
        return status in ("created", "cancelled")

    def _basket(self, purchase: Purchase) -> dict[str, object]:
        """All pieces at one price, rounded up to a fen; a discount makes the sum exact again."""
        price = -(-purchase.amount_fen // purchase.qty)
        line = {"line": 1, "sku": "cd", "qty": purchase.qty, "price_fen": price}
        return {
            "buyer": self.person(purchase.buyer),
            "lines": [line],
            "discount_fen": price * purchase.qty - purchase.amount_fen,
        }

    def _bind(self, buyer: str, promoter: str) -> None:
        body = {"buyer": self.person(buyer), "code": self._codes[promoter]}
        self.call.as_storefront("/v1/bindings", body, f"{_bearable(buyer)}-bind")

    def _enrol(self, name: str, upline: str | None) -> str:
        me = self.person(name)
        body = {
            "distributor": me,
            "upline": upline and self.person(upline),
            "openid": f"openid-{me}",
        }
        operator = self.person("operator")
        path = "/v1/distributors"
        enrolled = self.call.as_person("operator", operator, path, body, f"{_bearable(name)}-join")
        link = self.call.as_person(
            "distributor", me, "/v1/me/links", None, f"{_bearable(name)}-link"
        )
        self._codes[name] = link["code"]
        return str(enrolled["joined_at"])

    def _inspect(self, purchase: Purchase, *, accepted: bool) -> None:
        found = {"accepted": accepted}
        self._report(purchase, f"returns/{self._returns[purchase.row]}/inspection", found)

    def _refund(self, purchase: Purchase, amount_fen: int) -> None:
        self._report(purchase, "refunds", {"amount_fen": amount_fen, "line": 1})

    def _report(self, purchase: Purchase, fact: str, body: object) -> Answer:
        path = f"/v1/orders/{self._orders[purchase.row]}/{fact}"
        return self.call.as_storefront(path, body, f"{purchase.row}-{fact.rpartition('/')[2]}")


def _bearable(name: str) -> str:
    """Give a buyer's name if a distributor may bear it, too; else a hash of it."""
    if _BEARABLE.fullmatch(name):
        return name
    return base64.b32encode(hashlib.sha256(name.encode()).digest()).decode()[:20]


_ACTS: Mapping[Kind, Callable[[Shop, Purchase], None]] = {
    "order": Shop.order,
    "ship": Shop.ship,
    "deliver": Shop.deliver,
    "ask": Shop.ask,
    "receive": Shop.receive,
    "accept": Shop.accept,
    "reject": Shop.reject,
    "release": Shop.release,
    "adjust": Shop.adjust,
}
