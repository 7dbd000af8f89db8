"""`fenrun history` as a merchant meets it: the sums of his file, or all that is wrong with it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import click
import pytest
from click.testing import CliRunner, Result

from fenrun.commands.history import history
from fenrun.commands.reading_options import CLASSES
from fenrun.main import main
from shared.domain.histories.days import DayOrder
from shared.domain.histories.layout import Class

Run = Callable[..., Result]

FOUND = Path(__file__).parents[1] / "data" / "found"

MAPPING = """\
name: my-shop
columns:
  order: Nr
  buyer: Customer
  date: Day
  qty: Pieces
  amount: Paid
  status: State
unused: [Remark]
statuses:
  sale: [ok]
  no_sale: [gone]
dates: day_first
"""
OWN = """\
Nr;Customer;Day;Pieces;Paid;State;Remark
1;c1;01.04.2024;1;198,00;OK;x
2;c2;02.04.2024;2;1.198,00;gone;
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "own.csv").write_text(OWN, encoding="utf-8")

    def run(*options: str) -> Result:
        words = [each.replace("HERE", str(tmp_path)) for each in options]
        return CliRunner().invoke(main, ["history", *words])

    return run


def test_it_says_what_a_shop_can_hold_against_its_own_figures(run: Run) -> None:
    result = run(str(FOUND / "f01-shopify-orders.csv"))

    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "f01-shopify-orders.csv：布局 shopify，UTF-8，分隔符 ','，4 行",
        "f01-shopify-orders.csv: layout shopify, UTF-8, cells divided by ',', 4 rows",
        "订单 3 笔，其中销售 2 笔（3 行，2 位客户）",
        "orders 3, of which sales 2 (3 lines, 2 buyers)",
        "日期 2024-04-01 … 2024-04-01",
        "days 2024-04-01 … 2024-04-01",
        "商品实付 1378.00（已减优惠 118.00）；运费 10.00 另计",
        "paid for goods 1378.00, discounts of 118.00 taken off; freight 10.00 beside them",
        "商品退款 98.00（1 笔），运费退款 0.00；净额 1280.00",
        "given back of goods 98.00 (orders: 1), of freight 0.00; net 1280.00",
        "不计为销售：状态“voided” 1 笔（198.00）",
        "no sale, not counted: 1 of status voided (198.00)",
    ]


def test_the_same_figures_come_as_json(run: Run) -> None:
    told = json.loads(run(str(FOUND / "v29-closed-order.csv"), "--json").stdout)

    assert (told["layout"], told["encoding"], told["sales"]) == ("plain", "UTF-8", 1)
    assert (told["first"], told["goods_fen"], told["net_fen"]) == ("2024-04-01", 19800, 19800)
    assert told["no_sales"] == {"交易关闭(未付款)": {"orders": 1, "fen": 19800}}


def test_a_file_is_refused_whole_in_both_languages(run: Run) -> None:
    result = run(str(FOUND / "v21-short-row.csv"))

    assert (result.exit_code, result.stdout) == (2, "")
    assert "line 2: 3 cells under 5 columns, the row is cut short" in result.stderr
    assert "表头 5 列，此行只有 3 格" in result.stderr


def test_a_file_of_ones_own_is_read_by_its_description(run: Run) -> None:
    assert run("HERE/own.csv").exit_code == 2
    told = json.loads(run("HERE/own.csv", "--columns", "HERE/mapping.yaml", "--json").stdout)

    assert (told["layout"], told["sales"], told["goods_fen"]) == ("my-shop", 1, 198_00)
    assert told["no_sales"] == {"gone": {"orders": 1, "fen": 1_198_00}}
    assert told["first"] == "2024-04-01"


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        ("  buyer: Customer\n", "", "no header for buyer"),
        (
            "  amount: Paid\n",
            "",
            "no header for amount, goods, order_amount, price; add one",
        ),
        ("  qty: Pieces\n", "  qty: Paid\n", "Paid is named twice"),
        ("  qty: Pieces\n", "  pieces: Pieces\n", "mapping.yaml:6: columns.pieces"),
        (
            "  sale: [ok]\n",
            "  sale: [ok, Gone]\n",
            "statuses: gone has two meanings",
        ),
        ("  sale: [ok]\n", "  sold: [ok]\n", "mapping.yaml:11: statuses.sold"),
        ("name: my-shop\n", "", "`name` is missing"),
        (MAPPING.partition("unused")[0], "name: x\n", "`columns` is missing; add it, like"),
        ("dates: day_first\n", "dates: day\n", "mapping.yaml:13: dates"),
        ("unused: [Remark]\n", "unuse: [Remark]\n", "mapping.yaml:9: unuse"),
    ],
)
def test_a_wrong_description_is_told_with_its_line(
    run: Run, tmp_path: Path, written: str, instead: str, told: str
) -> None:
    assert written in MAPPING
    text = MAPPING.replace(written, instead)
    (tmp_path / "mapping.yaml").write_text(text, encoding="utf-8")

    result = run("HERE/own.csv", "--columns", "HERE/mapping.yaml")

    assert result.exit_code == 2
    assert told in result.stderr
    assert "mapping.yaml:" in result.stderr


@pytest.mark.parametrize("layout", ["plain", "shopify", "taobao-items", "wechat-shop"])
def test_a_layout_is_printed_to_begin_with_and_read_back(
    run: Run, tmp_path: Path, layout: str
) -> None:
    printed = run("--print-columns", layout).stdout
    (tmp_path / "own.yaml").write_text(printed, encoding="utf-8")

    assert f"name: {layout}\n" in printed
    result = run(str(FOUND / "v21-short-row.csv"), "--columns", "HERE/own.yaml")
    assert result.exit_code == 2
    assert "line 2: 3 cells" in result.stderr or "line 1: no column" in result.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "say which FILE"),
        (("--print-columns", "amazon"), "no layout amazon; there are plain, "),
        (("HERE/own.csv", "--layout", "amazon"), "there is no such layout; there are plain, "),
        (
            ("HERE/own.csv", "--status", "ok=sale", "--status", "OK=no_sale"),
            "OK has two meanings; keep one of them",
        ),
        (("HERE/own.csv", "--status", "ok"), "write TEXT=MEANING"),
        (("HERE/own.csv", "--status", "ok=paid"), "write TEXT=MEANING"),
    ],
)
def test_what_it_cannot_do_is_said(run: Run, options: tuple[str, ...], told: str) -> None:
    result = run(*options)

    assert result.exit_code == 2
    assert told in result.stderr


def test_the_options_offer_what_a_layout_can_say() -> None:
    assert get_args(Class) == CLASSES
    (dates,) = [each for each in history.params if each.name == "dates"]
    assert isinstance(dates.type, click.Choice)
    assert {"year_first", *dates.type.choices} == {*get_args(DayOrder)}


def test_what_a_word_or_a_column_means_can_be_said_at_once(run: Run, tmp_path: Path) -> None:
    text = "buyer,date,qty,amount,status,note\nc1,01/04/2024,1,198.00,ok,x\n"
    (tmp_path / "orders.csv").write_text(text, encoding="utf-8")
    words = ("--status", "ok=sale", "--ignore", "note", "--dates", "day_first", "--json")

    assert json.loads(run("HERE/orders.csv", *words).stdout)["goods_fen"] == 198_00


def test_it_says_whose_names_are_hidden_and_what_is_asked_back(run: Run, tmp_path: Path) -> None:
    orders = "order,buyer,date,qty,amount,status\n1,张**,2024-04-01,1,9.00,退款中\n"
    (tmp_path / "masked.csv").write_text(orders, encoding="utf-8")
    result = run("HERE/masked.csv")

    assert "names are hidden in part, as in J***: those of 1 buyers" in result.stdout
    assert "asked back and not yet given back, not counted: 9.00" in result.stdout
