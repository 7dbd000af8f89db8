"""Awards on a terminal: the calculation, what was counted, where the money stands; by period."""

import json
from io import StringIO
from typing import Any

import pytest
from click.testing import CliRunner
from rich.console import Console

from infra.cli import explain
from infra.cli.award_explanation import NOTHING_AWARDED, award_calculation, counted, print_awards
from shared.domain.periods.explanation import AwardWhy
from shared.usecases.periods.period_statements import AwardLine

TALLY = {"sales": "100.00", "profit": None, "margin_rate": None, "pieces": 2, "orders": 1}
WHY: dict[str, Any] = {
    "rule": "volume",
    "kind": "tier",
    "period": "2025-03",
    "terms": "the terms",
    "level": "gold",
    "qualified": True,
    "counted": TALLY,
    "pieces_before": 0,
    "place": None,
    "base": "100.00",
    "rate": "10.00%",
    "fixed": "0.00",
    "cut": "0.000000",
    "on_account": "0.00",
    "raw": "10.000000",
    "rounding_rest": "0.000000",
    "form": "cash",
    "tax_nature": "labour",
    "plan": "plan@1",
}


def why(**fields: Any) -> AwardWhy:
    return AwardWhy.model_validate({**WHY, **fields})


def award(payee: str = "A", **fields: Any) -> AwardLine:
    states = {"target_fen": 1000, "held_fen": 0, "released_fen": 1000, "forfeited_fen": 0}
    known = {"place": f"{payee}/volume", "payee": payee, "evaluated_at": None, "why": WHY}
    return AwardLine.model_validate({**known, **states, **fields})


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({}, "100.00 × 10.00%"),
        ({"fixed": "3.00"}, "100.00 × 10.00% + 3.00"),
        ({"rate": "0.00%", "fixed": "3.00"}, "3.00"),
        ({"rate": "0.00%"}, "0.00"),
        ({"cut": "0.500000"}, "100.00 × 10.00% − 0.50"),
        ({"on_account": "2.40"}, "100.00 × 10.00% − 2.40"),
        ({"place": 2, "rate": "0.00%", "fixed": "9.00"}, "第 2 名 place 2: 9.00"),
        ({"qualified": False}, "不符合条件 does not qualify"),
    ],
)
def test_a_calculation_is_written_as_one_would(fields: dict[str, Any], written: str) -> None:
    assert award_calculation(why(**fields)) == f"{written}\nthe terms"


def test_what_was_counted_is_told_with_what_went_before() -> None:
    assert counted(why()) == "100.00 · 1 单 orders · 2 件 pieces"
    more = why(pieces_before=7, counted={**TALLY, "profit": "-0.50"})
    assert counted(more).endswith(" · 此前 before 7 · 毛利 profit -0.50")


def printed(*awards: AwardLine) -> str:
    console = Console(file=StringIO(), width=200, highlight=False)
    print_awards(console, awards)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_every_award_is_a_row_that_says_where_it_stands() -> None:
    told = printed(award(), award("B", held_fen=400, released_fen=600), award("C", released_fen=0))

    assert "10.00 released" in told
    assert "4.00 held, 6.00" in told
    assert "2025-03 gold" in told
    assert [row.split()[0] for row in told.splitlines() if "volume (tier)" in row] == [
        "A",
        "B",
        "C",
    ]


def test_no_award_is_said_to_be_none() -> None:
    assert printed().strip() == NOTHING_AWARDED


class Pages:
    """An API whose period has two pages of awards."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def as_person(self, role: str, who: str, method: str, path: str) -> dict[str, Any]:
        self.asked.append(path)
        first = path.endswith("after=")
        return {
            "period": "2025-03",
            "evaluations": [],
            "awards": [award("A" if first else "B").model_dump(mode="json")],
            "next": "A/volume" if first else None,
        }


def explained(monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[str, list[str]]:
    pages = Pages()
    monkeypatch.setattr(explain, "require_running", lambda data: None)
    monkeypatch.setattr(explain, "client_of", lambda url, data: pages)
    result = CliRunner().invoke(explain.explain, ["2025-03", *words])
    assert result.exit_code == 0, result.output
    return result.stdout, pages.asked


def test_a_period_is_explained_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    told, asked = explained(monkeypatch)

    assert [row.split()[0] for row in told.splitlines() if "volume (tier)" in row] == ["A", "B"]
    assert asked == [
        "/v1/evaluations/2025-03?after=",
        "/v1/evaluations/2025-03?after=A/volume",
    ]


def test_a_period_as_json_is_one_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    told, _ = explained(monkeypatch, "--json")

    whole = json.loads(told)
    assert [each["payee"] for each in whole["awards"]] == ["A", "B"]
    assert whole["next"] is None
