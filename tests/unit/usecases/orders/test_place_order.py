import pytest

from shared.domain.errors import Refused
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order import Order
from shared.domain.records import Pointer, Record
from shared.domain.rulebook.versions import RuleVersion
from shared.usecases.orders.order_numbers import find_numbered
from shared.usecases.orders.place_order import place_order
from tests.refusals import faulty, told
from tests.unit.domain.rulebook.compiling import watched
from tests.unit.usecases.bench import BEGINNING, Bench


def test_the_same_request_again_is_the_same_order() -> None:
    bench = Bench()

    assert bench.placed("O1").id == bench.placed("O1").id
    assert len(bench.store.all(Order)) == 1


def test_the_same_key_for_another_request_is_refused() -> None:
    bench = Bench()
    lines = (NewLine(line=1, sku="tee", qty=1, price_fen=1),)
    new = NewOrder(buyer="X", lines=lines)
    place_order(bench.ports, bench.command("O1", b"one"), "shop", new)

    with told("use a new key") as refused:
        place_order(bench.ports, bench.command("O1", b"two"), "shop", new)

    assert refused.value.code == "idempotency_conflict"
    assert len(bench.store.all(Order)) == 1


@pytest.mark.parametrize(
    ("price", "discount", "code"),
    [(0, 0, "amount_zero"), (5, 5, "amount_zero"), (5, 6, "amount_mismatch")],
)
def test_an_order_that_costs_nothing_or_less_is_not_taken(
    price: int, discount: int, code: str
) -> None:
    bench = Bench()
    lines = (NewLine(line=1, sku="tee", qty=1, price_fen=price),)
    new = NewOrder(buyer="X", lines=lines, discount_fen=discount)

    with pytest.raises(Refused) as refused:
        place_order(bench.ports, bench.command("O1"), "shop", new)

    assert refused.value.code == code
    assert bench.store.all(Order) == []


def test_a_manual_payment_has_days_to_arrive() -> None:
    bench = Bench()
    lines = (NewLine(line=1, sku="tee", qty=1, price_fen=1),)
    new = NewOrder(buyer="X", lines=lines, payment="manual")

    order = place_order(bench.ports, bench.command("O1"), "shop", new)

    assert (order.expires_at - order.created_at).days == 3
    assert (order.awaiting, order.due_at) == ("payment", order.expires_at)


def test_an_order_of_nobody_in_the_network_pays_nobody() -> None:
    bench = Bench()
    lines = (NewLine(line=1, sku="tee", qty=1, price_fen=1),)

    order = place_order(bench.ports, bench.command("O1"), "s", NewOrder(buyer="Z", lines=lines))

    assert (order.commissions, order.chain) == ((), ())


def test_two_lines_of_one_number_are_no_order() -> None:
    line = NewLine(line=1, sku="tee", qty=1, price_fen=1)

    with faulty("same number"):
        NewOrder(buyer="X", lines=(line, line))


def test_many_orders_read_and_compile_their_plan_once(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench()
    document = {"preset": "depth-10-5", "name": "mine"}
    bench.store.commit(
        [RuleVersion(kind="plan", number=1, effective_from=BEGINNING, document=document)]
    )
    compiling = watched(monkeypatch)

    orders = [bench.placed(f"O{number}") for number in range(5)]

    assert {order.plan for order in orders} == {"mine@1"}
    assert compiling.counts == (1, 1)


def test_a_number_is_unique_at_its_storefront_only() -> None:
    bench = Bench()
    lines = (NewLine(line=1, sku="tee", qty=1, price_fen=1),)
    new = NewOrder(buyer="X", lines=lines, order_no="1001")

    here = place_order(bench.ports, bench.command("O1"), "shop", new)
    there = place_order(bench.ports, bench.command("O2"), "mall", new)

    assert find_numbered(bench.store, "shop", "1001") == here.changed(version=1)
    assert find_numbered(bench.store, "mall", "1001") == there.changed(version=1)
    assert find_numbered(bench.store, "mall", "1002") is None


def test_a_number_needs_no_item_of_its_own() -> None:
    bench = Bench()
    lines = (NewLine(line=1, sku="tee", qty=1, price_fen=1),)
    new = NewOrder(buyer="X", lines=lines, order_no="1001")
    before = bench.store.all(Record)

    order = place_order(bench.ports, bench.command("O1"), "shop", new)

    # What lists find an order by, every order has.
    added = [each for each in bench.store.all(Record) if each not in before]
    records = [each for each in added if not isinstance(each, Pointer)]
    assert records == [order.changed(version=1)]
