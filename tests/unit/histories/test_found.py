"""Each file that was found to be read wrongly or refused without need, with its right value."""

from pathlib import Path

import pytest

from fenrun.histories.read import read_file
from infra.replay.rule import Rule
from infra.whatif.by_file import compare_orders, read_past
from shared.domain.histories.past_order import PastRefund
from shared.domain.plans.document import read_plan
from tests.purchases import read_history
from tests.rules_in_force import DEFAULT_PLAN
from tests.unit.histories.files import Said, refused, said

FOUND = Path(__file__).parents[2] / "data" / "found"

READ = {
    "f01-shopify-orders.csv": Said(2, 1_378_00, 98_00, 1),
    "f04-youzan.csv": Said(2, 1_366_20, 98_00),
    "f05-wechat-shop.csv": Said(2, 916_20, 98_00),
    "j03-chinese-ids.jsonl": Said(1, 198_00),
    "j06-coupon-freight.jsonl": Said(1, 178_00),
    "v01-openid-buyer.csv": Said(1, 198_00),
    "v02-email-buyer.csv": Said(1, 198_00),
    "v03-chinese-buyer.csv": Said(1, 198_00),
    "v04-thousands.csv": Said(1, 1_198_00),
    "v05-yen-sign.csv": Said(1, 198_00),
    "v06-datetime.csv": Said(1, 198_00),
    "v07-slash-date.csv": Said(1, 198_00),
    "v08-negative-refund-row.csv": Said(1, 198_00, 98_00),
    "v09-qty-zero.csv": Said(0, 0, 0, 1),
    "v12-comma-rows.csv": Said(1, 198_00),
    "v14-tabs.csv": Said(1, 198_00),
    "v15-semicolons.csv": Said(1, 198_00),
    "v16-gbk.csv": Said(1, 198_00),
    "v18-tab-in-id.csv": Said(1, 198_00),
    "v22-refund-as-minus.csv": Said(1, 198_00, 98_00),
    "v23-three-decimals.csv": Said(1, 198_00),
    "v24-fullwidth.csv": Said(1, 198_00),
    "v28-lines-of-one-order.csv": Said(1, 27),
    "v29-closed-order.csv": Said(1, 198_00, 0, 1),
}

REFUSED = {
    "f06-wechatpay-tradebill.csv": (
        "line 1: no column buyer, date, qty, amount; begin with buyer",
    ),
    "v21-short-row.csv": ("line 2: 3 cells under 5 columns", "请补全缺少的格"),
    "v25-excel.xlsx": ("not a readable workbook", "另存为 XLSX 或 CSV"),
    "v26-misnamed-refund-column.csv": (
        "line 1: column refund is unknown; did you mean refunded?",
        "是否应为 refunded？",
    ),
}


def test_every_file_is_in_one_of_the_tables() -> None:
    assert {path.name for path in FOUND.iterdir()} == {*READ, *REFUSED}


@pytest.mark.parametrize("name", READ)
def test_a_file_is_read_to_the_fen(name: str) -> None:
    assert said(read_file(FOUND / name)) == READ[name]


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_is_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    told = refused(tmp_path, (FOUND / name).read_bytes())

    assert all(words in told for words in REFUSED[name])


def test_a_refund_keeps_the_day_on_which_it_was_made() -> None:
    (order,) = read_file(FOUND / "v08-negative-refund-row.csv").history.orders

    assert [(each.at.date().isoformat(), each.fen) for each in order.refunds] == [
        ("2024-04-09", 98_00)
    ]
    assert isinstance(order.refunds[0], PastRefund)


def test_freight_stands_beside_what_goods_cost() -> None:
    for name in ("f01-shopify-orders.csv", "f04-youzan.csv", "f05-wechat-shop.csv"):
        first, second = read_file(FOUND / name).history.orders
        assert (first.freight_fen, second.freight_fen) == (10_00, 0)


def test_a_comparison_reads_the_coupon_of_a_line_of_json() -> None:
    past = read_past(FOUND / "j06-coupon-freight.jsonl", Rule())

    assert compare_orders(past, DEFAULT_PLAN, DEFAULT_PLAN, lambda *_: None).goods_fen == 178_00


def test_a_replay_plays_the_sales_of_an_export() -> None:
    bought = read_history(FOUND / "f01-shopify-orders.csv")

    assert [(each.row, each.buyer, each.qty, each.amount_fen) for each in bought] == [
        (1, "a1@example.com", 3, 1_180_00),
        (2, "b2@example.com", 1, 198_00),
    ]


@pytest.mark.parametrize(
    ("name", "old_fen"),
    [
        ("v28-lines-of-one-order.csv", 2),
        ("v29-closed-order.csv", 19_80),
        ("v08-negative-refund-row.csv", 10_00),
        ("v04-thousands.csv", 119_80),
        ("v09-qty-zero.csv", 0),
    ],
)
def test_a_comparison_pays_for_what_was_sold(name: str, old_fen: int) -> None:
    ten = read_plan(
        {
            "name": "ten",
            "pay_depth": 1,
            "rules": [{"id": "r", "kind": "percent", "rates_bp": {"default": [1000]}}],
        }
    )
    past = read_past(FOUND / name, Rule(alone=0, joins=0))

    assert compare_orders(past, ten, DEFAULT_PLAN, lambda *_: None).commission.old == old_fen
