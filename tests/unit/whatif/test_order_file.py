import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from fenrun.histories.read import read_file
from fenrun.histories.told import HistoryError
from fenrun.histories.told_order import FileOrder
from infra.replay.rule import Rule
from infra.whatif.by_file import compare_orders, read_past
from infra.whatif.order_example import EXAMPLE
from shared.domain.comparing.comparison import Comparison, Pair
from shared.domain.plans.document import Plan, read_plan
from tests.rules_in_force import DEFAULT_PLAN

Write = Callable[..., Path]


def read_orders(path: Path) -> list[FileOrder]:
    return list(read_file(path).told)


ORDER: dict[str, Any] = {
    "order": "o-1",
    "at": "2025-03-01T10:00:00+08:00",
    "buyer": "c-1",
    "lines": [{"sku": "tea", "qty": 2, "paid": "100.00"}],
    "uplines": [{"id": "A"}, {"id": "B"}],
}
RELATION = {"id": "relation", "kind": "percent", "rates_bp": {"default": [1000]}}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(*orders: Mapping[str, Any] | str) -> Path:
        path = tmp_path / "orders.jsonl"
        lines = [each if isinstance(each, str) else json.dumps(each) for each in orders]
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return written


def compared(path: Path, new: Plan, old: Plan = DEFAULT_PLAN) -> Comparison:
    return compare_orders(read_past(path, Rule()), old, new, lambda done, total: None)


def pays(path: Path, new: Plan) -> dict[str, int]:
    return {payee: pair.new for payee, pair in compared(path, new).payees.items() if pair.new}


def test_the_documented_example_is_read(write: Write) -> None:
    (order,) = read_orders(write(EXAMPLE.replace("\n", " ")))

    assert [(person.id, person.level, person.active) for person in order.uplines] == [
        ("A", "gold", True),
        ("B", "silver", False),
    ]


def test_an_order_is_paid_to_its_own_chain_net_of_refunds(write: Write) -> None:
    line = {"sku": "tea", "qty": 2, "paid": "100.00", "refunded": "40.00", "cost": "20.00"}
    sums = compared(write({**ORDER, "lines": [line]}), read_plan("depth-10-5-2"))

    assert (sums.orders, sums.goods_fen) == (1, 60_00)
    assert (sums.costed_goods_fen, sums.cost_fen) == (60_00, 24_00)
    assert sums.payees == {"A": Pair(6_00, 6_00), "B": Pair(3_00, 3_00)}


def test_a_file_may_be_gzipped(write: Write, tmp_path: Path) -> None:
    path = tmp_path / "orders.gz"
    path.write_bytes(gzip.compress(write(ORDER).read_bytes()))

    assert compared(path, DEFAULT_PLAN).orders == 1


def test_levels_and_who_was_not_active_are_the_files(write: Write) -> None:
    by_level = read_plan(
        {
            "name": "by-level",
            "pay_depth": 2,
            "rules": [{**RELATION, "rates_bp": {"default": [1000, 500], "gold": [2000, 700]}}],
        }
    )
    gold = {"id": "A", "level": "gold"}
    out = {"id": "B", "active": False}

    assert pays(write({**ORDER, "uplines": [gold, out]}), by_level) == {"A": 20_00}
    assert pays(write({**ORDER, "uplines": [out, gold]}), by_level) == {"A": 7_00}


def test_a_buyer_who_is_a_distributor_has_his_own_upline(write: Write) -> None:
    path = write({**ORDER, "himself": {"id": "c-1"}})

    assert pays(path, DEFAULT_PLAN) == {"A": 10_00, "B": 5_00}
    himself = read_plan({"preset": "depth-10-5", "self_purchase": True})
    assert pays(path, himself) == {"c-1": 10_00, "A": 5_00}


def test_a_restock_pays_unless_it_is_the_entry(write: Write) -> None:
    rebate = {"id": "rebate", "kind": "restock_rebate", "rates_bp": {"default": [300]}}
    plan = read_plan({"name": "r", "pay_depth": 1, "rules": [rebate]})
    restock = {**ORDER, "kind": "restock", "himself": {"id": "c-1"}}

    assert pays(write(restock), plan) == {"A": 3_00}
    assert pays(write({**restock, "entry": True}), plan) == {}


def test_a_sellers_past_is_told_by_the_file(write: Write) -> None:
    award = {"id": "ref", "kind": "referral_award", "rate_bp": 100, "within_days": 30}
    first = {**award, "first_order_only": True}
    plan = read_plan({"name": "r", "pay_depth": 2, "rules": [first]})
    joined = {"id": "A", "joined": "2025-02-20T00:00:00+08:00"}
    above = {"id": "B"}

    assert pays(write({**ORDER, "uplines": [joined, above]}), plan) == {"B": 1_00}
    before = {**joined, "sold_before": True}
    assert pays(write({**ORDER, "uplines": [before, above]}), plan) == {}
    assert pays(write({**ORDER, "uplines": [{"id": "A"}, above]}), plan) == {}


def test_activity_and_conduct_are_told_by_the_file(write: Write) -> None:
    active = read_plan({"preset": "depth-10-5", "upline_activity_days": 30})
    late = {"id": "B", "last_sale": "2025-01-30T09:00:00+08:00"}
    lately = {"id": "B", "last_sale": "2025-01-31T09:00:00+08:00"}
    decent = {**RELATION, "no_violation_days": 30}

    assert pays(write({**ORDER, "uplines": [{"id": "A"}, late]}), active) == {"A": 10_00}
    paid = pays(write({**ORDER, "uplines": [{"id": "A"}, lately]}), active)
    assert paid == {"A": 10_00, "B": 5_00}
    plan = read_plan({"name": "c", "pay_depth": 1, "rules": [decent]})
    rude = {"id": "A", "last_violation": "2025-02-20T00:00:00+08:00"}
    assert pays(write({**ORDER, "uplines": [rude]}), plan) == {}
    assert pays(write(ORDER), plan) == {"A": 10_00}


def test_periods_count_sales_when_they_are_placed(write: Write) -> None:
    bands = [{"to": "150.00"}, {"from": "150.00", "rate_bp": 1000}]
    tier = {"id": "month", "kind": "tier", "period": "month", "levels": ["gold"]}
    plan = read_plan(
        {
            "name": "t",
            "pay_depth": 1,
            "rules": [{**tier, "tiers": {"bands": {"default": bands}}}],
        }
    )
    gold = {**ORDER, "uplines": [{"id": "A", "level": "gold"}]}
    again = {**gold, "order": "o-2", "at": "2025-03-31T23:59:59+08:00"}
    april = {**gold, "order": "o-3", "at": "2025-04-01T00:00:00+08:00"}

    assert pays(write(gold, april), plan) == {}
    assert pays(write(gold, again, april), plan) == {"A": 20_00}
    assert pays(write({**ORDER}, {**again, "uplines": ORDER["uplines"]}), plan) == {}


def test_a_buyer_whom_nobody_brought_counts_and_pays_nobody(write: Write) -> None:
    sums = compared(write({**ORDER, "uplines": []}), read_plan("depth-10-5-2"))

    assert sums.orders == 1
    assert sums.payees == {}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"order": ""}, "order: "),
        ({"order": None}, "order: "),
        ({"at": "2025-03-01T10:00:00"}, "at: "),
        ({"lines": []}, "lines: "),
        (
            {"lines": [{"sku": "tea", "qty": 1, "paid": 100}]},
            "lines.1.paid: 100 is no amount; ",
        ),
        (
            {"lines": [{"sku": "tea", "qty": 1, "paid": "1.00", "refunded": "1.01"}]},
            "lines.1: refunded is '1.01', more than the amount",
        ),
        (
            {
                "lines": [{"sku": "tea", "qty": 1, "paid": "1.00", "refunded": "0.90"}],
                "coupon": "0.20",
            },
            "lines.1: refunded is '0.90', more than the amount, of which 0.80 was left",
        ),
        ({"uplines": [{"id": "A"}, {"id": "A"}]}, "order: somebody stands twice"),
        ({"uplines": [{"id": "c-1"}]}, "order: somebody stands twice"),
        ({"himself": {"id": "A"}}, "order: himself must be the buyer"),
        ({"kind": "restock"}, "order: only a distributor restocks"),
        ({"uplines": [{"id": "brand"}]}, "uplines.1.id: "),
        (
            {"uplines": [{"id": "A", "last_sale": "1999-12-31T00:00:00+08:00"}]},
            "uplines.1.last_sale: ",
        ),
        ({"surprise": 1}, "surprise: "),
    ],
)
def test_a_bad_order_is_named_with_its_line(
    write: Write, change: dict[str, Any], fault: str
) -> None:
    path = write({**ORDER, "order": "good"}, {**ORDER, **change})

    with pytest.raises(HistoryError) as error:
        read_orders(path)

    assert str(error.value).startswith(f"{path}, line 2: {fault}")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "this is no JSON object"),
        ("", "this is no JSON object"),
        ('{"order": "a", "order": "b"}', "order stands there twice"),
        ("[]", "order: "),
        pytest.param("[" * 100_000, "this is no JSON object", id="nested"),
    ],
)
def test_a_line_that_is_no_order_is_named(write: Write, line: str, fault: str) -> None:
    with pytest.raises(HistoryError, match="line 2: ") as error:
        read_orders(write(ORDER, line, ORDER))

    assert fault in str(error.value)


def test_an_order_stands_in_a_file_once(write: Write) -> None:
    with pytest.raises(HistoryError, match=r"line 3: .*o-1.* stands here twice"):
        read_orders(write(ORDER, {**ORDER, "order": "o-2"}, ORDER))


def test_a_file_without_orders_is_refused(write: Write) -> None:
    with pytest.raises(HistoryError, match="the file is empty; export it again"):
        read_orders(write())


def test_orders_goods_and_people_are_called_as_they_are_elsewhere(write: Write) -> None:
    line = {"sku": "龙井 100g/罐", "qty": 1, "paid": "100.00"}
    names = {"order": "订单 1/2", "buyer": "茶友/一", "uplines": [{"id": "张三"}]}

    assert pays(write({**ORDER, **names, "lines": [line]}), read_plan("depth-10-5")) == {
        "张三": 1_000
    }
