"""A list as CSV: read back by Python's own reader, harmless in a spreadsheet."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AwareDatetime, BaseModel

from shared.edge.http.csv_text import csv_of, is_preferred


class Account(BaseModel):
    bank: str
    number: str


class Item(BaseModel):
    order_id: str
    due_fen: int
    left_fen: int | None
    qty: int
    late: bool
    at: AwareDatetime | None
    account: Account | None
    lines: tuple[int, ...]


ITEM: dict[str, Any] = {
    "order_id": "A",
    "due_fen": 19_805,
    "left_fen": -5,
    "qty": 3,
    "late": True,
    "at": None,
    "account": {"bank": "工行", "number": "6222020000001234567"},
    "lines": [1, 2],
}


def read(*items: dict[str, Any]) -> list[list[str]]:
    text = csv_of(Item, items)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def cell(text: str) -> str:
    return read({**ITEM, "order_id": text})[1][0]


def test_a_row_an_item_below_the_names_of_its_columns() -> None:
    names, row = read(ITEM)
    assert dict(zip(names, row, strict=True)) == {
        "order_id": "A",
        "due_yuan": "198.05",
        "left_yuan": "-0.05",
        "qty": "3",
        "late": "true",
        "at": "",
        "account.bank": "工行",
        "account.number": "'6222020000001234567",
        "lines": "[1,2]",
    }


def test_the_header_stands_there_though_nothing_follows() -> None:
    assert read() == [read(ITEM)[0]]


def test_a_part_that_is_not_there_leaves_its_columns_empty() -> None:
    names, row = read({**ITEM, "account": None})
    assert row[names.index("account.number")] == ""


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'quoted", "=cmd|' /C calc'!A0"]
)
def test_a_formula_is_a_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["0012", "4200001234567890123456789012", "1E5", "2025-03", "3/4", "12:30", "50%", " 7"]
)
def test_what_a_spreadsheet_would_turn_into_a_number_or_a_date_stays_a_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["A", "李雷", "a,b", 'say "hi"', "two\nlines", "2025-Q1", "x=1"])
def test_any_other_text_is_itself(text: str) -> None:
    assert cell(text) == text


@given(st.text(st.characters(exclude_characters="\x00", codec="utf-8")))
def test_one_apostrophe_less_is_the_text_as_it_was(text: str) -> None:
    assert cell(text).removeprefix("'") in (text, text.removeprefix("'"))
    assert not cell(text).startswith(tuple("=+-@\t\r"))
    if cell(text).startswith("'"):
        assert cell(text)[1:] == text


@pytest.mark.parametrize(
    ("accept", "csv_wanted"),
    [
        ("text/csv", True),
        ("text/csv, application/json;q=0.5", True),
        ("text/csv;q=0.9,*/*;q=0.1", True),
        ("application/json, text/csv", False),
        ("text/csv;q=0", False),
        ("text/csv;q=x", False),
        ("*/*", False),
        ("text/html", False),
        ("", False),
    ],
)
def test_csv_comes_where_it_is_preferred(accept: str, csv_wanted: Any) -> None:
    assert is_preferred(accept) is csv_wanted
