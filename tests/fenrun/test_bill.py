"""`fenrun bill`: a trade bill that agrees with the brand, one that does not, and one cut short."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from fenrun.bills.trade_bill_file import read_trade_bill
from fenrun.client import Stack
from fenrun.histories.told import HistoryError
from infra.local.laptop import SWEEP, Laptop
from shared.domain.money import yuan
from tests.account_in_force import ACCOUNT, put_account_in_force
from tests.http.api_bench import START
from tests.http.running_fenrun import fenrun, told_in

FOUND = Path(__file__).parents[1] / "data" / "found" / "f06-wechatpay-tradebill.csv"
HEADER = FOUND.read_text("utf-8").splitlines()[0]
TOTALS = FOUND.read_text("utf-8").splitlines()[-2]
NAMES = HEADER.split(",")
DAY = "2025-04-02"


def row(**cells: str) -> str:
    return ",".join(f"`{cells.get(name, '0.00' if '金额' in name else '')}" for name in NAMES)


def payment(number: str, fen: int, day: str = DAY) -> dict[str, str]:
    return {
        "交易时间": f"{day} 10:00:05",
        "商户订单号": number,
        "交易状态": "SUCCESS",
        "货币种类": "CNY",
        "订单金额": yuan(fen),
        "应结订单金额": yuan(fen),
        "手续费": f"{yuan(fen * 6 // 1000)}000",
    }


def refund(number: str, refund_no: str, fen: int) -> dict[str, str]:
    return {
        **payment(number, 0),
        "交易状态": "REFUND",
        "商户退款单号": refund_no,
        "退款金额": yuan(fen),
        "申请退款金额": yuan(fen),
    }


def bill(rows: Sequence[dict[str, str]], paid: int, back: int, fee: str) -> str:
    total = f"`{len(rows)},`{yuan(paid)},`{yuan(back)},`0.00,`{fee},`{yuan(paid)},`{yuan(back)}"
    return "\r\n".join([HEADER, *(row(**each) for each in rows), TOTALS, total, ""])


class Brand(NamedTuple):
    data: Path
    stack: Stack
    paid: str
    refunded: str
    by_hand: str
    refund: str

    def rows(self) -> list[dict[str, str]]:
        return [
            payment(f"{self.paid}-1", 198_00),
            payment(self.refunded, 198_00),
            refund(self.refunded, self.refund, 98_00),
        ]

    def compared(self, text: str | bytes, *words: str) -> tuple[int, str, str]:
        file = self.data / "bill.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        result = fenrun(self.data, "bill", str(file), *words)
        return result.exit_code, result.stdout, result.stderr


def placed(stack: Stack) -> str:
    line = {"line": 1, "sku": "tea", "qty": 1, "price_fen": 198_00}
    order = stack.storefront().post("/v1/orders", {"buyer": "lin", "lines": [line]})
    return str(order["order_id"])


@pytest.fixture(scope="module")
def brand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brand]:
    data = tmp_path_factory.mktemp("brand")
    options = {"without": frozenset({SWEEP}), "workflows": True}
    with Laptop(data, frozen=True, start_time=START, **options) as laptop, told_in(data, laptop):  # type: ignore[arg-type]
        put_account_in_force(laptop.ports.store)
        stack = Stack(laptop.cloud.base_url, laptop.credentials)
        orders = [placed(stack) for _ in range(3)]
        for order in orders[:2]:
            stack.storefront().post(f"/v1/orders/{order}/payment")
            assert fenrun(data, "pay", order).exit_code == 0
        slip = {"account": ACCOUNT, "transaction": "slip-1", "amount_fen": 198_00}
        slip |= {"paid_at": START.isoformat()}
        stack.person("finance").post(f"/v1/orders/{orders[2]}/manual-payment", slip)
        asked = {"amount_fen": 98_00, "line": 1}
        back = stack.storefront().post(f"/v1/orders/{orders[1]}/refunds", asked)
        stack.anybody().post("/_local/drain")
        yield Brand(data, stack, *orders, refund=str(back["refund_id"]))


def test_a_bill_that_agrees_says_so(brand: Brand) -> None:
    code, said, _ = brand.compared(bill(brand.rows(), 396_00, 98_00, "2.36000"))

    assert code == 0, said
    assert "2 payments of 396.00, 1 refunds of 98.00; its totals agree" in said
    assert "all agrees" in said


def test_what_does_not_agree_is_told_both_ways(brand: Brand) -> None:
    rows = [
        payment(f"{brand.paid}-1", 197_00),
        payment(f"{brand.paid}-2", 198_00),
        payment("o-1001", 728_20),
        refund(brand.refunded, "r-1", 5_00),
        refund(brand.refunded, brand.refund, 97_00),
    ]
    fee = sum((fen * 6 // 1000 for fen in (197_00, 198_00, 728_20)), 0)
    text = bill(rows, 1_123_20, 102_00, f"{yuan(fee)}000").encode("gbk")
    code, said, _ = brand.compared(text, "--json")

    found: list[dict[str, Any]] = json.loads(said)["differences"]
    assert code == 1
    assert [(each["code"], each["bill_fen"], each["our_fen"]) for each in found] == [
        ("payment_other_amount", 197_00, 198_00),
        ("payment_twice", 198_00, 198_00),
        ("payment_missing_here", 728_20, 0),
        ("refund_missing_here", 5_00, 0),
        ("refund_other_amount", 97_00, 98_00),
        ("payment_missing_there", 0, 198_00),
    ]
    code, said, _ = brand.compared(text)
    assert (code, len(said.splitlines())) == (1, 8)
    assert "账单有付款 o-1001（728.20），本系统没有" in said


def test_the_found_bill_is_of_a_payment_and_a_refund_that_nobody_here_knows(brand: Brand) -> None:
    code, said, _ = brand.compared(FOUND.read_bytes(), "--json")

    told = json.loads(said)
    assert (code, told["paid_fen"], told["refunded_fen"]) == (1, 728_20, 98_00)
    assert [each["code"] for each in told["differences"]] == [
        "payment_missing_here",
        "refund_missing_here",
    ]


def test_a_refund_of_the_last_day_may_be_in_the_next_bill(brand: Brand) -> None:
    rows = brand.rows()[:2]
    _, said, _ = brand.compared(bill(rows, 396_00, 0, "2.36000"), "--json")
    assert json.loads(said)["differences"] == []
    later = [*rows, payment("other", 1_00, "2025-04-03")]
    _, said, _ = brand.compared(bill(later, 397_00, 0, "2.36000"), "--json")
    codes = [each["code"] for each in json.loads(said)["differences"]]
    assert codes == ["payment_missing_here", "refund_missing_there"]


def test_what_is_no_bill_is_refused_before_anybody_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("buyer,date,qty,amount\n", "utf-8")
    result = fenrun(tmp_path, "bill", str(file))

    assert (result.exit_code, result.stdout) == (2, "")
    assert "请提供微信支付原样下载的交易账单" in result.stderr


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        (
            "`728.20,`98.00,`0.00,`3.78000",
            "`729.20,`98.00,`0.00,`3.78000",
            "应结订单总金额 is 729.20",
        ),
        ("`0.00,`3.78000", "`0.00,`3.79000", "手续费总金额 is 3.79000, the rows above are 3.78000"),
        ("`2,`728.20", "`3,`728.20", "总交易单数 is 3, the rows above are 2"),
        ("`728.20,`0.00,`\r\n", "`738.20,`0.00,`\r\n", "订单总金额 is 728.20"),
        ("总交易单数", "交易单数", "are not at its end: it is cut short"),
        ("`SUCCESS,`OTHERS", "`REVOKED,`OTHERS", "line 2: 交易状态 is 'REVOKED'"),
        ("`CNY", "`USD", "line 2: 货币种类 is 'USD'"),
        ("商户订单号", "订单号", "no column 商户订单号"),
        ("`龙井,`,`4.37000", "`龙井,`4.37000", "line 2: 26 cells under 27 columns"),
        ("`龙井,`,`4.37000", "`龙井,`,`,`4.37000", "line 2: 28 cells under 27 columns; put quotes"),
        ("`4.37000", "`4.37 ?", "手续费 is '4.37 ?'"),
        ("`728.20,`98.00,`0.00,`3.78000", "`728.20,`98.00,`0.00", "are not at its end"),
    ],
)
def test_a_bill_that_was_changed_or_cut_short_is_refused(
    tmp_path: Path, written: str, instead: str, told: str
) -> None:
    text = FOUND.read_bytes().decode()
    assert written in text
    file = tmp_path / "bill.csv"
    file.write_bytes(text.replace(written, instead, 1).encode("gbk"))

    with pytest.raises(HistoryError) as error:
        read_trade_bill(file)

    assert told in str(error.value)
