from collections.abc import Mapping
from datetime import date, datetime

import pytest

from shared.domain.comparing.comparison import Comparison, Pair
from shared.domain.errors import Refused
from shared.domain.network.conduct import NewViolation
from shared.domain.network.people import ReferralCode
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order_pointers import PaidPlace
from shared.domain.plans.document import Plan, read_plan
from shared.usecases.comparing import compare_period as module
from shared.usecases.comparing.compare_period import compare_period
from shared.usecases.network.people import change_level, enrol, reinstate
from shared.usecases.network.record_violation import record_violation
from shared.usecases.network.transfers import propose_transfer
from shared.usecases.orders.confirm_payment import confirm_payment
from shared.usecases.orders.fulfil_order import cancel
from shared.usecases.orders.place_order import place_order
from shared.usecases.orders.refund_order import refund
from tests.deciding import approve
from tests.rules_in_force import DEFAULT_PLAN
from tests.unit.usecases.bench import FINANCE, OPERATOR, Bench

MARCH = "2025-03"
DEEP = read_plan("depth-10-5-2")
BY_LEVEL = read_plan(
    {
        "name": "by-level",
        "pay_depth": 1,
        "rules": [
            {
                "id": "level",
                "kind": "percent",
                "rates_bp": {"default": [1000], "gold": [2000]},
            }
        ],
    }
)


def compared(bench: Bench, new: Plan, old: Plan | None = None, period: str = MARCH) -> Comparison:
    """Add all pages up."""
    sums, after = Comparison(), None
    while True:
        page = compare_period(bench.ports, old, new, period, after)
        sums.join(page.sums)
        if page.next is None:
            return sums
        after = page.next


def changes(sums: Comparison) -> Mapping[str, int]:
    return {payee: pair.change for payee, pair in sums.payees.items() if pair.change}


def moved(bench: Bench, who: str, to: str) -> None:
    proposal = propose_transfer(bench.ports, bench.command(f"{who} {to}"), who, to, OPERATOR)
    approve(bench.ports, bench.command(f"ok {who} {to}"), proposal.id, FINANCE)


def test_the_plan_that_was_in_force_changes_nothing_for_anybody() -> None:
    bench = Bench()
    bench.paid("O1")
    refunded = bench.paid("O2", 33_33)
    refund(bench.ports, bench.command("part"), refunded.id, 11_11)

    sums = compared(bench, DEFAULT_PLAN)

    assert (sums.orders, sums.goods_fen) == (2, 100_00 + 22_22)
    assert sums.payees == {"A": Pair(12_22, 12_22), "B": Pair(6_11, 6_11)}


def test_a_recalculated_old_plan_agrees_with_what_the_orders_keep() -> None:
    bench = Bench()
    bench.paid("O1", 33_33)
    bench.paid("O2", 77)

    assert compared(bench, DEEP, DEFAULT_PLAN) == compared(bench, DEEP)


def test_a_deeper_plan_finds_who_stood_above_on_that_day() -> None:
    bench = Bench()
    for name in ("C", "D"):
        enrol(bench.ports, bench.command(name), name)
    moved(bench, "B", "C")
    bench.wait(minutes=5)
    bench.paid("O1")
    bench.wait(minutes=5)
    moved(bench, "B", "D")

    assert changes(compared(bench, DEEP)) == {"C": 2_00}


def test_the_level_of_that_day_decides() -> None:
    bench = Bench()
    bench.paid("O1")
    bench.wait(minutes=5)
    change_level(bench.ports, bench.command("gold"), "A", "gold", OPERATOR)
    bench.wait(minutes=5)
    bench.paid("O2")

    assert compared(bench, BY_LEVEL).payees["A"] == Pair(20_00, 10_00 + 20_00)


def test_who_was_suspended_when_it_was_paid_gets_nothing_under_any_plan() -> None:
    bench = Bench()
    placed = bench.placed("O1")
    bench.wait(minutes=5)
    bench.suspend("A")
    confirm_payment(bench.ports, bench.payment(placed))
    bench.wait(minutes=5)
    reinstate(bench.ports, bench.command("back"), "A", FINANCE)

    assert compared(bench, DEEP, DEFAULT_PLAN).payees == {"B": Pair(5_00, 5_00)}
    assert compared(bench, DEEP).payees == {"B": Pair(5_00, 5_00)}


def test_who_was_suspended_when_it_was_created_is_skipped_by_compression() -> None:
    bench = Bench()
    bench.suspend("A")
    bench.paid("O1")

    compressing = read_plan({"preset": "depth-10-5", "compression": True})

    assert compared(bench, DEFAULT_PLAN).payees == {"B": Pair(5_00, 5_00)}
    assert compared(bench, compressing).payees == {"B": Pair(5_00, 10_00)}


def test_a_buyer_who_is_a_distributor_counts_for_himself_only_where_the_plan_says_so() -> None:
    bench = Bench()
    bench.paid("O1")
    bench.wait(minutes=5)
    enrol(bench.ports, bench.command("X joins"), "X", "A")
    bench.wait(minutes=5)
    bench.paid("O2")
    himself = read_plan({"preset": "depth-10-5", "self_purchase": True})

    # He had not joined when he placed the first order.
    sums = compared(bench, himself)

    assert sums.payees == {"A": Pair(20_00, 15_00), "B": Pair(10_00, 5_00), "X": Pair(0, 10_00)}


@pytest.mark.parametrize("joins_first", [True, False])
def test_who_joins_in_the_very_second_of_his_order_did_so_as_the_order_says(
    joins_first: bool,
) -> None:
    bench = Bench()
    if joins_first:
        enrol(bench.ports, bench.command("Y"), "Y", "B")
    lines = (NewLine(line=1, sku="tee", qty=1, price_fen=100_00),)
    order = place_order(bench.ports, bench.command("O1"), "shop", NewOrder(buyer="Y", lines=lines))
    if not joins_first:
        enrol(bench.ports, bench.command("Y"), "Y", "B")
    confirm_payment(bench.ports, bench.payment(order))

    expected = {"B": Pair(10_00, 10_00)} if joins_first else {}
    assert compared(bench, DEFAULT_PLAN).payees == expected


def test_a_violation_counts_from_when_it_happened() -> None:
    bench = Bench()
    decent = {"kind": "percent", "rates_bp": {"default": [1000]}, "no_violation_days": 30}
    plan = read_plan({"name": "decent", "pay_depth": 1, "rules": [{"id": "decent", **decent}]})
    bench.paid("before")
    bench.wait(days=1)
    for number, days in enumerate((0, 25)):
        bench.wait(days=days)
        new = NewViolation(code="dumping")
        record_violation(bench.ports, bench.command(f"dumped {number}"), "A", new, "ops")
        bench.wait(minutes=5)
        bench.paid(f"after {number}")

    sums = compared(bench, plan)

    assert sums.payees["A"] == Pair(30_00, 10_00)


def test_a_link_bears_its_rate_where_the_plan_allows_it() -> None:
    bench = Bench()
    percent = {"kind": "percent", "rates_bp": {"default": [1000]}, "link": {"max_bp": 2000}}
    plan = read_plan({"name": "links", "pay_depth": 1, "rules": [{"id": "links", **percent}]})
    link = ReferralCode(code="A2B3C4D5", distributor="A", command="c", rate_bp=700)
    bench.store.commit([link])
    lines = (NewLine(line=1, sku="tee", qty=1, price_fen=100_00),)
    new = NewOrder(buyer="X", lines=lines, link="A2B3C4D5")
    order = place_order(bench.ports, bench.command("O1"), "shop", new)
    confirm_payment(bench.ports, bench.payment(order))

    assert compared(bench, plan).payees["A"] == Pair(10_00, 7_00)


def test_only_orders_paid_in_the_period_count() -> None:
    bench = Bench()
    bench.placed("unpaid")
    bench.paid("march")
    bench.wait(days=28)
    bench.clock.set(datetime.fromisoformat("2025-03-31T23:59:59+08:00"))
    bench.paid("last second")
    bench.wait(seconds=1)
    bench.paid("april")

    assert compared(bench, DEEP).orders == 2
    assert compared(bench, DEEP, period="2025-04").orders == 1
    assert compared(bench, DEEP, period="2025-Q1").orders == 2
    assert compared(bench, DEEP, period="2025").orders == 3
    assert compared(bench, DEEP, period="2025-02").orders == 0


def test_what_was_cancelled_costs_nothing() -> None:
    bench = Bench()
    cancel(bench.ports, bench.command("cancel"), bench.paid("O1").id)

    sums = compared(bench, DEEP)

    assert (sums.orders, sums.goods_fen, sums.payees) == (1, 0, {})


def test_costs_are_the_orders_own_else_of_the_new_plans_catalogue() -> None:
    bench = Bench()
    bench.paid("O1")
    priced = read_plan({"preset": "depth-10-5", "products": {"tee": {"cost": "40.00"}}})

    unknown, known = compared(bench, DEEP), compared(bench, priced)

    assert (unknown.costed_goods_fen, unknown.cost_fen) == (0, 0)
    assert (known.costed_goods_fen, known.cost_fen) == (100_00, 40_00)
    assert known.on_costed == Pair(15_00, 15_00)


@pytest.mark.parametrize(("orders", "lists"), [(1, 160), (2, 5), (200, 1), (3, 16)])
def test_pages_of_any_size_add_up_to_the_same(
    monkeypatch: pytest.MonkeyPatch, orders: int, lists: int
) -> None:
    bench = Bench()
    for number in range(7):
        bench.paid(f"O{number}", 10_00 + number)
        bench.wait(days=number)
    at_once = compared(bench, DEEP)
    assert at_once.orders == 7

    monkeypatch.setattr(module, "PAGE_ORDERS", orders)
    monkeypatch.setattr(module, "PAGE_LISTS", lists)

    assert compared(bench, DEEP) == at_once


def test_nothing_is_written() -> None:
    bench = Bench()
    bench.paid("O1")
    bench.store.commit = None  # type: ignore[method-assign,assignment]

    assert compared(bench, DEEP).orders == 1


@pytest.mark.parametrize(
    ("period", "day"), [("2025-13", None), ("2025-03", date(2025, 4, 1)), ("2025-03", date.max)]
)
def test_a_period_or_place_that_does_not_exist_is_refused(period: str, day: date | None) -> None:
    after = PaidPlace(day, 0, "") if day else None

    with pytest.raises(Refused) as refused:
        compare_period(Bench().ports, None, DEEP, period, after)

    assert refused.value.code == "invalid"
