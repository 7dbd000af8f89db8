"""What changes between two plans, for people: percent, yuan, bands and conditions in a line."""

from io import StringIO
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from fenrun.terminal.changes import print_changes
from fenrun.terminal.values import lines_of
from infra.plan_schema import plan_schema
from shared.domain.documents.changes import Change
from shared.domain.plans.diff import changes
from shared.domain.plans.document import read_plan
from shared.words.catalogue import catalogue
from tests.unit.domain.plans.documents import document, percent

BANDS = [{"from": "0.00", "to": "100.00", "rate_bp": 200, "amount": "0.00"}]
EITHER = {
    "any": [
        {"measure": "sales", "at_least": "500.00"},
        {
            "all": [
                {"measure": "orders", "at_least": 3},
                {"measure": "margin_rate", "at_least": 1500},
            ]
        },
    ]
}


def shown(before: dict[str, Any], after: dict[str, Any]) -> str:
    console = Console(width=180, record=True, file=None, quiet=False)
    with console.capture() as captured:
        print_changes(console, "old", "new", changes(read_plan(before), read_plan(after)))
    return captured.get()


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        ("rules.relation.rates_bp.gold", [1200, 600], ["12.00%, 6.00%"]),
        ("cap_bp", 2500, ["25.00%"]),
        ("pay_depth", 2, ["2"]),
        ("joining_fee", "5.00", ["5.00 元"]),
        ("name", "2026", ["2026"]),
        ("margin_guard", True, ["是 yes"]),
        ("self_purchase", False, ["否 no"]),
        ("effective_from", "2025-02-28T16:00:00Z", ["2025-03-01 00:00:00"]),
        ("products.tee", {"price": "9.00", "cost": None}, ["售价 price: 9.00 元"]),
        ("rules.relation.products.tee", {}, ["无 nothing"]),
        ("rules.it.per_piece.default", ["6.00", "2.00"], ["6.00 元, 2.00 元"]),
        ("rules.it.tiers.bands.default", BANDS, ["- 0.00 – 100.00: 2.00%"]),
        ("rules.it.tiers.bands.gold", [{"from": 0, "to": None}], ["- 0 – ∞: 0.00%"]),
        (
            "rules.it.tiers.steps.default",
            [{"if": EITHER, "rate_bp": 100, "amount": "8.00"}],
            ["- (sales ≥ 500.00 或 or (orders ≥ 3 且 and margin_rate ≥ 15.00%)): 1.00% + 8.00 元"],
        ),
        ("rules.it.places", [{"amount": "8.00"}], ["- 金额 sum: 8.00 元"]),
        ("rules.it.levels", ["gold", "silver"], ["gold, silver"]),
        (
            "budget",
            {"amount": "9.00", "period": "month"},
            ["金额 sum: 9.00 元", "周期 period: month"],
        ),
        (
            "rules.it",
            {"rates_bp": {"default": [100]}, "kind": "percent", "id": "it"},
            [
                "种类 kind: percent",
                "规则 rule: it",
                "费率 rates:",
                "  其余等级 all other levels: 1.00%",
            ],
        ),
    ],
)
def test_a_value_is_written_for_people(path: str, value: Any, lines: list[str]) -> None:
    assert list(lines_of(tuple(path.split(".")), value)) == lines


def test_forms_of_tiers_that_say_nothing_are_left_out() -> None:
    tiers = {"measure": "orders", "bands": {"default": [{"rate_bp": 100}]}, "steps": {}}
    assert list(lines_of(("tiers",), tiers)) == [
        "按什么 measure: orders",
        "分档 bands:",
        "  其余等级 all other levels: - 0 – ∞: 1.00%",
    ]


def test_what_comes_goes_and_changes_is_told_apart() -> None:
    before = document(percent("a"), percent("b"), cap_bp=9000)
    after = document(percent("a", rates_bp={"default": [2000]}), percent("c"), cap_bp=8000)
    rows = [" ".join(line.split()) for line in shown(before, after).splitlines()]
    assert "修改 changed cap_bp 90.00% 80.00%" in rows
    assert "修改 changed rules.a.rates_bp.default 10.00% 20.00%" in rows
    assert "规则 rules · 费率 rates · 其余等级 all other levels" in rows
    assert "新增 added rules.c - 规则 rule: c" in rows
    assert "删除 removed rules.b 规则 rule: b -" in rows


def test_the_same_plan_has_no_changes() -> None:
    assert "没有变化 nothing changes" in shown(document(), document())


def test_every_field_has_a_name_in_both_languages() -> None:
    fields = {name for model in plan_schema()["$defs"].values() for name in model["properties"]}
    inside_of_items = {"above", "all", "any", "if", "preset", "to"}
    beside_fields = {"default", "rules (order)"}
    assert catalogue().registers["plan_field"].keys() - beside_fields == fields - inside_of_items


@pytest.mark.parametrize("columns", [120, 60, 40])
def test_no_name_of_a_field_is_broken_on_a_narrow_terminal(columns: int) -> None:
    out = StringIO()
    change = Change(path="upline_activity_days", before=None, after=30)

    print_changes(Console(file=out, width=columns), "depth-10-5-2@1", "promotion", [change])

    shown = out.getvalue()
    assert "upline_activity_days" in shown
    assert "depth-10-5-2@1" in shown
    assert "30" in shown
    assert max(map(cell_len, shown.splitlines())) <= columns
