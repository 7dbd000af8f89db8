from io import StringIO

import pytest
from rich.console import Console

from infra.whatif.by_period import _progress
from infra.whatif.outcome import Compared, basis_points, outcome_of
from infra.whatif.report import print_outcome
from shared.domain.comparing.comparison import Comparison, Pair, RuleOf
from shared.domain.plans.document import Plan, read_plan
from shared.words.wording import Words
from tests.rules_in_force import DEFAULT_PLAN

TRADE = RuleOf("supply", "price_spread", "cash", trade=True)
NOTHING = Comparison()
POINTS = RuleOf("loyalty", "percent", "points")


def printed(sums: Comparison, new: Plan = DEFAULT_PLAN, width: int = 160) -> list[str]:
    out = StringIO()
    outcome = outcome_of(Compared(Words("orders", "orders"), sums, None, new), top=10)
    print_outcome(Console(file=out, width=width), outcome)
    return [" ".join(line.split()) for line in out.getvalue().splitlines()]


def test_trade_in_goods_and_other_forms_are_told_apart() -> None:
    sums = Comparison(
        orders=1,
        goods_fen=100_00,
        payees={"A": Pair(0, 5_00)},
        rules={TRADE: Pair(0, 30_00), POINTS: Pair(0, 5_00)},
    )

    lines = printed(sums)

    trade = "supply (price_spread, cash，不计入佣金 trade, no commission) 0.00 30.00 +30.00"
    assert trade in lines
    assert "loyalty (percent, points) 0.00 5.00 +5.00" in lines
    assert "佣金 Commission 0.00 5.00 +5.00" in lines


def test_nothing_at_all_is_told_without_a_division_by_it() -> None:
    lines = printed(Comparison())

    assert "占比 Of the goods 0.00 % 0.00 % 0.00 个百分点 points" in lines
    assert "没有可比较的订单。" in lines
    assert "There is no order to compare." in lines
    assert "人员 People: 增加 gain 0 · 减少 lose 0 · 不变 same 0" in lines
    assert not any("增加最多" in line or "Margin left" in line for line in lines)


def test_the_change_of_a_share_is_in_points() -> None:
    sums = Comparison(orders=1, goods_fen=100_00, payees={"A": Pair(1_00, 2_52)})

    lines = printed(sums)

    assert "占比 Of the goods 1.00 % 2.52 % +1.52 个百分点 points" in lines
    assert not any("There is no order" in line for line in lines)


def test_who_gains_and_loses_stands_under_a_heading() -> None:
    sums = Comparison(orders=1, goods_fen=1, payees={"A": Pair(0, 1), "B": Pair(1, 0)})

    headings = [line for line in printed(sums) if line.startswith("收款人 Who")]

    assert headings == ["收款人 Who 旧 Old 新 New 变化 Change"] * 2


def test_a_finding_names_its_rule() -> None:
    new = read_plan(
        {
            "preset": "depth-10-5",
            "rules": [
                {
                    "id": "best",
                    "kind": "ranking",
                    "period": "month",
                    "measure": "sales",
                    "places": [{"amount": "8.00"}],
                }
            ],
        }
    )

    assert any("fixed_sum_unjudged · rules.2 (best)" in line for line in printed(NOTHING, new))


def test_a_budget_that_is_not_passed_is_said_to_be_kept() -> None:
    limited = read_plan({"preset": "depth-10-5", "budget": {"amount": "0.07", "period": "month"}})

    kept = printed(Comparison(months={"2025-03": Pair(9, 7)}), limited)
    passed = printed(Comparison(months={"2025-03": Pair(9, 7), "2025-04": Pair(0, 8)}), limited)

    assert "预算未超出 No budget is passed" in kept
    assert "depth-10-5 2025-04 0.08 0.07 0.01" in passed
    assert not any("2025-03" in line for line in passed)
    assert not any("预算" in line for line in printed(Comparison()))


def test_the_outermost_classes_are_open() -> None:
    payees = {"A": Pair(0, 20_000_00), "B": Pair(20_000_00, 0)}

    lines = printed(Comparison(orders=2, goods_fen=1, payees=payees))

    assert any(line.startswith("… -10000.01 1 -20000.00") for line in lines)
    assert any(line.startswith("10000.01 … 1 20000.00") for line in lines)


@pytest.mark.parametrize(("width", "longest"), [(160, 30), (70, 20)])
def test_bars_fit_the_terminal_and_even_one_person_has_one(width: int, longest: int) -> None:
    payees = {f"P{number}": Pair(0, 0) for number in range(400)} | {"A": Pair(0, 1)}

    lines = printed(Comparison(orders=1, goods_fen=1, payees=payees), width=width)

    (most,) = (line for line in lines if line.startswith("0.00 400 0.00 "))
    (one,) = (line for line in lines if line.startswith("0.01 … 1.00 1 0.01 "))
    assert most.endswith(" " + "█" * most.count("█"))
    assert longest <= most.count("█") <= 30
    assert one[-1] in "▏▎▍▌▋▊▉█"


@pytest.mark.parametrize(
    ("fen", "of_fen", "rate_bp"), [(1, 3, 3333), (2, 3, 6667), (5, 0, 0), (0, 7, 0), (1, 20_000, 1)]
)
def test_shares_are_rounded_to_the_nearest_basis_point(fen: int, of_fen: int, rate_bp: int) -> None:
    assert basis_points(fen, of_fen) == rate_bp


def test_progress_through_a_period_is_counted_in_days() -> None:
    assert _progress("2025-03", "2025-03-01/0/") == (0, 31)
    assert _progress("2025-03", "2025-03-31/15/2025-03-30T16:00:00Z#O1") == (30, 31)
    assert _progress("2024", "2024-12-31/0/") == (365, 366)
