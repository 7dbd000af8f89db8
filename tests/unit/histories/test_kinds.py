"""Kinds of files that shops and spreadsheets make: each is read rightly, or refused with words."""

import gzip
import json
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from fenrun.histories import workbook as workbook_module
from tests.unit.histories.files import PLAIN, Day, Said, read, refused, said, workbook

TEA = "茶友一,2024-04-01,1,198.00,\n"
ONE = PLAIN + TEA


def row(amount: str = "198.00", *, day: str = "2024-04-01", qty: str = "1", back: str = "") -> str:
    return f"{PLAIN}c1,{day},{qty},{amount},{back}\n"


def archive(name: str, text: str) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as parts:
        parts.writestr(name, text)
    return packed.getvalue()


READ = {
    "columns in any order": "amount,qty,date,buyer\n198.00,1,2024-04-01,c1\n",
    "names in capitals, spaced": " Buyer ,DATE,Qty,Amount\nc1,2024-04-01,1,198.00\n",
    "a byte order mark": ONE.encode("utf-8-sig"),
    "UTF-16, marked": ONE.encode("utf-16"),
    "UTF-16, unmarked": (ONE + ONE.removeprefix(PLAIN).replace("198", "0")).encode("utf-16-be"),
    "UTF-16 with tabs": ONE.replace(",", "\t").encode("utf-16"),
    "GBK with a full-width sign": row("￥198.00").replace("c1", "茶友一").encode("gbk"),
    "gzip": gzip.compress(ONE.encode()),
    "bars between cells": ONE.replace(",", "|"),
    "a separator said": f"sep=;\n{ONE}".replace(",", ";"),
    "lines that end as on old Macs": ONE.replace("\n", "\r"),
    "empty lines": f"\n{PLAIN}\n{TEA}\n \n",
    "a title above": f"店铺订单,,,,\n\n{ONE}",
    "a header that stands again": f"{ONE}{PLAIN}",
    "a comma behind each line": "buyer,date,qty,amount,\nc1,2024-04-01,1,198.00,\n",
    "a decimal comma": row("198,00").replace(",", ";").replace("198;00", "198,00"),
    "a decimal comma in quotes": row('"198,00"'),
    "a decimal point between semicolons": row().replace(",", ";"),
    "a sign before": row("RMB 198.00"),
    "a sign behind": row("198.00元"),
    "five decimals of none": row("198.00000"),
    "a mark before numbers": f"{PLAIN}'13800000000,`2024-04-01,'1,`198.00,`\n",
    "a formula of text": f'{PLAIN}="001","=""2024-04-01""",1,198.00,\n',
    "pieces with decimals of none": row(qty="1.00"),
    "pieces with decimals of none beside a decimal comma": (
        "buyer;date;qty;amount\nc1;2024-04-01;1,000;198,00\n"
    ),
    "pieces with decimals of none between semicolons": row(qty="1.0").replace(",", ";"),
    "a serial day": row(day="45383"),
    "a serial time": row(day="45383.0063"),
    "a Chinese date": row(day="2024年4月1日 0:09"),
    "a day without marks": row(day="20240401"),
    "a time with its zone": row(day="2024-03-31T16:10:05.000Z"),
    "totals that agree": f"{row()}合计,,1,198.00,0.00\n",
    "totals that count orders": f"{row()}总计：,,1,198.00,\n",
    "a workbook": workbook(
        [["buyer", "date", "qty", "amount"], ["茶友一", Day(45383.0063), 1, 198]]
    ),
    "a workbook with other sheets": workbook(
        [["说明"]], [["店铺"], ["buyer", "date", "qty", "amount"], ["c1", "2024/4/1", 1, "¥198"]]
    ),
}


@pytest.mark.parametrize("kind", READ)
def test_it_is_one_sale_of_198(tmp_path: Path, kind: str) -> None:
    content = READ[kind]
    found = read(tmp_path, content).history
    first = found.orders[0]

    assert (first.goods_fen, first.refunded_fen, first.lines[0].qty) == (198_00, 0, 1)
    assert first.at.date().isoformat() == "2024-04-01"
    assert sum(each.goods_fen for each in found.orders) == 198_00


REFUSED = {
    "thousands without quotes": (row("1,198.00"), "line 2: 6 cells under 5 columns"),
    "thousands in a row cut short": (f"{PLAIN}c1,2024-04-01,1,500,100.00\n", "500,100.00 may be"),
    "a column of refunds misnamed beside it": (
        "buyer,date,qty,amount,refunded,refund\nc1,2024-04-01,1,198.00,0,198.00\n",
        "column refund is unknown; did you mean refunded?",
    ),
    "a column twice": (
        "buyer,date,qty,amount,Amount\nc1,2024-04-01,1,198.00,1.00\n",
        "column Amount stands there twice",
    ),
    "pieces in two columns": (
        "子订单编号,主订单编号,买家会员名,订单创建时间,购买数量,数量,买家实付金额,买家应付邮费\n",
        "columns 购买数量, 数量 both say qty",
    ),
    "an unknown column": (
        "buyer,date,qty,amount,zz\nc1,2024-04-01,1,198.00,1.00\n",
        "column zz is unknown to the layout plain",
    ),
    "values under no name": (
        "buyer,date,qty,amount,\nc1,2024-04-01,1,198.00,x\n",
        "column 5 has values and no name",
    ),
    "three decimals": (row("198.005"), "amount is '198.005'"),
    "thousands that are none": (row('"1,98.00"'), "amount is '1,98.00'"),
    "a number that may be two": (row("1.198").replace(",", ";"), "amount is '1.198'"),
    "a number that may be two between tabs": (
        row("1.190").replace(",", "\t"),
        "amount is '1.190'",
    ),
    "a number of thousands of digits": (row("1" * 5_000), "amount is '111"),
    "pieces of thousands of digits": (row(qty="1" * 5_000), "qty is '111"),
    "two decimal marks": (f'{row()}c2,2024-04-01,1,"198,00",\n', "has a decimal point"),
    "dollars": (row("$198.00"), "amount is '$198.00'"),
    "a digit that is none": (row("19²"), "amount is '19²'"),
    "a day that may be another": (row(day="4/1/2024"), "say --dates day_first or month_first"),
    "a year of nobody's": (row(day="0024-04-01"), "date is '0024-04-01'"),
    "a time that is none": (row(day="1970-01-01 08:00:00"), "date is '1970-01-01 08:00:00'"),
    "a year to come": (row(day="9999-12-31"), "date is '9999-12-31'"),
    "a year of two digits": (row(day="24/4/1"), "date is '24/4/1'"),
    "pieces below nothing": (row(qty="-1"), "qty is '-1' with 198.00 paid"),
    "no pieces, paid": (row(qty="0"), "qty is '0' with 198.00 paid"),
    "pieces that may be 1 or 1000": (row("198", qty="1.000").replace(",", ";"), "qty is '1.000'"),
    "a refund in a column and a row": (
        f"{row(back='98.00')}c1,2024-04-09,1,-98.00,\n",
        "has 98.00 given back as rows of their own, and refunded says 98.00 as well",
    ),
    "a refund that no amount tells": (
        "buyer,date,qty,amount,refund_status\nc1,2024-04-01,1,198.00,退款成功\n",
        "refund_status says that money went back, and no amount says how much",
    ),
    "a refund of very many sales": (
        row() * 9 + "c1,2024-04-09,1,-98.00,\n",
        "may be of several sales (lines 2, 4, 6, 8, 10)",
    ),
    "refunds with either sign": (f"{row(back='-98.00')}c2,2024-04-01,1,9.00,1.00\n", "other sign"),
    "a refund of several sales": (
        f"{row()}c1,2024-04-02,1,198.00,\nc1,2024-04-09,1,-98.00,\n",
        "line 4: '-98.00' is a refund that may be of several sales (lines 2, 3)",
    ),
    "a refund before its sale": (f"{row()}c1,2024-03-09,1,-98.00,\n", "no sale of c1 before it"),
    "totals that do not agree": (
        f"{row()}合计,,1,199.00,\n",
        "line 3: amount adds up to 199.00 here, the rows above are 198.00",
    ),
    "rows below the totals": (f"{row()}合计,,1,198.00,\n{TEA}", "line 4: a row below the totals"),
    "a quote left open": (f'{row()}"c2,2024-04-01,1,198.00,\n', "line 3: not a readable text"),
    "a damaged text": (f"{ONE}{TEA}".encode()[:-30] + b"\xe8,2024-04-01,1,1.00,\n", "line 3 is in"),
    "Latin letters in an old encoding": (f"{PLAIN}Andrés,".encode("latin-1"), "line 2 is in none"),
    "Big5": (f"{PLAIN}王小明,2024-04-01,1,198.00,\n".encode("big5"), "line 2 is in none"),
    "a zero byte": (f"{ONE}{row('19')}\0", "line 5 is in none of them"),
    "a file of nothing": ("\ufeff \n", "the file is empty"),
    "a document": (b"%PDF-1.7\n%\xe2\xe3\n", "this is a document, a picture or an archive"),
    "an archive of files": (archive("orders.csv", ONE), "unpack it if it is an archive"),
    "a workbook with a password": (
        b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        "this workbook has a password",
    ),
    "two days of one order": (
        "order,buyer,date,qty,amount\n1,c,2024-04-01,1,1\n2,c,,1,1\n1,c,2024-04-02,1,1\n",
        "line 2: order 1 has 2024-04-01, and in line 4 2024-04-02",
    ),
    "nobody who bought": (
        "order,buyer,date,qty,amount\n1,,2024-04-01,1,1.00\n",
        "order 1 has no buyer in any row; write it in the first, or take the order out",
    ),
    "a discount above the goods": (
        "order,buyer,date,qty,amount,discount\n1,c1,2024-04-01,1,100.00,120.00\n",
        "order 1: discounts of 120.00 are more than the goods, 100.00",
    ),
    "a web page that calls itself XLS": ("<html><table></table></html>", "this is a web page"),
    "a workbook that is none": (b"PK\x03\x04nothing", "not a readable workbook"),
    "a workbook with a digit changed": (
        workbook([["buyer", "date", "qty", "amount"], ["c1", Day(45383), 1, 198]]).replace(
            b"<v>198</v>", b"<v>918</v>"
        ),
        "xl/worksheets/sheet1.xml is damaged",
    ),
    "an old workbook that is none": (b"\xd0\xcf\x11\xe0nothing", "not a readable workbook"),
    "sheets of orders": (
        workbook(*[[["buyer", "date", "qty", "amount"], ["c1", Day(45383), 1, 1]]] * 2),
        "several sheets hold orders: S1, S2",
    ),
    "a long number in a workbook": (
        workbook(
            [["order", "buyer", "date", "qty", "amount"], [3718 * 10**15, "c", Day(45383), 1, 1]]
        ),
        "line 2: order is '3.71800000000000E+18', which a spreadsheet has shortened",
    ),
    "a shortened number": (
        "order,buyer,date,qty,amount\n3.718E+18,c1,2024-04-01,1,1.00\n",
        "order is '3.718E+18', which a spreadsheet has shortened",
    ),
    "a shortened article number": (
        "buyer,date,sku,qty,amount\nc1,2024-04-01,6.93E+12,1,1.00\n",
        "sku is '6.93E+12', which a spreadsheet has shortened",
    ),
    "no order below the header": (PLAIN, "no order in it"),
    "orders in a list": ('[{"order": "1"}]', "line 1: order: "),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_refused_in_words_of_both_languages(tmp_path: Path, kind: str) -> None:
    content, words = REFUSED[kind]

    assert words in refused(tmp_path, content)


def test_a_workbook_that_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_module, "MOST_MIB", 1)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as parts:
        parts.writestr("sheet.xml", b" " * (1 << 21))

    assert len(packed.getvalue()) < 1 << 14
    assert "the file is larger than 1 MiB" in refused(tmp_path, packed.getvalue())


def test_a_header_of_very_many_columns_is_told_in_time(tmp_path: Path) -> None:
    header = ",".join(["buyer,date,qty,amount", *(f"column{n}" for n in range(16_000))])

    assert "and 15900 more" in refused(tmp_path, f"{header}\n")


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    wrong = "c1,2024-13-01,x,1e3,\n,2024-04-01,1,-,\nc3,2024-04-01\n"
    told = refused(tmp_path, ONE + wrong).splitlines()[::2]

    assert [each.partition(", ")[2].split("; ")[0] for each in told] == [
        "line 3: date is '2024-13-01'",
        "line 3: qty is 'x'",
        "line 3: amount is '1e3'",
        "line 4: buyer is ''",
        "line 4: amount is '-'",
        "line 5: 2 cells under 5 columns, the row is cut short",
    ]


@pytest.mark.parametrize("wrong", ["1,,,x,100.00,\n", "1,,,1\n"])
def test_of_an_order_with_a_wrong_row_nothing_is_said_that_the_row_may_say(
    tmp_path: Path, wrong: str
) -> None:
    header = "order,buyer,date,qty,amount,order_amount\n"
    told = refused(tmp_path, f"{header}1,c1,2024-04-01,1,100.00,200.00\n{wrong}2,,,1,1.00,\n")

    assert [line.partition(", ")[2].split(": ")[0] for line in told.splitlines()[::2]] == [
        "line 3",
        "line 4",
    ]


def test_a_refund_of_a_wrong_row_is_not_called_one_of_nothing(tmp_path: Path) -> None:
    told = refused(tmp_path, f"{row(qty='x')}c1,2024-04-09,1,-98.00,\n")

    assert "qty is 'x'" in told
    assert len(told.splitlines()) == 2


def test_which_amount_has_a_point_and_which_a_comma_is_told_rightly(tmp_path: Path) -> None:
    for one, other in (('"198,00"', "1.00"), ("1.00", '"198,00"')):
        told = refused(tmp_path, f"{row(one)}c2,2024-04-02,1,{other},\n")

        assert "line 3: '1.00' has a decimal point and '198,00' a decimal comma" in told
        assert len(told.splitlines()) == 2


def test_of_very_many_faults_a_hundred_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    told = refused(tmp_path, PLAIN + "c1,2024-04-01,1,much,\n" * 250).splitlines()[::2]

    assert len(told) == 101
    assert told[-1].startswith("and 150 more")


def test_a_status_is_asked_for_and_can_be_told(tmp_path: Path) -> None:
    content = "buyer,date,qty,amount,status\nc1,2024-04-01,1,198.00,挂起\nc2,2024-04-01,1,1.00,\n"

    told = refused(tmp_path, content)
    assert "line 2: status is '挂起', a status that is not known; say what it means" in told
    assert "line 3: status is ''" in told
    one = content.replace("c2,2024-04-01,1,1.00,\n", "")
    assert said(read(tmp_path, one, statuses={"no_sale": ("挂起",)})) == Said(0, 0, 0, 1)
    assert said(read(tmp_path, one, statuses={"given_back": ("挂起",)})) == Said(1, 19800, 19800)


def test_why_an_order_is_none_may_stand_in_brackets_and_of_a_sale_nothing(tmp_path: Path) -> None:
    content = "买家,日期,数量,金额,状态\nc1,2024-04-01,1,198.00,已取消（买家原因）\n"

    assert said(read(tmp_path, content)) == Said(0, 0, 0, 1)
    told = refused(tmp_path, content.replace("已取消（买家原因）", "交易成功（部分退款）"))
    assert "状态 is '交易成功（部分退款）', a status that is not known" in told


def test_a_word_that_is_known_can_be_given_another_meaning(tmp_path: Path) -> None:
    content = "buyer,date,qty,amount,status\nc1,2024-04-01,1,198.00,pending\n"

    assert said(read(tmp_path, content)) == Said(0, 0, 0, 1)
    assert said(read(tmp_path, content, statuses={"sale": ("pending",)})) == Said(1, 198_00)


def test_goods_that_are_called_like_a_total_are_goods(tmp_path: Path) -> None:
    header = "order,buyer,date,sku,qty,amount\n"
    text = f"{header}1,c1,2024-04-01,brush,1,9.00\n1,,,Total,1,9.00\n"

    assert said(read(tmp_path, text)) == Said(1, 18_00)


def test_a_dash_says_nothing(tmp_path: Path) -> None:
    header = "order,buyer,date,paid_at,qty,amount"
    unpaid = f"{header}\n1,c1,2024-04-01,-,1,198.00\n"

    assert "order 1 has no time of payment" in refused(tmp_path, unpaid)
    closed = f"{header},status\n1,c1,2024-04-01,-,1,198.00,closed\n2,c2,2024-04-02,/,1,9.00,paid\n"
    assert said(read(tmp_path, closed)) == Said(1, 9_00, 0, 1)
    columns = {"name": "x", "columns": {**{name: name for name in header.split(",")}}}
    columns["columns"] |= {"cancelled": "gone", "buyer": ["nick", "phone"]}
    (tmp_path / "x.yaml").write_text(json.dumps(columns))
    text = "order,nick,phone,date,paid_at,qty,amount,gone\n1,-,138,2024-04-01,2024/4/2,1,9.00,-\n"
    (order,) = read(tmp_path, text, columns=tmp_path / "x.yaml").history.orders
    assert order.buyer == "138"


def test_a_column_is_left_unread_only_by_name(tmp_path: Path) -> None:
    content = "buyer,date,qty,amount,refund\nc1,2024-04-01,1,198.00,198.00\n"

    assert said(read(tmp_path, content, ignored=("refund",))) == Said(1, 198_00)
    told = refused(tmp_path, content, ignored=("refund", "amount"))
    assert "which the layout plain needs; add one" in told


def test_the_order_of_days_and_months_can_be_told(tmp_path: Path) -> None:
    days = [
        read(tmp_path, row(day="4/1/2024 0:09"), dates=each).history.orders[0].at.date().isoformat()
        for each in ("month_first", "day_first")
    ]

    assert days == ["2024-04-01", "2024-01-04"]


def test_a_refund_in_a_column_may_say_its_day(tmp_path: Path) -> None:
    content = "buyer,date,qty,amount,refunded,refunded_at\nc1,2024-04-01,1,198.00,98.00,2024/4/9\n"
    (order,) = read(tmp_path, content).history.orders

    assert order.refunded_fen == 98_00
    assert [(f"{each.at:%m-%d}", each.fen) for each in order.refunds] == [("04-09", 98_00)]


def test_a_coupon_is_taken_off_and_freight_stands_beside(tmp_path: Path) -> None:
    content = "buyer,date,qty,amount,discount,freight\nc1,2024-04-01,1,198.00,-20.00,8.00\n"
    (order,) = read(tmp_path, content).history.orders

    assert (order.goods_fen, order.discount_fen, order.freight_fen) == (178_00, 20_00, 8_00)
