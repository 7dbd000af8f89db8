"""What a shop sold is read back from any layout, and no changed file gives other amounts unseen."""

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fenrun.histories.read import read_file
from fenrun.histories.told import HistoryError
from shared.domain.errors import Fault
from shared.domain.histories.cell import Cell
from shared.domain.histories.numbers import amount, marks_in
from shared.domain.histories.past_order import PastOrder
from shared.domain.money import yuan
from tests.unit.histories import year
from tests.unit.histories.files import written

FEN = st.integers(0, 10**11)

TOTALS = ("shopify", "woocommerce", "youzan", "wechat-shop")
"""The layouts that say an amount twice."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("orders")


def read(folder: Path, content: bytes) -> Sequence[PastOrder]:
    return read_file(written(folder, content)).history.orders


def content(orders: Sequence[PastOrder]) -> list[tuple[object, ...]]:
    return [
        (
            each.order,
            each.buyer,
            each.at.date(),
            each.goods_fen,
            each.refunded_fen,
            each.freight_fen,
        )
        for each in orders
    ]


def sold(orders: Sequence[year.Sold]) -> list[tuple[object, ...]]:
    return [
        (each.number, each.buyer, each.at.date(), each.goods, each.refunded, each.freight)
        for each in orders
        if each.is_paid
    ]


@given(seed=st.integers(0, 1000), layout=st.sampled_from(sorted(year.LAYOUTS)), dice=st.randoms())
@settings(max_examples=40, deadline=None)
def test_orders_come_back_whatever_the_order_of_columns(
    folder: Path, seed: int, layout: str, dice: year.Random
) -> None:
    orders = year.year(12, seed)
    shuffled = _with_columns_shuffled(year.LAYOUTS[layout](orders), layout, dice)
    found = [(str(number).lstrip("#"), *rest) for number, *rest in content(read(folder, shuffled))]

    assert found == sold(orders)


def _with_columns_shuffled(content: bytes, layout: str, dice: year.Random) -> bytes:
    encoding = "gbk" if layout == "taobao" else "utf-8-sig"
    separator = ";" if layout == "woocommerce" else ","
    rows = list(csv.reader(StringIO(content.decode(encoding), newline=""), delimiter=separator))
    order = list(range(len(rows[0])))
    dice.shuffle(order)
    out = StringIO()
    csv.writer(out, delimiter=separator).writerows([[row[n] for n in order] for row in rows])
    return out.getvalue().encode(encoding)


@given(fen=FEN, mark=st.sampled_from((".", ",")), sign=st.sampled_from(("", "¥", "￥ ", "RMB")))
def test_an_amount_is_read_as_it_is_written_in_any_way(fen: int, mark: str, sign: str) -> None:
    group = "," if mark == "." else "."
    text = f"{fen // 100:,}".replace(",", group) + f"{mark}{fen % 100:02d}"

    assert list(marks_in([text])) == [mark]
    assert amount(Cell("amount", f"{sign}{text}"), mark) == fen  # type: ignore[arg-type]


@given(text=st.text("0123456789.,-()¥ ", max_size=9), mark=st.sampled_from((".", ",")))
def test_what_is_read_as_an_amount_is_written_with_the_same_digits(text: str, mark: str) -> None:
    try:
        fen = amount(Cell("amount", text), mark)  # type: ignore[arg-type]
    except Fault:
        return
    whole, _, decimals = "".join(each for each in text if each in f"0123456789{mark}").partition(
        mark
    )
    assert abs(fen) == int(whole) * 100 + int((decimals + "00")[:2])
    assert set(decimals[2:]) <= {"0"}


@given(
    seed=st.integers(0, 50),
    layout=st.sampled_from(TOTALS),
    place=st.integers(0, 10**6),
    letter=st.sampled_from("0123456789.,;- \t'x"),
)
@settings(max_examples=150, deadline=None)
def test_a_changed_character_is_refused_or_changes_no_amount(
    folder: Path, seed: int, layout: str, place: int, letter: str
) -> None:
    """Where an order says twice what was paid, no character alone can make it another amount."""
    orders = year.year(3, seed)
    text = year.LAYOUTS[layout](orders).decode("utf-8-sig")
    begin = text.index("\n") + 1
    place = begin + place % (len(text) - begin)
    changed = f"{text[:place]}{letter}{text[place + 1 :]}"
    try:
        found = read(folder, changed.encode())
    except HistoryError:
        return
    assert {each.goods_fen for each in found} <= {each.goods for each in orders}


def test_totals_tell_of_every_row_that_is_missing_or_twice(folder: Path) -> None:
    rows = [f"c{n},2024-04-01,1,{yuan(n * 101)}\n" for n in range(1, 9)]
    total = f"合计,,,{yuan(sum(range(1, 9)) * 101)}\n"
    header = "buyer,date,qty,amount\n"

    assert len(read(folder, (header + "".join(rows) + total).encode())) == 8
    for n in range(8):
        for other in ([*rows[:n], *rows[n + 1 :]], [*rows, rows[n]]):
            with pytest.raises(HistoryError, match="adds up to"):
                read(folder, (header + "".join(other) + total).encode())
