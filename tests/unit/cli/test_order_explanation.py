"""An explained order on a terminal: the calculation, and where the money stands."""

from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from infra.cli.order_explanation import calculation, print_explanation, standing
from shared.domain.commission.reasons import Why
from shared.domain.orders.explanation import ExplainedShare, explain_order
from shared.domain.orders.fulfilment import pay
from shared.domain.orders.order import Order
from tests.unit.domain.orders.orders import NOW, book, commission, line, order, share


def _why(**fields: Any) -> Why:
    return Why.model_validate(
        {
            "rule": "money",
            "kind": "percent",
            "base": "100.00",
            "rate": "10.00%",
            "fixed": "0.00",
            "cut": "0.000000",
            "depth": 1,
            "level": "silver",
            "raw": "10.000000",
            "rounding_rest": "0.000000",
            "tier": None,
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
        ({"cut": "0.500000"}, "100.00 × 10.00% − 0.50"),
        ({"cut": "5.884210"}, "100.00 × 10.00% − 5.88421"),
        ({"base": "9.00 + 1.00", "rate": "5.00% + 3.00%"}, "9.00 × 5.00% + 1.00 × 3.00%"),
        ({"tier": "5.00% from 0.00 (the whole)"}, "100.00 × 10.00%\n5.00% from 0.00 (the whole)"),
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
        ({"out": True}, "不发放 not paid: out"),
        ({"out": True, "withheld": "BUDGET_EXHAUSTED"}, "预算已满 BUDGET_EXHAUSTED"),
    ],
)
def test_where_a_share_stands_is_said_with_what_was_taken_back(
    fields: dict[str, Any], said: str
) -> None:
    assert standing(_share(**fields), paid=True) == said


def test_before_payment_a_share_waits_for_it() -> None:
    assert standing(_share(), paid=False) == "待支付 when paid"


def _order(**fields: Any) -> Order:
    money = commission(share(on_fen=9_990))
    gift = commission(share(1, 200, 9_990), rule="thanks", form="gift", tax_nature="gift")
    goods = line(price_fen=9_990, base_fen=9_990)
    return order(
        **{"lines": (goods,), "commissions": (money, gift), "status": "created", "paid_at": None}
        | fields
    )


def _printed(of: Order, *entries: Any) -> str:
    out = StringIO()
    console = Console(file=out, width=180, emoji=False)
    print_explanation(console, explain_order(of, entries))
    return "\n".join(" ".join(row.split()) for row in out.getvalue().splitlines())


def test_promises_and_postings_are_two_tables() -> None:
    books = book(_order())
    pay(books, NOW, "T1", 9_990, {"A": "active"}, "R1")

    printed = _printed(books.order, *books.entries)

    assert "订单 Order O1 · paid · 方案 Plan plan@1" in printed
    assert (
        "A relation (percent) 1 tee 1 silver v1 cash labour 99.90 × 10.00% 9.99 0.00 9.99 "
        "9.99 pending" in printed
    )
    assert (
        "A thanks (percent) 1 tee 1 silver v1 gift gift 99.90 × 2.00% 1.998 0.008 1.99 "
        "1.99 pending" in printed
    )
    assert "2025-03-03 10:00:00 order_paid 1 thanks brand:commission A:gift:pending 1.99" in printed


def test_without_a_payment_there_are_no_postings_to_print() -> None:
    printed = _printed(_order())

    assert "待支付 when paid" in printed
    assert "金额 Amount" not in printed


def test_an_order_that_pays_nobody_says_so() -> None:
    assert "没有佣金 No commission" in _printed(_order(commissions=()))
