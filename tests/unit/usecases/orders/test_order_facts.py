"""What is gathered for an order: only what the plan asks for, of people as they are now."""

from typing import Any

import pytest

from shared.domain.commission.facts import OrderFacts
from shared.domain.network.people import Distributor
from shared.domain.orders.lines import Line
from shared.domain.orders.milestones import FirstSale, Restocks
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.plans.document import read_plan
from shared.domain.policy.policy import Policy
from shared.ports import R
from shared.usecases.network.people import enrol
from shared.usecases.orders.order_facts import MAX_AGENTS, gather
from shared.usecases.orders.order_lists import SellersNow
from shared.usecases.reading_once import ReadOnce
from tests.refusals import told
from tests.unit.usecases.bench import Bench

PERCENT = {"id": "relation", "kind": "percent", "rates_bp": {"default": [1000]}}
SPREAD = {"id": "spread", "kind": "price_spread", "price_lists": {"city": {"tee": "70.00"}}}
AWARD = {"id": "award", "kind": "referral_award", "rate_bp": 300, "within_days": 30}
FIRST = {**AWARD, "first_order_only": True}


def _gathered(
    bench: Bench, *rules: dict[str, Any], new: dict[str, Any], **fields: Any
) -> OrderFacts:
    document = {"name": "p", "pay_depth": 3, "rules": rules or [PERCENT], **fields}
    placed = (NewLine(line=1, sku="tee", qty=3, price_fen=100, cost_fen=40, category="tops"),)
    order = NewOrder(lines=placed, **new)
    lines = tuple(Line(base_fen=290, **line.model_dump()) for line in order.lines)
    sellers = SellersNow(bench.store, ReadOnce(bench.store))
    return gather(sellers, order, lines, read_plan(document), Policy(), bench.clock.now())


def _chain(facts: OrderFacts) -> list[str]:
    return [each.id for each in facts.chain]


def _change(bench: Bench, name: str, **fields: Any) -> None:
    distributor = bench.store.get(Distributor, name)
    assert distributor is not None
    bench.store.commit([distributor.changed(**fields)])


def test_an_upline_is_as_he_is_now() -> None:
    bench = Bench()
    joined_at = bench.clock.now()
    violated_at = joined_at.replace(hour=1)
    _change(bench, "A", level="gold", grade="city", last_violation_at=violated_at)
    bench.wait(days=1)

    facts = _gathered(bench, new={"buyer": "X"})

    first = facts.chain[0]
    assert (first.id, first.level, first.grade, first.relation) == ("A", "gold", "city", 1)
    assert (first.active, first.joined_at) == (True, joined_at)
    assert first.last_violation_at == violated_at
    assert _chain(facts) == ["A", "B"]
    assert facts.at == bench.clock.now()


def test_a_line_costs_what_all_its_pieces_cost() -> None:
    (line,) = _gathered(Bench(), new={"buyer": "X"}).lines

    assert (line.qty, line.price_fen, line.base_fen, line.cost_fen) == (3, 100, 290, 120)
    assert (line.sku, line.category) == ("tee", "tops")


@pytest.mark.parametrize(("kind", "picker"), [("sale", None), ("pickup", "A"), ("restock", None)])
def test_who_picks_for_his_own_use_is_the_picker(kind: str, picker: str | None) -> None:
    facts = _gathered(Bench(), new={"buyer": "A", "kind": kind})

    assert (facts.picker.id if facts.picker else None) == picker
    assert (facts.kind, _chain(facts)) == (kind, ["B"])


def test_a_customer_is_no_picker() -> None:
    assert _gathered(Bench(), new={"buyer": "X", "kind": "pickup"}).picker is None


@pytest.mark.parametrize(
    ("kind", "chain"), [("sale", ["A", "B"]), ("pickup", ["A", "B"]), ("restock", ["B"])]
)
def test_self_purchase_counts_for_all_but_a_restock(kind: str, chain: list[str]) -> None:
    facts = _gathered(Bench(), new={"buyer": "A", "kind": kind}, self_purchase=True)

    assert _chain(facts) == chain


def test_only_a_distributor_restocks() -> None:
    with told("X is no distributor") as refused:
        _gathered(Bench(), new={"buyer": "X", "kind": "restock"})

    assert refused.value.code == "unknown_person"


@pytest.mark.parametrize(
    ("known", "kind", "first"),
    [
        (None, "restock", True),
        (Restocks(agent="A", standing=0), "restock", True),
        (Restocks(agent="A", standing=1), "restock", False),
        (Restocks(agent="B", standing=1), "restock", True),
        (None, "sale", False),
    ],
)
def test_a_restock_is_the_entry_while_no_other_stands(
    known: Restocks | None, kind: str, first: bool
) -> None:
    bench = Bench()
    bench.store.commit([known] if known else [])

    assert _gathered(bench, new={"buyer": "A", "kind": kind}).first_purchase is first


@pytest.mark.parametrize(
    ("rule", "seller", "sold"),
    [(FIRST, "A", True), (FIRST, "B", False), (AWARD, "A", False), (PERCENT, "A", False)],
)
def test_whether_the_seller_sold_before_is_asked_for_a_first_order_only(
    rule: dict[str, Any], seller: str, sold: bool
) -> None:
    bench = Bench()
    bench.store.commit([FirstSale(seller=seller, order="O0")])

    facts = _gathered(bench, rule, new={"buyer": "X"})

    assert [each.sold_before for each in facts.chain] == [sold, False]


def test_agents_are_all_who_have_a_grade_up_to_the_top() -> None:
    bench = Bench()
    enrol(bench.ports, bench.command("top"), "T", grade="province")
    _change(bench, "B", upline="T")
    _change(bench, "A", grade="city")

    facts = _gathered(bench, PERCENT, SPREAD, new={"buyer": "X"}, pay_depth=1)

    assert [(each.id, each.grade) for each in facts.agents] == [("A", "city"), ("T", "province")]
    assert _chain(facts) == ["A"]
    assert _gathered(bench, PERCENT, new={"buyer": "X"}).agents == ()


def test_so_many_agents_share_a_spread_and_no_more() -> None:
    bench = Bench()
    names = [f"G{number}" for number in range(MAX_AGENTS + 1)]
    for below, name in zip(["B", *names], names, strict=False):
        enrol(bench.ports, bench.command(name), name, grade="city")
        _change(bench, below, upline=name)

    facts = _gathered(bench, SPREAD, new={"buyer": "X"})

    assert [each.id for each in facts.agents] == names[:MAX_AGENTS]


def test_everybody_is_read_once() -> None:
    bench = Bench()
    read: list[str] = []
    get = bench.store.get

    def counted(kind: type[R], key: str) -> R | None:
        if kind is Distributor:
            read.append(key)
        return get(kind, key)

    bench.store.get = counted  # type: ignore[method-assign]
    _gathered(bench, PERCENT, SPREAD, new={"buyer": "A"}, self_purchase=True)

    assert sorted(read) == ["A", "B"]


def test_a_chain_that_names_somebody_unknown_ends_there() -> None:
    bench = Bench()
    _change(bench, "A", upline="gone")

    assert _chain(_gathered(bench, new={"buyer": "X"})) == ["A"]
