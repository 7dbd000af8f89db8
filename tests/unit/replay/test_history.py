import gzip
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from fenrun.histories.told import HistoryError
from infra.replay.history import Purchase
from tests.purchases import read_history

HEADER = "buyer,date,qty,amount\n"
DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def write(tmp_path):
    def written(text):
        path = tmp_path / "orders.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


def test_orders_are_read_to_the_fen_and_put_in_time_order(write):
    path = write(HEADER + "b,2025-01-02,2,29.33\na,2025-01-01,1,0.00\nb,2025-01-02,1,7.1\n")

    assert read_history(path) == [
        Purchase(2, "a", date(2025, 1, 1), 1, 0),
        Purchase(1, "b", date(2025, 1, 2), 2, 2933),
        Purchase(3, "b", date(2025, 1, 2), 1, 710),
    ]


def test_a_limit_takes_the_first_orders_in_time(write):
    path = write(HEADER + "b,2025-01-02,1,2\na,2025-01-01,1,1\n")

    assert [each.buyer for each in read_history(path, 1)] == ["a"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda raw: b"\xef\xbb\xbf" + raw])
def test_a_file_may_be_gzipped_or_marked_as_a_spreadsheet_marks_it(write, pack):
    path = write(pack((HEADER + "a,2025-01-01,1,1.50\n").encode()))

    assert [each.amount_fen for each in read_history(path)] == [150]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (",2025-01-01,1,1.00", "buyer is ''"),
        ("a\tb,2025-01-01,1,1.00", r"buyer is .a\\tb."),
        ("_1,2025-01-01,1,1.00", "buyer is '_1'"),
        ("a,1997-02-30,1,1.00", "date is '1997-02-30'"),
        ("a,01/02/1997,1,1.00", "date is '01/02/1997'"),
        ("a,2025-01-01,0,1.00", "qty is '0'"),
        ("a,2025-01-01,1.5,1.00", "qty is '1.5'"),
        ("a,2025-01-01,1,1.005", "amount is '1.005'"),
        ("a,2025-01-01,1,NaN", "amount is 'NaN'"),
        ("a,2025-01-01,1", "3 cells under 4 columns"),
    ],
)
def test_a_bad_line_is_named_with_what_to_write_instead(write, line, fault):
    path = write(HEADER + f"a,2025-01-01,1,1.00\n{line}\n")

    with pytest.raises(HistoryError, match=rf"orders\.csv, line 3: {fault}.*; write "):
        read_history(path)


def test_a_missing_column_is_named(write):
    with pytest.raises(HistoryError, match="line 1: no column qty, amount; begin with buyer,date"):
        read_history(write("buyer,date\na,2025-01-01\n"))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "the file is empty"),
        (HEADER, "no order in it"),
        # With a time of its own, its header would give each worker another name for the case.
        (gzip.compress(b"buyer,date,qty,amount\n", mtime=0)[:-9], "not a readable text file"),
        (b"\x1f\x8bnonsense", "not a readable text file"),
        (b"buyer,date,qty,amount\n\xff\xfe", "not a readable text file"),
        (HEADER + '"a,2025-01-01,1,1.00\n', "not a readable text file"),
    ],
)
def test_a_file_that_is_no_history_says_so(write, content, fault):
    with pytest.raises(HistoryError, match=fault):
        read_history(write(content))


def test_the_whole_real_history_is_readable_and_the_sample_is_part_of_it():
    whole, sample = read_history(DATA / "cdnow.csv.gz"), read_history(DATA / "cdnow_100.csv")

    assert len(whole) == 69_659
    assert sum(each.amount_fen == 0 for each in whole) == 80
    assert sum(each.amount_fen for each in whole) == 250_031_563
    assert len(sample) == 100
    assert not Counter(map(_content, sample)) - Counter(map(_content, whole))


def _content(purchase):
    return purchase.buyer, purchase.day, purchase.qty, purchase.amount_fen


def test_refunds_may_stand_in_a_column_of_their_own(write):
    path = write("buyer,date,qty,amount,refunded\na,2025-01-01,1,2.00,0.50\nb,2025-01-01,1,2.00,\n")

    assert [each.refunded_fen for each in read_history(path)] == [50, 0]


@pytest.mark.parametrize(
    ("refunded", "fault"),
    [("2.01", "refunded is '2.01', more than the amount"), ("-2.01", "refunded is '2.01', more")],
)
def test_a_refund_is_no_more_than_was_paid(write, refunded, fault):
    path = write(f"buyer,date,qty,amount,refunded\na,2025-01-01,1,2.00,{refunded}\n")

    with pytest.raises(HistoryError, match=f"line 2: {fault}"):
        read_history(path)


def test_a_refund_may_stand_in_a_row_of_its_own(write):
    path = write(HEADER + "a,2025-01-01,1,2.00\na,2025-01-09,1,-0.50\n")

    (sale,) = read_history(path)
    assert (sale.day, sale.amount_fen, sale.refunded_fen) == (date(2025, 1, 1), 200, 50)


def test_a_replay_is_the_same_whatever_was_refunded():
    bought = Purchase(1, "a", date(2025, 1, 1), 1, 200)

    assert repr(bought) == repr(Purchase(1, "a", date(2025, 1, 1), 1, 200, refunded_fen=50))


@pytest.mark.parametrize("buyer", ["茶友一", "a1@example.com", "oExample0000000000000000001a"])
def test_a_buyer_is_called_as_the_shop_calls_him(write, buyer):
    (read,) = read_history(write(HEADER + f"{buyer},2024-04-01,1,198.00\n"))

    assert read.buyer == buyer
