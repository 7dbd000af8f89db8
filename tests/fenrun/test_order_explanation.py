"""An explained order on a terminal: the calculation, and where the money stands."""

from io import StringIO
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from fenrun.explained.orders import (
    calculation,
    left_words,
    print_explanation,
    standing,
)
from shared.domain.commission.in_band import InBand
from shared.domain.commission.not_paid import NotPaid
from shared.domain.orders.explanation import ExplainedShare, explain_order
from shared.domain.orders.order import Order
from shared.domain.orders.payment import pay
from shared.domain.orders.refunds import refund
from shared.domain.orders.share_reasons import Left, Why
from shared.words.catalogue import in_both
from shared.words.exact_words import rounded
from shared.words.explained import label
from tests.payments import payment
from tests.unit.domain.orders.orders import NOW, book, commission, line, order, share

NOTHING_PROMISED = label("no_commission")
NOBODY_ABOVE = in_both("nobody_promised", "nobody_above")


def _why(**fields: Any) -> Why:
    return Why.model_validate(
        {
            "rule": "money",
            "kind": "percent",
            "base": "100.00",
            "rate": "10.00%",
            "fixed": "0.00",
            "pieces": None,
            "per_piece": None,
            "sold": None,
            "bought": None,
            "cut": "0.000000",
            "depth": 1,
            "level": "silver",
            "raw": "10.000000",
            "rounding_rest": "0.000000",
            "tier": None,
            "bands": (),
            "left": None,
            "form": "cash",
            "tax_nature": "labour",
            "plan": "plan@1",
            "relation": 1,
            "withheld": None,
            **fields,
        }
    )


def _share(withheld: str | None = None, **fields: Any) -> ExplainedShare:
    stands = {"pending_fen": 0, "held_fen": 0, "released_fen": 0, "forfeited_fen": 0}
    promised = {"payee": "A", "line": 1, "sku": "tee", "promised_fen": 1000, "out": False}
    why = _why(withheld=withheld)
    return ExplainedShare.model_validate({**promised, **stands, "why": why, **fields})


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({}, "100.00 × 10.00%"),
        ({"fixed": "3.00"}, "100.00 × 10.00% + 3.00"),
        ({"rate": "0.00%", "fixed": "3.00"}, "3.00"),
        ({"cut": "0.500000"}, "100.00 × 10.00% − 0.50 限额 limit"),
        ({"cut": "5.884210"}, "100.00 × 10.00% − 5.88421 限额 limit"),
        ({"base": "9.00 + 1.00", "rate": "5.00% + 3.00%"}, "9.00 × 5.00% + 1.00 × 3.00%"),
        ({"rate": "0.00%"}, "0.00"),
        ({"fixed": "3.00", "pieces": 2, "per_piece": "1.50"}, "100.00 × 10.00% + 2 × 1.50"),
        ({"kind": "override"}, "100.00 × 10.00% (下级所得佣金 of downlines' commission)"),
        (
            {"rate": "0.00%", "fixed": "3.00", "sold": "9.00", "bought": "6.00"},
            "(9.00 售 sold − 6.00 进 bought)",
        ),
    ],
)
def test_a_calculation_is_written_as_one_would(fields: dict[str, str], written: str) -> None:
    assert calculation(_why(**fields)) == written


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"pending_fen": 1000}, "10.00 pending"),
        ({"pending_fen": 400, "released_fen": 600}, "4.00 pending, 6.00 released"),
        ({"held_fen": 1000}, "10.00 held"),
        ({"forfeited_fen": 900}, "9.00 forfeited, 1.00 taken back"),
        ({}, "10.00 taken back"),
        ({"promised_fen": 0}, "-"),
        (
            {"out": True, "withheld": "not_active"},
            "不发放 not paid: 下单时不合格 not active when the order was created",
        ),
        (
            {"out": True, "withheld": "BUDGET_EXHAUSTED"},
            "不发放 not paid: 预算已满 the plan's budget is exhausted (BUDGET_EXHAUSTED)",
        ),
    ],
)
def test_where_a_share_stands_is_said_with_what_was_taken_back(
    fields: dict[str, Any], said: str
) -> None:
    assert standing(_share(**fields), paid=True) == said


def test_before_payment_a_share_waits_for_it() -> None:
    assert standing(_share(), paid=False) == "待支付 when paid"


def test_an_order_that_was_cancelled_unpaid_waits_for_nothing() -> None:
    assert "现状 Now 无，订单未付款即取消 nothing, the order was never paid" in _printed(
        _order(status="cancelled")
    )


def _order(**fields: Any) -> Order:
    money = commission(share(on_fen=9_990))
    gift = commission(share(1, 200, 9_990), rule="thanks", form="gift", tax_nature="gift")
    goods = line(price_fen=9_990, base_fen=9_990)
    return order(
        **{"lines": (goods,), "commissions": (money, gift), "status": "created", "paid_at": None}
        | fields
    )


def _printed(of: Order, *entries: Any, width: int = 80) -> list[str]:
    out = StringIO()
    console = Console(file=out, width=width, emoji=False, highlight=False)
    print_explanation(console, explain_order(of, entries))
    return [" ".join(row.split()) for row in out.getvalue().splitlines()]


def test_a_card_a_share_then_every_posting() -> None:
    books = book(_order())
    pay(books, payment(NOW, 9_990), {"A": "active"}, "R1")

    assert _printed(books.order, *books.entries) == [
        "订单 Order O1 · paid · 方案 Plan plan@1",
        "A · 层级 depth 1 · 等级 level silver · 关系 relation v1",
        "行 Line 1 tee · 规则 Rule relation (percent) · cash labour",
        "算法 How 99.90 × 10.00%",
        "应得 Promised = 9.99",
        "现状 Now 9.99 pending",
        "行 Line 1 tee · 规则 Rule thanks (percent) · gift gift",
        "算法 How 99.90 × 2.00%",
        "应得 Promised 1.998 原值 raw − 0.008 尾差 rest = 1.99",
        "现状 Now 1.99 pending",
        "待结算 pending · 入账中 arriving · 冻结 held · 解冻 released · 没收 forfeited ·",
        "追回 taken back",
        "分录 Postings: 金额 amount, 从 from → 到 to",
        "2025-03-03 10:00:00 order_paid",
        "9.99 brand:commission → A:pending · 行 line 1 · relation",
        "1.99 brand:commission → A:gift:pending · 行 line 1 · thanks",
        "1.998 原值 raw − 0.008 尾差 rest = 1.99",
    ]


def test_everybodys_shares_stand_together() -> None:
    first, other, again = (
        commission(share(on_fen=9_990), payee=payee, rule=rule)
        for payee, rule in (("A", "one"), ("B", "one"), ("A", "two"))
    )

    printed = _printed(_order(commissions=(first, other, again)))

    assert [row.split()[0] for row in printed if "depth" in row] == ["A", "B"]
    assert [row.split("Rule ")[1][:3] for row in printed if "规则" in row] == ["one", "two", "one"]


def test_a_tier_is_told_band_by_band() -> None:
    bands = (
        InBand("sales", 0, 50_00, 50_00, rate_bp=200),
        InBand("sales", 50_00, None, 49_90, rate_bp=300, fixed_fen=1_00),
        InBand("pieces", None, None, 1, per_piece=0, of_pieces=True, condition="orders >= 3"),
    )
    tiered = commission(share(on_fen=9_990, bands=bands), terms="2.00% from 0.00 sales")

    printed = _printed(_order(commissions=(tiered,)))

    assert "阶梯 Tier 2.00% from 0.00 sales" in printed
    assert [row for row in printed if row.startswith("档位")] == [
        "档位 Band [0.00, 50.00) sales: 50.00 × 2.00% = 1.00",
        "档位 Band [50.00, …) sales: 49.90 × 3.00% + 1.00 = 2.497",
        "档位 Band orders >= 3: 1 × 0.00 = 0.00",
    ]


def test_whom_a_rule_pays_nothing_is_told_with_the_reason() -> None:
    def nothing(**fields: Any) -> NotPaid:
        known = {"payee": "B", "rule": "big", "kind": "order_tier", "depth": 1, "level": "gold"}
        return NotPaid.model_validate({**known, **fields})

    missed = (
        nothing(why="cost_unknown", measured="margin_rate ?", terms="the terms"),
        nothing(why="level_not_paid", lines=(1, 3)),
    )

    assert _printed(_order(commissions=(), not_paid=missed, chain=("B",))) == [
        "订单 Order O1 · created · 方案 Plan plan@1",
        "没有佣金 No commission: this order pays nobody in the network",
        "没有得到 Not paid",
        "B · 层级 depth 1 · 等级 level gold · 规则 Rule big (order_tier)",
        "行 Lines 全部 all",
        "阶梯 Tier the terms",
        "原因 Why 成本未知 a cost is not known (margin_rate ?)",
        "B · 层级 depth 1 · 等级 level gold · 规则 Rule big (order_tier)",
        "行 Lines 1, 3",
        "原因 Why 等级不适用 the rule is for other levels",
    ]


@pytest.mark.parametrize("width", [80, 100, 140])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    books = book(_order())
    pay(books, payment(NOW, 9_990), {"A": "active"}, "R1")
    out = StringIO()
    console = Console(file=out, width=width)

    print_explanation(console, explain_order(books.order, books.entries))

    assert max(cell_len(row) for row in out.getvalue().splitlines()) <= width


def test_without_a_payment_there_are_no_postings_to_print() -> None:
    printed = _printed(_order())

    assert "现状 Now 待支付 when paid" in printed
    assert not [row for row in printed if "分录" in row]


def test_who_pays_nobody_because_he_belongs_to_nobody_is_told_how_to_bind() -> None:
    nobody = " ".join(_printed(_order(commissions=()), width=400))
    somebody = " ".join(_printed(_order(commissions=(), chain=("B",)), width=400))

    assert nobody.endswith(f"{NOTHING_PROMISED} {NOBODY_ABOVE}")
    assert somebody.endswith(NOTHING_PROMISED)


def test_after_a_refund_every_posting_says_what_was_left() -> None:
    two = (line(1), line(2))
    books = book(_order(lines=two, commissions=(commission(share(1), share(2)),)))
    pay(books, payment(NOW, 200), {"A": "active"}, "R1")
    refund(books, NOW, "R1", 30, "goods", 1)
    refund(books, NOW, "R2", 5, "goods", 2)

    printed = _printed(books.order, *books.entries, width=200)

    taken = printed[printed.index("2025-03-03 10:00:00 refunded") + 1 :]
    assert taken == [
        "0.03 A:pending → brand:commission · 行 line 1 · relation",
        "退款后本行剩余 left of the line after refunds: 0.70，原 of 1.00",
        "该规则各行应得 due by the rule on all lines: 0.20 → 0.17",
        *taken[3:],
    ]
    assert "退款后本行剩余 left of the line after refunds: 0.95，原 of 1.00" in taken[3:]


def test_what_a_refund_has_not_changed_is_said_once() -> None:
    left = {"base": "1.00", "of": "1.00", "before": "0.17", "after": "0.17", "forfeited": "0.00"}
    said = "该规则各行应得 due by the rule on all lines: 0.17"

    assert list(left_words(Left.model_validate(left))) == [said]
    forfeited = Left.model_validate({**left, "forfeited": "0.02"})
    assert list(left_words(forfeited)) == [f"{said}, 已没收 forfeited 0.02"]


def test_what_has_no_rest_is_not_called_raw() -> None:
    assert rounded("19.800000", "0.000000", "19.80") == "= 19.80"


def test_a_rest_below_zero_was_given() -> None:
    assert rounded("0.178210", "-0.001790", "0.18") == (
        "0.17821 原值 raw + 0.00179 尾差 rest = 0.18"
    )
