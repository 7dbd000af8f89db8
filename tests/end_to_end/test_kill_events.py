"""kill -9 of whoever hands events out, at any commit: none is lost, each keeps its number."""

import contextlib
from pathlib import Path
from typing import Any

import pytest

from fenrun.client import Problem
from fenrun.testing import Brand
from tests.end_to_end.kills import BROKEN_OFF
from tests.end_to_end.server import Server, free_port

pytestmark = pytest.mark.end_to_end

COMMITS = range(1, 11)
"""At which commit after its placing an order's process dies: the command's, then the consumer's."""

LINES = {"buyer": "X", "lines": [{"line": 1, "sku": "tee", "qty": 1, "price_fen": 10_000}]}


def _join(brand: Brand) -> None:
    for person, upline in (("B", None), ("A", "B")):
        new = {"distributor": person, "upline": upline, "openid": f"openid-{person}"}
        brand.person("operator", "ops").post("/v1/distributors", new, key=f"join-{person}-0001")
    code = brand.person("distributor", "A").post("/v1/me/links", {}, key="link-0001")["code"]
    brand.storefront.post("/v1/bindings", {"buyer": "X", "code": code}, key="bind-0001")
    brand.clock.settle()


def _ordered(brand: Brand, number: int) -> str:
    """Place, pay and ship an order; done again with the same keys, it changes nothing more."""
    order = str(brand.storefront.post("/v1/orders", LINES, key=f"order-{number:04d}")["order_id"])
    with contextlib.suppress(Problem):  # It is paid already.
        brand.storefront.post(f"/v1/orders/{order}/payment", key=f"payment-{number:04d}")
    brand.pay(order)
    brand.clock.settle()
    brand.storefront.post(f"/v1/orders/{order}/shipment", key=f"shipment-{number:04d}")
    brand.clock.settle()
    return order


def _events(brand: Brand) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after = ""
    while page := brand.person("auditor", "ada").get(f"/v1/events?after={after}"):
        after = page["next"]
        if not page["items"]:
            return found
        found += page["items"]
    return found


def test_every_event_arrives_under_its_own_number(tmp_path: Path) -> None:
    with Server(tmp_path / "data", free_port()) as server:
        brand, orders = server.start(), []
        _join(brand)
        for commit in COMMITS:
            server.arm(commit)
            with contextlib.suppress(*BROKEN_OFF):
                _ordered(brand, commit)
            brand = server.restart()
            orders.append(_ordered(brand, commit))
        found = _events(brand)
        lives = [brand.person("auditor", "ada").get(f"/v1/orders/{each}") for each in orders]

    told = {event["id"]: event for event in found}
    assert all(told[event["id"]] == event for event in found)
    moments = [event for life in lives for event in life["timeline"]]
    assert {event["id"]: event for event in moments} == {
        name: event for name, event in told.items() if name.startswith("order/")
    }
    assert [len(life["timeline"]) for life in lives] == [4] * len(orders)
