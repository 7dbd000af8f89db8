from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from infra.replay.history import Purchase
from infra.replay.network import founders, grow
from infra.replay.rule import Rule
from infra.replay.schedule import placed_at
from infra.whatif.by_file import PastOrders, compare_orders, read_past
from infra.whatif.history import in_our_days, tell
from shared.domain.comparing.comparison import Pair
from shared.domain.network.people import Distributor
from shared.domain.orders.milestones import FirstSale
from shared.domain.plans.document import read_plan
from tests.purchases import read_history
from tests.rules_in_force import DEFAULT_PLAN

HUNDRED = Path(__file__).parents[2] / "data" / "cdnow_100.csv"
RULE = Rule(seed=7, alone=5, joins=60)


def purchase(row: int, buyer: str, day: int, amount_fen: int = 10_00, **more: int) -> Purchase:
    return Purchase(row, buyer, date(2025, 1, day), 1, amount_fen, **more)


def expected(purchases: list[Purchase], rule: Rule, rates_bp: list[int]) -> Counter[str]:
    """Pay by a network that is kept as two plain dictionaries."""
    placed = sorted(
        ((placed_at(p, in_our_days(p.day), rule), p) for p in purchases), key=lambda each: each[0]
    )
    arrivals = grow(placed, rule)
    upline: dict[str, str | None] = dict.fromkeys(founders())
    promoter: dict[str, str | None] = {}
    paid = Counter[str]()
    for _, each in placed:
        arrival = arrivals.get(each.row)
        if arrival:
            promoter[each.buyer] = arrival.promoter
        above = upline[each.buyer] if each.buyer in upline else promoter[each.buyer]
        for rate_bp in rates_bp:
            if above is not None:
                paid[above] += each.amount_fen * rate_bp // 10_000
                above = upline[above]
        if arrival and arrival.joins:
            upline[each.buyer] = arrival.promoter or founders()[0]
    return +paid


def test_a_history_is_paid_along_the_network_that_the_rule_makes_up() -> None:
    new = read_plan("depth-10-5-2")

    sums = compare_orders(read_past(HUNDRED, RULE), DEFAULT_PLAN, new, lambda done, total: None)

    purchases = read_history(HUNDRED)
    assert sums.orders == sum(1 for each in purchases if each.amount_fen) < len(purchases)
    assert sums.goods_fen == sum(each.amount_fen for each in purchases)
    old = expected(purchases, RULE, [1000, 500])
    assert {who: pair.old for who, pair in sums.payees.items() if pair.old} == old
    new_pay = expected(purchases, RULE, [1000, 500, 200])
    assert {who: pair.new for who, pair in sums.payees.items() if pair.new} == new_pay
    assert new_pay.total() > old.total() > 0


def test_another_seed_is_another_network() -> None:
    def payees(seed: int) -> set[str]:
        past = read_past(HUNDRED, Rule(seed=seed, joins=60))
        return set(
            compare_orders(past, DEFAULT_PLAN, DEFAULT_PLAN, lambda done, total: None).payees
        )

    assert payees(1) == payees(1) != payees(2)


def test_progress_ends_at_all_orders() -> None:
    ticks: list[tuple[int, int]] = []

    compare_orders(
        read_past(HUNDRED, RULE), DEFAULT_PLAN, DEFAULT_PLAN, lambda *tick: ticks.append(tick)
    )

    assert ticks[-1] == (100, 100)


def test_days_of_the_last_century_are_moved_by_28_years() -> None:
    moved = {
        day: in_our_days(day) for day in (date(1997, 1, 31), date(1972, 2, 29), date(2000, 1, 1))
    }

    assert moved == {
        date(1997, 1, 31): date(2025, 1, 31),
        date(1972, 2, 29): date(2000, 2, 29),
        date(2000, 1, 1): date(2000, 1, 1),
    }
    assert all(day.weekday() == other.weekday() for day, other in moved.items())


def test_an_old_history_counts_for_periods() -> None:
    tier = {"id": "month", "kind": "tier", "period": "month"}
    bands = {"bands": {"default": [{"rate_bp": 100}]}}
    plan = read_plan({"preset": "depth-10-5", "rules": [{**tier, "tiers": bands}]})
    bought = [Purchase(1, "a", date(1997, 1, 31), 1, 100_00)]
    past = PastOrders(1, tell(bought, Rule(alone=0, joins=0)))

    (pay,) = compare_orders(past, DEFAULT_PLAN, plan, lambda done, total: None).payees.values()

    assert pay == Pair(10_00, 11_00)


def test_refunds_count_net() -> None:
    told = tell([purchase(1, "a", 1, refunded_fen=4_00)], Rule(alone=0))

    ((order, _),) = told

    assert (order.goods_fen, order.lines[0].remaining_fen) == (10_00, 6_00)


def test_pieces_have_a_price_rounded_up_and_are_paid_exactly() -> None:
    ((order, _),) = tell([Purchase(1, "a", date(2025, 1, 1), 3, 10_00)], Rule())

    assert (order.lines[0].qty, order.lines[0].price_fen, order.goods_fen) == (3, 334, 10_00)


def test_a_buyer_joins_after_his_first_order_even_if_it_cost_nothing() -> None:
    told = tell([purchase(1, "a", 1, 0), purchase(2, "a", 2)], Rule(joins=100, alone=100))

    seen = [(order.id, people.get(Distributor, "a")) for order, people in told]

    assert [order for order, _ in seen] == ["2"]
    assert seen[0][1] is not None
    assert seen[0][1].upline == founders()[0]


def test_only_the_sellers_first_order_is_his_first_sale() -> None:
    told = tell([purchase(1, "a", 1), purchase(2, "a", 2)], Rule(alone=0, joins=0))

    before = [people.get(FirstSale, order.chain[0]) is not None for order, people in told]

    assert before == [False, True]


@pytest.mark.parametrize(
    ("day", "founder_fen"), [(date(2025, 1, 30), 1_50), (date(2025, 2, 28), 1_00)]
)
def test_an_upline_who_sold_nothing_lately_may_go_empty(day: date, founder_fen: int) -> None:
    """A founder sells to a, and a to b, a month later or not."""
    purchases = [purchase(1, "a", 1), Purchase(2, "b", day, 1, 10_00)]
    rule = next(
        rule
        for rule in (Rule(alone=0, joins=100, seed=seed) for seed in range(1000))
        if grow([(placed_at(p, in_our_days(p.day), rule), p) for p in purchases], rule)[2].promoter
        == "a"
    )
    active = read_plan({"preset": "depth-10-5", "upline_activity_days": 30})
    past = PastOrders(2, tell(purchases, rule))

    found = compare_orders(past, DEFAULT_PLAN, active, lambda done, total: None).payees

    assert found.pop("a") == Pair(1_00, 1_00)
    assert list(found.values()) == [Pair(1_50, founder_fen)]
