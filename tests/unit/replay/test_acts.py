import re
from dataclasses import replace
from datetime import date

import pytest

from fenrun.client import Problem
from infra.replay.acts import Shop, Tally
from infra.replay.caller import Caller
from infra.replay.history import Purchase
from infra.replay.network import Arrival

PURCHASE = Purchase(7, "b", date(2025, 3, 5), 2, 2933)


class Product(Caller):
    """Answers every request, but refuses those to paths that end as told."""

    def __init__(self, refusing=None, status=422, order_status="created"):
        super().__init__("r1", lambda: None, lambda: None)
        self.refusing, self.status, self.order_status = refusing, status, order_status
        self.sent, self.paid = [], []

    def as_storefront(self, path, body, does):
        self.sent.append((path, body))
        if self.refusing and path.endswith(self.refusing):
            raise Problem(self.status, {"code": "no"})
        return {"order_id": "o1", "return_id": "x1"}

    def as_person(self, role, subject, path, body, does):
        self.sent.append((path, body))
        return {"joined_at": "2025-03-01T02:00:00Z", "code": f"CODE-{subject}"}

    def read(self, role, path):
        return {"status": self.order_status}

    def pay(self, order_id):
        self.paid.append(order_id)


def shop_with(product, arrivals=None):
    return Shop(product, Tally(), arrivals or {})


def test_pieces_and_a_discount_make_the_very_amount():
    product = Product()
    shop_with(product).act("order", PURCHASE)

    _, basket = product.sent[0]
    line = basket["lines"][0]
    assert (line["qty"], line["price_fen"], basket["discount_fen"]) == (2, 1467, 1)
    assert line["qty"] * line["price_fen"] - basket["discount_fen"] == 2933
    assert product.paid == ["o1"]


def test_a_new_buyer_is_bound_before_he_buys_and_joins_below_who_brought_him():
    product = Product()
    shop = shop_with(product, {7: Arrival("_3", joins=True)})
    shop.open()
    product.sent.clear()

    shop.act("order", PURCHASE)

    assert [path for path, _ in product.sent] == [
        "/v1/bindings",
        "/v1/orders",
        "/v1/orders/o1/payment",
        "/v1/distributors",
        "/v1/me/links",
    ]
    assert product.sent[0][1] == {"buyer": "r1-b", "code": "CODE-r1-_3"}
    assert product.sent[3][1]["upline"] == "r1-_3"


def test_whoever_came_alone_is_not_bound_and_joins_below_the_first_founder():
    product = Product()
    shop = shop_with(product, {7: Arrival(None, joins=True)})
    shop.act("order", PURCHASE)

    bodies = dict(product.sent)
    assert "/v1/bindings" not in bodies
    assert bodies["/v1/distributors"]["upline"] == "r1-_1"


def test_a_refusal_is_counted_and_ends_the_order_s_plan():
    product = Product(refusing="/shipment")
    shop = shop_with(product)
    for kind in ("order", "ship", "deliver", "adjust"):
        shop.act(kind, PURCHASE)

    assert shop.tally.done == {"order": 1}
    assert shop.tally.refused == {("ship", "no"): 1}
    assert product.sent[-1][0] == "/v1/orders/o1/shipment"


def test_one_whose_order_is_refused_joins_all_the_same():
    product = Product(refusing="/orders")
    shop = shop_with(product, {7: Arrival(None, joins=True)})
    shop.act("order", PURCHASE)

    assert shop.tally.refused == {("order", "no"): 1}
    assert product.sent[-1][0] == "/v1/me/links"


@pytest.mark.parametrize(
    ("status", "goes_on"), [("created", False), ("cancelled", False), ("paid", True)]
)
def test_a_payment_that_is_refused_matters_unless_the_order_is_paid(status, goes_on):
    shop = shop_with(Product(refusing="/payment", status=409, order_status=status))
    shop.act("order", PURCHASE)

    assert bool(shop.tally.done["order"]) is goes_on
    assert bool(shop.tally.refused) is not goes_on


def test_a_product_that_fails_ends_the_replay():
    shop = shop_with(Product(refusing="/orders", status=500))

    with pytest.raises(Problem):
        shop.act("order", PURCHASE)


def test_an_accepted_return_pays_all_back_and_an_adjustment_half_rounded_up():
    product = Product()
    shop = shop_with(product)
    for kind in ("order", "ship", "deliver", "ask", "receive", "accept"):
        shop.act(kind, PURCHASE)
    shop.act("adjust", PURCHASE)

    assert product.sent[-5:] == [
        ("/v1/orders/o1/returns", {"lines": [1]}),
        ("/v1/orders/o1/returns/x1/receipt", {}),
        ("/v1/orders/o1/returns/x1/inspection", {"accepted": True}),
        ("/v1/orders/o1/refunds", {"amount_fen": 2933, "line": 1}),
        ("/v1/orders/o1/refunds", {"amount_fen": 1467, "line": 1}),
    ]


@pytest.mark.parametrize("name", ["茶友一", "a1@example.com", "oExample0000000000000000001a"])
def test_a_buyer_of_any_name_takes_part_and_may_join(name):
    product = Product()
    shop = shop_with(product, {7: Arrival("_3", joins=True)})
    shop.open()
    product.sent.clear()

    shop.act("order", replace(PURCHASE, buyer=name))

    bound, placed, _, joined, _ = (body for _, body in product.sent)
    assert bound["buyer"] == placed["buyer"] == joined["distributor"]
    assert re.fullmatch(r"r1-[A-Z2-7]{20}", joined["distributor"])
