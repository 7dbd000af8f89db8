"""What a team may expect of its own plan, as tests of its own.

pip install 'fenrun[local]' pytest, then pytest: the fixtures are found by themselves.
"""

import pytest

from fenrun.client import Problem

PLAN = {
    "name": "ours",
    "pay_depth": 2,
    "rules": [{"id": "sales", "kind": "percent", "rates_bp": {"default": [1200, 300]}}],
}


@pytest.fixture(scope="session")
def fenrun_options():
    """Whoever promotes an order earns 12 %, the one above him 3 %."""
    return {"plan": PLAN}


@pytest.fixture(scope="module")
def network(brand):
    """B brought A, and A brought the buyer lin."""
    brand.enrol("B", "A")
    brand.bind("lin", "A")


@pytest.fixture
def paid_order(brand, storefront, network):
    """An order of 100.00 that lin has paid."""
    line = {"line": 1, "sku": "tea", "qty": 1, "price_fen": 100_00}
    order_id = storefront.post("/v1/orders", {"buyer": "lin", "lines": [line]})["order_id"]
    brand.pay(order_id)
    return order_id


def held(distributor, name, state):
    return distributor(name).get("/v1/me/balance")[f"{state}_fen"]


def test_commission_is_promised_at_payment_and_released_after_the_window(
    storefront, distributor, clock, paid_order
):
    before = {name: held(distributor, name, "available") for name in "AB"}
    assert held(distributor, "A", "pending") >= 12_00
    storefront.post(f"/v1/orders/{paid_order}/delivery", {})
    clock.advance(days=9)
    assert held(distributor, "A", "available") == before["A"] + 12_00
    assert held(distributor, "B", "available") == before["B"] + 3_00


def test_a_refund_takes_its_part_of_the_commission_back(brand, storefront, distributor, paid_order):
    before = held(distributor, "A", "pending")
    storefront.post(f"/v1/orders/{paid_order}/refunds", {"amount_fen": 50_00, "line": 1})
    brand.clock.settle()
    assert held(distributor, "A", "pending") == before - 6_00
    assert brand.ledger()["sum_fen"] == 0


def test_a_withdrawal_is_paid_out(brand, storefront, distributor, clock, paid_order):
    storefront.post(f"/v1/orders/{paid_order}/delivery", {})
    clock.advance(days=9)
    before = held(distributor, "A", "paid")
    asked = distributor("A").post("/v1/me/withdrawals", {"amount_fen": 10_00})
    brand.confirm(asked["payout_id"])
    assert held(distributor, "A", "paid") == before + 10_00


def test_nobody_takes_more_than_he_has(distributor, paid_order):
    available = held(distributor, "A", "available")
    with pytest.raises(Problem) as refused:
        distributor("A").post("/v1/me/withdrawals", {"amount_fen": available + 1})
    assert refused.value.code == "insufficient_available"
