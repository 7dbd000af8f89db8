"""Orders of one buyer, one seller and one day share no item that a payment writes; reading what a
payee owns costs what it shows, however many orders he ever had.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import pytest

from infra.meter.modes import MODES
from infra.meter.stage import BEGINNING, Stage, stage
from infra.meter.stories.team import CHAIN, gather, pay, place, released
from infra.meter.tally import READ, between
from shared.domain.orders.order import Order
from shared.domain.orders.order_pointers import pointers_of, pointers_of_new
from shared.domain.orders.pending_pointers import PendingOf
from shared.domain.periods.evaluations import first_evaluations
from shared.domain.rulebook.versions import RuleVersion

SELLER = CHAIN[-1]
ASKING: Final[dict[str, Any]] = {
    "preset": "depth-10-5-2",
    "budget": {"amount": "1000000.00", "period": "year"},
    "rules": [
        {
            "id": "month",
            "kind": "tier",
            "period": "month",
            "counted": "paid",
            "tiers": {"bands": {"default": [{"rate_bp": 100}]}},
        }
    ],
}
"""A plan that asks for slices of its budget, and whose months count every order."""


@pytest.fixture(scope="module")
def scene() -> Iterator[Stage]:
    with stage(MODES[1]) as scene:
        gather(scene)
        yield scene


def _written(scene: Stage) -> tuple[set[str], set[str]]:
    """Place and pay two orders; give the keys that both placings wrote, and both payments."""
    placed, paid = list[set[str]](), list[set[str]]()
    for _ in range(2):
        with scene.step("place"):
            order = place(scene)
        placed.append({write.key for write in scene.writes["place"]})
        with scene.step("pay"):
            pay(scene, order)
        paid.append({write.key for write in scene.writes["pay"]})
    assert all(paid)
    return placed[0] & placed[1], paid[0] & paid[1]


def test_payments_write_no_item_that_orders_share_but_what_the_plan_asks_for(scene: Stage) -> None:
    assert _written(scene) == (set(), set())

    rule = RuleVersion(kind="plan", number=2, effective_from=scene.now, document=ASKING)
    scene.laptop.ports.store.commit([rule, *first_evaluations(rule, scene.now)])
    placed, paid = _written(scene)
    assert all(key.startswith("BUDGET#") for key in placed)
    assert paid == set()


def _reads(scene: Stage, path: str) -> float:
    """Give the read units of a question that was asked before."""
    client = scene._stack.person("distributor", SELLER)
    client.call("GET", path)
    before = scene.tally.used()
    client.call("GET", path)
    return between(before, scene.tally.used())[READ]


def _copies(scene: Stage, order: str, number: int) -> None:
    """Store a finished order as it is now under other ids, with what leads to it."""
    known = scene.stored(Order, order)
    store = scene.laptop.ports.store
    for n in range(number):
        at = known.created_at + timedelta(seconds=n)
        copy = known.changed(id=f"{known.id[:-8]}{n:08d}", version=0, created_at=at)
        store.commit([copy])
        store.point([*pointers_of_new(copy), *pointers_of(copy)])
    scene.settle()


def test_a_payees_pages_cost_what_they_show(scene: Stage) -> None:
    order = released(scene)
    balance = _reads(scene, "/v1/me/balance")
    _copies(scene, order, 105)
    commissions = _reads(scene, "/v1/me/commissions")

    assert _reads(scene, "/v1/me/balance") == balance, "as much for closed orders as for none"
    _copies(scene, released(scene), 30)
    assert _reads(scene, "/v1/me/balance") == balance
    assert _reads(scene, "/v1/me/commissions") == commissions, "a list costs its page"
    assert balance <= 8
    assert commissions > 50, "a hundred orders"


def test_a_thousand_open_orders_cost_twenty_units(scene: Stage) -> None:
    before = _reads(scene, "/v1/me/balance")
    by = BEGINNING + timedelta(days=60)
    ids = (f"01JQ8Z5X6Y7W8V9T0S1R2Q{n:04d}" for n in range(1_000))
    scene.laptop.ports.store.point(
        PendingOf(payee=SELLER, order=order, fen={"cash": 1_234}, by=by) for order in ids
    )

    assert 10 < _reads(scene, "/v1/me/balance") - before <= 20
