"""Awards on a terminal: the calculation, what was counted, where the money stands; by period."""

import json
from contextlib import nullcontext
from io import StringIO
from typing import Any, Self

import pytest
from click.testing import CliRunner
from rich.console import Console

from fenrun.client import Client
from fenrun.commands import explain, explain_acts
from fenrun.explained.awards import (
    award_calculation,
    counted,
    print_awards,
)
from shared.domain.periods.award_explanation import AwardWhy
from shared.domain.periods.award_lines import AwardLine
from shared.words.explained import label

LATE = label("late")
NOTHING_AWARDED = label("no_award")
WITH_ORDERS = label("with_orders")


TALLY = {"sales": "100.00", "profit": None, "margin_rate": None, "pieces": 2, "orders": 1}
WHY: dict[str, Any] = {
    "rule": "volume",
    "kind": "tier",
    "period": "2025-03",
    "terms": "the terms",
    "level": "gold",
    "qualified": True,
    "unpaid": None,
    "counted": TALLY,
    "pieces_before": 0,
    "place": None,
    "base": "100.00",
    "rate": "10.00%",
    "fixed": "0.00",
    "bands": [],
    "with_orders": "0.00",
    "earlier": "0.00",
    "kept": None,
    "cut": "0.000000",
    "on_account": "0.00",
    "due": "10.000000",
    "before": None,
    "raw": "10.000000",
    "rounding_rest": "0.000000",
    "budget_cut": "0.00",
    "form": "cash",
    "tax_nature": "labour",
    "plan": "plan@1",
}
KEPT = {"base": "1.50", "of_base": "3.00", "fixed": "9.00", "measure": 1, "of_measure": 2}
BAND = {"measure": "pieces", "condition": None, "base": None, "rate": "0.00%", "fixed": "0.00"}
PIECES = [
    {**BAND, "lo": "0", "hi": "10", "pieces": 10, "per_piece": "1.00", "raw": "10.000000"},
    {**BAND, "lo": "10", "hi": None, "pieces": 2, "per_piece": "1.50", "raw": "3.000000"},
]


def why(**fields: Any) -> AwardWhy:
    return AwardWhy.model_validate({**WHY, **fields})


def award(payee: str = "A", **fields: Any) -> AwardLine:
    states = {"target_fen": 1000, "held_fen": 0, "released_fen": 1000, "forfeited_fen": 0}
    known: dict[str, Any] = {"place": f"{payee}/volume", "payee": payee, "evaluated_at": None}
    known |= {"reevaluation_due_at": None}
    known |= {"why": WHY, "postings": ()}
    return AwardLine.model_validate({**known, **states, **fields})


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({}, "100.00 × 10.00%"),
        ({"fixed": "3.00"}, "100.00 × 10.00% + 3.00"),
        ({"rate": "0.00%", "fixed": "3.00"}, "3.00"),
        ({"rate": "0.00%"}, "0.00"),
        ({"cut": "0.500000"}, "100.00 × 10.00% − 0.50 限额 limit"),
        ({"on_account": "2.40"}, "100.00 × 10.00% − 2.40 已预付 on account"),
        ({"budget_cut": "2.00"}, "100.00 × 10.00% − 2.00 预算不足 over the budget"),
        ({"place": 2, "rate": "0.00%", "fixed": "9.00"}, "第 2 名 place 2: 9.00"),
        (
            {"place": 2, "rate": "0.00%", "unpaid": "no_place"},
            "原第 2 名，名次已失 was place 2 and lost it: 0.00",
        ),
        ({"base": "1.00 + 2.00", "rate": "3.00% + 4.00%"}, "1.00 × 3.00% + 2.00 × 4.00%"),
        (
            {"base": "1.00 + 2.00", "rate": "3.00% + 4.00%", "kept": KEPT},
            "(1.00 × 3.00% + 2.00 × 4.00%) × 1.50/3.00 + 9.00 × 1/2",
        ),
        ({"kept": {**KEPT, "fixed": "0.00"}}, "100.00 × 10.00%"),
        (
            {"rate": "0.00%", "bands": PIECES, "with_orders": "12.00"},
            f"(10 × 1.00 + 2 × 1.50 − 12.00 {WITH_ORDERS})",
        ),
        (
            {"rate": "0.00%", "bands": PIECES, "with_orders": "12.00", "earlier": "0.50"},
            f"(10 × 1.00 + 2 × 1.50 − 12.00 {WITH_ORDERS} − 0.50 此前已付 earlier)",
        ),
    ],
)
def test_a_calculation_is_written_as_one_would(fields: dict[str, Any], written: str) -> None:
    assert award_calculation(why(**fields)) == written


def test_what_was_counted_is_told_with_what_went_before() -> None:
    assert counted(why()) == "100.00 · 1 单 orders · 2 件 pieces"
    more = why(pieces_before=7, counted={**TALLY, "profit": "-0.50"})
    assert counted(more).endswith(" · 此前 before 7 · 毛利 profit -0.50")


def printed(*awards: AwardLine, width: int = 80) -> list[str]:
    console = Console(file=StringIO(), width=width, highlight=False)
    print_awards(console, awards)
    assert isinstance(console.file, StringIO)
    return [" ".join(row.split()) for row in console.file.getvalue().splitlines()]


def test_an_award_is_a_card_that_says_where_it_stands() -> None:
    posted = {
        "at": "2025-04-20T01:00:00Z",
        "cause": "award_reevaluated",
        "from_account": "A:available",
        "to_account": "brand:commission",
        "amount_fen": 499,
        "why": {**WHY, "raw": "4.999000", "rounding_rest": "0.009000", "before": "14.999000"},
    }

    assert printed(award(postings=(posted,), held_fen=400, released_fen=600)) == [
        "奖励 Awards",
        "A · 周期 Period 2025-03 · 规则 Rule volume (tier) · 等级 level gold",
        "方案 Plan plan@1 · cash labour",
        "核算 Evaluated -",
        "计数 Counted 100.00 · 1 单 orders · 2 件 pieces",
        "条件 Terms the terms",
        "算法 How 100.00 × 10.00%",
        "应得 Due = 10.00",
        "现状 Now 4.00 held, 6.00 released",
        "分录 Posting 2025-04-20 09:00:00 award_reevaluated: A:available →",
        "brand:commission",
        "4.999 原值 raw − 0.009 尾差 rest = 4.99, 此前 before 14.999",
    ]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"unpaid": "cost_unknown"}, "原因 Why none 成本未知 a cost is not known"),
        ({"qualified": False}, "原因 Why none 不符合条件 does not qualify"),
    ],
)
def test_why_there_is_no_award_is_said(fields: dict[str, Any], reason: str) -> None:
    assert reason in printed(award(why={**WHY, **fields}))


def test_an_award_whose_facts_have_changed_says_when_it_is_evaluated_again() -> None:
    first, again = "2025-04-16T16:00:00Z", "2025-04-20T01:00:00Z"

    rows = printed(award(evaluated_at=first, reevaluation_due_at=again), width=120)

    expected = "2025-04-17 00:00:00, 待重算 to be evaluated again at 2025-04-20 09:00:00"
    assert f"核算 Evaluated {expected}" in rows


def test_no_award_is_said_to_be_none() -> None:
    assert printed(width=200) == [NOTHING_AWARDED]


class Pages(Client):
    """An API whose period has two pages of awards."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1")
        self.asked: list[str] = []

    def staff(self, role: str) -> Self:
        return self

    def call(
        self, method: str, path: str, body: object = None, key: str | None = None
    ) -> dict[str, Any]:
        self.asked.append(path)
        first = not path.endswith("after=A%2Fvolume")
        return {
            "period": "2025-03",
            "evaluations": [],
            "items": [award("A" if first else "B").model_dump(mode="json")],
            "next": "A/volume" if first else None,
        }


def explained(monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[str, list[str]]:
    pages = Pages()
    monkeypatch.setattr(explain_acts, "asking", lambda ctx, data: nullcontext(pages))
    result = CliRunner().invoke(explain.explain, ["2025-03", *words])
    assert result.exit_code == 0, result.output
    return result.stdout, pages.asked


def test_a_period_is_explained_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    told, asked = explained(monkeypatch)

    assert " ".join(told.split()).endswith(LATE)
    assert [row.split()[0] for row in told.splitlines() if "volume (tier)" in row] == ["A", "B"]
    assert asked == [
        "/v1/evaluations/2025-03",
        "/v1/evaluations/2025-03?after=A%2Fvolume",
    ]


def test_a_period_as_json_is_one_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    told, _ = explained(monkeypatch, "--json")

    whole = json.loads(told)
    assert [each["payee"] for each in whole["items"]] == ["A", "B"]
    assert whole["next"] is None
