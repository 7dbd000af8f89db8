import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests
from click.testing import CliRunner, Result

from fenrun.client import Problem
from fenrun.main import main
from infra.commands import compare_acts as module
from shared.domain.comparing.comparison import Comparison, Pair, RuleOf

Run = Callable[..., Result]

ROOT = Path(__file__).parents[3]
PLANS = sorted((ROOT / "docs" / "plans").glob("*.yaml"))
HUNDRED = ROOT / "tests" / "data" / "cdnow_100.csv"

ORDERS = [
    {
        "order": f"o-{number}",
        "at": "2025-03-01T10:00:00+08:00",
        "buyer": "c-1",
        "lines": [{"sku": "tea", "qty": 1, "paid": "100.00", **more}],
        "uplines": [{"id": "A"}, {"id": "B"}, {"id": "C"}],
    }
    for number, more in enumerate(({"cost": "60.00"}, {"refunded": "50.00"}))
]
PLAN = """\
name: spring
pay_depth: 3
budget: {amount: "1.00", period: month}
rules:
  - id: relation
    kind: percent
    rates_bp: {default: [800, 500, 200]}
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "orders.jsonl").write_text("\n".join(map(json.dumps, ORDERS)), encoding="utf-8")
    (tmp_path / "spring.yaml").write_text(PLAN, encoding="utf-8")

    def run(*options: str) -> Result:
        words = [each.replace("HERE", str(tmp_path)) for each in options]
        return CliRunner().invoke(main, ["plan", "compare", *words, "--data", str(tmp_path)])

    return run


def shown(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_everything_is_told_as_json(run: Run) -> None:
    told = shown(run("HERE/spring.yaml", "--orders", "HERE/orders.jsonl", "--json", "--top", "1"))

    assert (told["old"], told["new"], told["orders_from"]) == (
        "depth-10-5",
        "spring",
        "orders.jsonl",
    )
    assert (told["orders"], told["goods_fen"]) == (2, 150_00)
    assert told["commission"] == {
        "old_fen": 22_50,
        "new_fen": 22_50,
        "change_fen": 0,
        "old_bp": 1500,
        "new_bp": 1500,
    }
    assert told["margin"] == {
        "goods_fen": 100_00,
        "unknown_goods_fen": 50_00,
        "cost_fen": 60_00,
        "before_fen": 40_00,
        "old_fen": 25_00,
        "new_fen": 25_00,
    }
    assert told["rules"] == [
        {
            "rule": "relation",
            "kind": "percent",
            "form": "cash",
            "trade": False,
            "old_fen": 22_50,
            "new_fen": 22_50,
            "change_fen": 0,
        }
    ]
    people = told["people"]
    assert (people["gain"], people["lose"], people["same"]) == (1, 1, 1)
    assert people["most_gained"] == [
        {"payee": "C", "old_fen": 0, "new_fen": 3_00, "change_fen": 3_00}
    ]
    assert people["most_lost"] == [
        {"payee": "A", "old_fen": 15_00, "new_fen": 12_00, "change_fen": -3_00}
    ]
    assert sum(each["people"] for each in people["classes"]) == 3
    assert "depth_three" in {each["code"] for each in told["findings"]}
    assert ["budget" in note for note in told["notes"]] == [True]
    assert told["budgets"] == [
        {
            "plan": "new",
            "period": "2025-03",
            "promised_fen": 22_50,
            "budget_fen": 1_00,
            "excess_fen": 21_50,
        }
    ]


def test_another_old_plan_can_be_named(run: Run) -> None:
    told = shown(
        run("depth-10-5", "--old", "HERE/spring.yaml", "--orders", "HERE/orders.jsonl", "--json")
    )

    assert (told["old"], told["new"], told["notes"]) == ("spring", "depth-10-5", [])
    assert [(each["plan"], each["excess_fen"]) for each in told["budgets"]] == [("old", 21_50)]


def test_people_see_tables(run: Run) -> None:
    result = run("HERE/spring.yaml", "--orders", "HERE/orders.jsonl")

    assert result.exit_code == 0, result.output
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    for expected in (
        "方案比较 Plans compared: depth-10-5 → spring",
        "订单 Orders: 2 (orders.jsonl)",
        "商品实付净额 Goods, net of refunds 150.00 150.00",
        "佣金 Commission 22.50 22.50 0.00",
        "占比 Of the goods 15.00 % 15.00 % 0.00 个百分点 points",
        (
            "毛利 Margin left（成本已知部分，未扣周期奖励） "
            "where the cost is known, before awards of periods 25.00 25.00 0.00"
        ),
        "成本未知的商品 Goods of unknown cost 50.00 50.00",
        "relation (percent, cash) 22.50 22.50 0.00",
        "人员 People: 增加 gain 1 · 减少 lose 1 · 不变 same 1",
        "C 0.00 3.00 +3.00",
        "spring 2025-03 22.50 1.00 21.50",
        "A 15.00 12.00 -3.00",
    ):
        assert expected in lines
    assert any(line.startswith("-10.00 … -1.01 1 -3.00 █") for line in lines)
    assert any(line.startswith("1.01 … 10.00 1 3.00 █") for line in lines)
    assert any(line.startswith("0.00 1 0.00 █") for line in lines)
    assert any(line.startswith("The budget of 1.00 a month is not applied") for line in lines)
    assert "made up" not in result.stdout


@pytest.mark.parametrize("plan", PLANS, ids=[plan.stem for plan in PLANS])
def test_every_plan_that_is_shown_can_be_compared_on_real_orders(run: Run, plan: Path) -> None:
    told = shown(run(str(plan), "--orders", str(HUNDRED), "--json"))

    assert (told["orders"], told["new"]) == (87, plan.stem)
    assert told["commission"]["old_fen"] > 0
    paid = sum(each["new_fen"] for each in told["rules"] if each["kind"] != "price_spread")
    assert told["commission"]["new_fen"] == paid


def test_a_network_that_the_file_does_not_tell_is_said_to_be_made_up(run: Run) -> None:
    dice = ("--seed", "7", "--alone", "5", "--joins", "60")
    result = run("depth-10-5", "--orders", str(HUNDRED), *dice)

    assert "关系网由种子 7 虚拟生成（5 % 的客户无人推荐，60 % 的客户成为分销员）" in result.stdout
    assert "made up from seed 7 (5 % of the buyers come alone, 60 % join)" in result.stdout


def test_orders_of_zero_in_a_history_are_said_to_be_left_out(run: Run, tmp_path: Path) -> None:
    history = "buyer,date,qty,amount\na,2025-01-01,1,1.00\na,2025-01-02,1,0.00\n"
    (tmp_path / "old.csv").write_text(history, encoding="utf-8")

    told = shown(run("depth-10-5", "--orders", "HERE/old.csv", "--json"))

    assert (told["orders"], told["orders_from"]) == (1, "old.csv, 1 of 0.00 left out")


def test_a_period_of_the_running_product_is_asked_for(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def pages(client: object, old: object, new: Any, period: str, tick: object) -> Comparison:
        asked.append((client, old, new.document, period))
        rules = {RuleOf("relation", "percent", "cash"): Pair(1_00, 2_00)}
        return Comparison(orders=1, goods_fen=10_00, payees={"A": Pair(1_00, 2_00)}, rules=rules)

    monkeypatch.setattr(module, "stack_at", lambda there: "running")
    monkeypatch.setattr(module, "compare_pages", pages)

    told = shown(run("depth-10-5", "--period", "2025-03", "--json"))

    assert asked == [("running", None, "depth-10-5", "2025-03")]
    assert (told["old"], told["orders_from"]) == ("as the orders keep it", "paid in 2025-03")
    assert told["commission"]["change_fen"] == 1_00


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            Problem(422, {"code": "invalid", "detail": "a period looks like"}),
            "a period looks",
        ),
        (requests.ConnectionError("gone"), "Fenrun failed: gone. Start it again"),
    ],
)
def test_a_product_that_refuses_or_is_gone_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(*_: object) -> Comparison:
        raise error

    monkeypatch.setattr(module, "stack_at", lambda there: "running")
    monkeypatch.setattr(module, "compare_pages", fail)

    result = run("depth-10-5", "--period", "2025-03")

    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("depth-10-5",), 2, "say which orders"),
        (
            ("depth-10-5", "--orders", "HERE/orders.jsonl", "--period", "2025"),
            2,
            "only one of",
        ),
        (("depth-10-5", "--period", "2025-13"), 2, "write a month 2025-01"),
        (("depth-10-5", "--period", "2025-Q5"), 2, "月写 2025-01"),
        (("HERE/none.yaml", "--orders", "HERE/orders.jsonl"), 2, "none.yaml"),
        (("depth-10-5", "--orders", "HERE/spring.yaml"), 2, "spring.yaml, line 1: no column"),
        (("HERE/orders.jsonl", "--orders", "HERE/orders.jsonl"), 2, "orders.jsonl:"),
        (("depth-10-5", "--period", "2025-03"), 1, "未运行分润。请先启动"),
        (("depth-10-5", "--period", "2025-03"), 1, "no Fenrun is running"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(
    run: Run, options: tuple[str, ...], code: int, said: str
) -> None:
    result = run(*options)

    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
