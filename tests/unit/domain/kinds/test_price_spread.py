from typing import Any

import pytest

from shared.domain.commission.facts import Upline
from shared.domain.engine.engine import Engine
from tests.unit.domain.engine.engine_facts import (
    PERCENT,
    adds_up,
    earnings,
    facts,
    line,
    paid,
    plan,
)

SPREAD: dict[str, Any] = {
    "id": "spread",
    "kind": "price_spread",
    "price_lists": {
        "county": {"tee": "70.00"},
        "city": {"tee": "60.00", "mug": "25.00"},
        "province": {"tee": "50.00", "mug": "20.00"},
        "given": {"tee": "0.00"},
    },
}


def _agents(*grades: str | None) -> tuple[Upline, ...]:
    return tuple(Upline(id=f"D{place}", grade=grade) for place, grade in enumerate(grades, 1))


def _spreads(*grades: str | None, base_fen: int = 100_00, **fields: Any) -> tuple[int, ...]:
    given = facts(agents=_agents(*grades), lines=(line(1, base_fen, **fields),))
    got = paid(plan(SPREAD), given, "spread")
    return tuple(got.get(f"D{place}", 0) for place in range(1, len(grades) + 1))


@pytest.mark.parametrize(
    ("grades", "base_fen", "spreads"),
    [
        (("county", "city", "province"), 100_00, (30_00, 10_00, 10_00)),
        (("county",), 100_00, (30_00,)),
        (("county", "unheard-of", "province"), 100_00, (30_00, 0, 20_00)),
        (("unheard-of", "city"), 100_00, (0, 40_00)),
        (("county", "county", "city"), 100_00, (30_00, 0, 10_00)),
        (("county", "given"), 100_00, (30_00, 70_00)),
        # A dearer one above a cheaper: nothing for him, and no gap that somebody above him fills.
        (("city", "county", "province"), 100_00, (40_00, 0, 10_00)),
        (("county", "city", "province"), 70_00, (0, 10_00, 10_00)),
        (("county", "city", "province"), 70_01, (1, 10_00, 10_00)),
        (("county", "city", "province"), 65_00, (0, 10_00, 10_00)),
        (("county", "city", "province"), 15_00, (0, 10_00, 5_00)),
        (("county", "city", "province"), 0, (0, 0, 0)),
        ((), 100_00, ()),
    ],
)
def test_each_keeps_what_he_buys_cheaper_than_the_one_below(
    grades: tuple[str, ...], base_fen: int, spreads: tuple[int, ...]
) -> None:
    assert _spreads(*grades, base_fen=base_fen) == spreads


def test_prices_are_a_piece_and_what_was_paid_is_for_all_of_them() -> None:
    # 3 tees at 100.00 less a coupon of 1.00.
    assert _spreads("county", "city", base_fen=299_00, qty=3) == (89_00, 30_00)


def test_a_grade_without_a_price_for_a_product_is_passed_over() -> None:
    assert _spreads("county", "city", "province", base_fen=30_00, sku="mug") == (0, 5_00, 5_00)
    assert _spreads("county", "city", base_fen=30_00, sku="pen") == (0, 0)


def test_who_buys_at_the_price_below_him_has_no_earning() -> None:
    given = facts(agents=_agents("county", "county", "city"))

    assert [each.payee for each in earnings(plan(SPREAD), given, "spread")] == ["D1", "D3"]


def test_it_is_a_fixed_sum_of_trade_that_says_where_it_comes_from() -> None:
    given = facts(agents=_agents("county", "city"), lines=(line(1, sku="pen"), line(2, 99_99)))

    first, second = earnings(plan(SPREAD), given, "spread")

    assert (first.tax_nature, first.depth, second.depth) == ("goods_trade", 1, 2)
    assert [(p.line, p.rate_bp, p.on_fen, p.fixed_fen) for p in first.parts] == [
        (2, 0, 99_99, 29_99)
    ]
    assert adds_up(first)
    assert adds_up(second)


def test_it_counts_for_no_pay_depth_no_cap_and_no_number_of_payees() -> None:
    agents = _agents("county", "city", "province", "given")
    chain = tuple(Upline(id=name) for name in "ABC")
    made = plan(PERCENT, SPREAD, cap_bp=1700, pay_depth=3, margin_guard=True)
    given = facts(*chain, agents=agents, lines=(line(cost_fen=83_00),))

    assert paid(made, given, "relation") == {"A": 1000, "B": 500, "C": 200}
    assert sum(paid(made, given, "spread").values()) == 100_00
    assert len({each.payee for each in Engine(made).earnings(given)}) == 7
