"""Which order is the first is decided by the payment; two at once are never both."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from shared.domain.ledger.journal import JournalEntry
from shared.domain.orders.milestones import FirstSale, Restocks
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order import Order
from shared.domain.plans.document import read_plan
from shared.domain.records import Record
from shared.usecases.lists import all_of
from shared.usecases.orders.confirm_payment import confirm_payment
from shared.usecases.orders.fulfil_order import cancel
from shared.usecases.orders.place_order import place_order
from shared.usecases.orders.refund_order import charge_back, refund, win_dispute
from tests.rules_in_force import put_in_force
from tests.unit.usecases.bench import BEGINNING, Bench

RULES: list[dict[str, Any]] = [
    {
        "id": "first",
        "kind": "referral_award",
        "rate_bp": 300,
        "within_days": 30,
        "first_order_only": True,
    },
    {"id": "rebate", "kind": "restock_rebate", "rates_bp": {"default": [500]}},
]


def _bench(**fields: Any) -> Bench:
    bench = Bench()
    plan = read_plan({"name": "firsts", "pay_depth": 2, "rules": RULES, **fields})
    document = plan.model_dump(mode="json", by_alias=True)
    put_in_force(bench.store, document, BEGINNING)
    return bench


def _placed(bench: Bench, key: str, buyer: str = "X", **fields: Any) -> Order:
    lines = (NewLine(line=1, sku="tee", qty=1, price_fen=100_00),)
    new = NewOrder(buyer=buyer, lines=lines, **fields)
    return place_order(bench.ports, bench.command(key), "shop", new)


def _restock(bench: Bench, key: str) -> Order:
    return _placed(bench, key, "A", kind="restock")


def _pay(bench: Bench, order: Order) -> Order:
    return confirm_payment(bench.ports, bench.payment(order, f"paid {order.id}"))


def _meanwhile(bench: Bench, happens: Callable[[], object]) -> None:
    """Let something else happen between the next decision and its commit."""
    commit = bench.store.commit

    def later(records: Iterable[Record]) -> None:
        bench.store.commit = commit  # type: ignore[method-assign]
        happens()
        commit(records)

    bench.store.commit = later  # type: ignore[method-assign]


def _promised(order: Order) -> list[int]:
    return [commission.recognised for commission in order.commissions]


def _standing(bench: Bench) -> int:
    restocks = bench.store.get(Restocks, "A")
    assert restocks is not None
    return restocks.standing


def test_of_two_payments_at_once_one_is_the_sellers_first() -> None:
    bench = _bench()
    one, other = _placed(bench, "O1"), _placed(bench, "O2")
    won: list[Order] = []
    _meanwhile(bench, lambda: won.append(_pay(bench, other)))

    lost = _pay(bench, one)

    assert [_promised(won[0]), _promised(lost)] == [[300], [0]]
    assert [lost.commissions[0].out, won[0].commissions[0].out] == [True, False]
    first = bench.store.get(FirstSale, "A")
    assert first is not None
    assert first.order == other.id


def test_the_same_payment_again_changes_nothing() -> None:
    bench = _bench()
    order = _placed(bench, "O1")

    _pay(bench, order)

    assert _promised(_pay(bench, order)) == [300]
    assert len(all_of(bench.store, JournalEntry, f"ORDER#{order.id}")) == 1


def test_a_restock_is_nobodys_sale_and_a_sale_is_no_restock() -> None:
    bench = _bench()
    _pay(bench, _restock(bench, "R1"))
    assert bench.store.all(FirstSale) == []

    _pay(bench, _placed(bench, "O1"))

    assert _standing(bench) == 1


def test_an_order_that_is_not_paid_is_the_first_of_nothing() -> None:
    bench = _bench()
    order = _placed(bench, "O1")
    cancel(bench.ports, bench.command("cancel"), order.id)
    restock = _restock(bench, "R1")
    bench.wait(days=1)
    _pay(bench, restock)

    assert bench.store.all(FirstSale) == []
    assert bench.store.all(Restocks) == []


def test_a_sale_that_reaches_nobody_has_no_seller() -> None:
    bench = _bench()
    _pay(bench, _placed(bench, "O1", buyer="Z"))

    assert bench.store.all(FirstSale) == []


def test_two_first_restocks_at_once_pay_nobody_and_both_count() -> None:
    bench = _bench()
    one, other = _restock(bench, "R1"), _restock(bench, "R2")
    _meanwhile(bench, lambda: _pay(bench, other))
    _pay(bench, one)

    assert (one.commissions, other.commissions) == ((), ())
    assert _standing(bench) == 2
    assert _promised(_pay(bench, _restock(bench, "R3"))) == [500]


@pytest.mark.parametrize("way", ["refund", "charge_back", "cancel"])
def test_a_restock_given_back_in_full_stands_no_longer(way: str) -> None:
    bench = _bench()
    order = _pay(bench, _restock(bench, "R1"))
    command = bench.command("back")
    if way == "cancel":
        cancel(bench.ports, command, order.id)
    elif way == "refund":
        refund(bench.ports, command, order.id, 100_00, "goods", None)
    else:
        charge_back(bench.ports, command, order.id, 100_00)

    assert _standing(bench) == 0
    assert _restock(bench, "R2").commissions == ()


def test_what_is_given_back_in_part_stands_and_a_dispute_won_stands_again() -> None:
    bench = _bench()
    order = _pay(bench, _restock(bench, "R1"))
    refund(bench.ports, bench.command("part"), order.id, 99_99, "goods", None)
    assert _standing(bench) == 1
    charge_back(bench.ports, bench.command("rest"), order.id, 1)
    assert _standing(bench) == 0

    win_dispute(bench.ports, bench.command("won"), order.id, 1)

    assert _standing(bench) == 1


def test_a_refund_at_once_with_a_payment_loses_no_count() -> None:
    bench = _bench()
    first = _pay(bench, _restock(bench, "R1"))
    second = _restock(bench, "R2")
    back = bench.command("back")
    _meanwhile(bench, lambda: refund(bench.ports, back, first.id, 100_00, "goods", None))

    _pay(bench, second)

    assert _standing(bench) == 1


def test_a_restock_that_only_costs_freight_stands_until_it_is_cancelled() -> None:
    bench = _bench()
    lines = (NewLine(line=1, sku="tee", qty=1, price_fen=0),)
    new = NewOrder(buyer="A", lines=lines, freight_fen=12_00, kind="restock")
    order = _pay(bench, place_order(bench.ports, bench.command("R1"), "shop", new))
    assert _standing(bench) == 1

    cancel(bench.ports, bench.command("cancel"), order.id)

    assert _standing(bench) == 0


def test_under_an_old_plan_a_newcomers_own_purchases_pay_no_award_and_are_not_his_first_sale() -> (
    None
):
    bench = _bench(self_purchase=True)

    own = [_pay(bench, _placed(bench, f"O{kind}", "A", kind=kind)) for kind in ("sale", "pickup")]
    sold = _pay(bench, _placed(bench, "O3"))

    assert [_promised(order) for order in own] == [[], []]
    assert [order.not_paid[0].why for order in own] == ["own_purchase", "own_purchase"]
    assert _promised(sold) == [300]
