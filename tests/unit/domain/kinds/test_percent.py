from typing import Any

import pytest

from shared.domain.commission.facts import LineTerms, Upline
from shared.domain.plans.document import read_plan
from tests.unit.domain.engine.engine_facts import (
    PERCENT,
    adds_up,
    earnings,
    facts,
    line,
    paid,
    plan,
)

A, B, C = (Upline(id=name) for name in "ABC")
GOLD = Upline(id="A", level="gold")

SPECIAL: dict[str, Any] = {
    **PERCENT,
    "rates_bp": {"default": [1000, 500], "gold": [1200, 600]},
    "products": {
        "coat": {"rates_bp": {"default": [3000], "gold": [3500]}},
        "ring": {"per_piece": {"default": ["20.00", "5.00"]}},
        "card": {},
    },
    "categories": {"book": {"rates_bp": {"default": [200, 100]}}, "post": {}},
}


@pytest.mark.parametrize(
    ("preset", "by_depth"),
    [
        ("depth-10-5", {"A": 10_00, "B": 5_00}),
        ("depth-10-5-2", {"A": 10_00, "B": 5_00, "C": 2_00}),
        ("role-10-15-20", {"A": 10_00, "B": 15_00, "C": 20_00}),
    ],
)
def test_presets_pay_by_depth(preset: str, by_depth: dict[str, int]) -> None:
    assert paid(read_plan(preset), facts(A, B, C), "relation") == by_depth


@pytest.mark.parametrize(
    ("fields", "by_payee"),
    [
        ({}, {"A": 10_00, "B": 5_00}),
        ({"sku": "coat"}, {"A": 30_00}),
        ({"sku": "card"}, {}),
        ({"sku": "ring", "qty": 3}, {"A": 60_00, "B": 15_00}),
        ({"category": "book"}, {"A": 2_00, "B": 1_00}),
        ({"category": "post"}, {}),
        ({"category": "toys"}, {"A": 10_00, "B": 5_00}),
        ({"sku": "coat", "category": "book"}, {"A": 30_00}),
        ({"sku": "card", "category": "book"}, {}),
    ],
)
def test_the_special_beats_the_general(fields: dict[str, Any], by_payee: dict[str, int]) -> None:
    given = facts(A, B, lines=(line(**fields),))

    assert paid(plan(SPECIAL), given, "relation") == by_payee


def test_each_payee_has_the_rate_of_his_level() -> None:
    silver_under_gold = facts(Upline(id="B"), GOLD)

    assert paid(plan(SPECIAL), silver_under_gold, "relation") == {"B": 10_00, "A": 6_00}
    assert paid(plan(SPECIAL), facts(GOLD, lines=(line(sku="coat"),)), "relation") == {"A": 35_00}


def test_by_seller_level_the_sellers_level_decides_for_all() -> None:
    made = plan({**SPECIAL, "by": "seller_level"})

    seller, upline = earnings(made, facts(GOLD, B), "relation")

    assert paid(made, facts(GOLD, B), "relation") == {"A": 12_00, "B": 6_00}
    assert (seller.level, upline.level) == ("gold", "gold")
    assert paid(made, facts(B, GOLD), "relation") == {"B": 10_00, "A": 5_00}


def test_a_line_that_pays_nothing_stops_no_other() -> None:
    given = facts(A, B, lines=(line(1, sku="card"), line(2), line(3, 0), line(4, sku="coat")))

    assert paid(plan(SPECIAL), given, "relation") == {"A": 40_00, "B": 5_00}
    assert [part.line for part in earnings(plan(SPECIAL), given, "relation")[0].parts] == [2, 4]


def test_a_sum_a_piece_and_a_rate_may_stand_together() -> None:
    rule = {**PERCENT, "per_piece": {"default": ["1.00"]}}

    (earning, *_) = earnings(plan(rule), facts(A, B, lines=(line(qty=4),)), "relation")

    assert (earning.parts[0].rate_bp, earning.parts[0].fixed_fen) == (1000, 4_00)
    assert adds_up(earning)
    assert paid(plan(rule), facts(A, lines=(line(1, 0, qty=4), line(2))), "relation") == {
        "A": 11_00
    }


@pytest.mark.parametrize(
    ("cost_fen", "fen"), [(60_00, 4_00), (100_00, 0), (120_00, 0), (None, 0), (0, 10_00)]
)
def test_of_the_margin_only_what_is_known_and_positive_counts(
    cost_fen: int | None, fen: int
) -> None:
    made = plan({**PERCENT, "rates_bp": {"default": [1000]}, "base": "margin"})
    given = facts(A, lines=(line(cost_fen=cost_fen),))

    found = [(each.payee, each.parts[0].on_fen) for each in earnings(made, given, "relation")]

    assert found == ([("A", fen * 10)] if fen else [])


@pytest.mark.parametrize(("link_bp", "rate_bp"), [(1200, 1200), (300, 500), (2000, 1500), (0, 500)])
def test_a_links_rate_is_kept_inside_todays_limits(link_bp: int, rate_bp: int) -> None:
    made = plan({**PERCENT, "link": {"min_bp": 500, "max_bp": 1500}})

    got = paid(made, facts(A, B, link_bp=link_bp), "relation")

    assert got == {"A": rate_bp, "B": 5_00}


def test_a_link_without_limits_in_the_plan_changes_nothing() -> None:
    assert paid(plan(PERCENT), facts(A, B, link_bp=3000), "relation") == {"A": 10_00, "B": 5_00}


@pytest.mark.parametrize(
    ("fields", "fen"),
    [({"sku": "coat"}, 15_00), ({"sku": "ring", "qty": 3}, 15_00), ({"sku": "card"}, 0)],
)
def test_a_link_stands_for_what_a_line_pays_but_makes_no_exempt_line_pay(
    fields: dict[str, Any], fen: int
) -> None:
    made = plan({**SPECIAL, "link": {"max_bp": 1500}})
    given = facts(A, lines=(line(**fields),), link_bp=1500)

    assert paid(made, given, "relation") == ({"A": fen} if fen else {})


def test_a_lines_own_terms_beat_its_products() -> None:
    made = plan({**SPECIAL, "lines": {"max_bp": 4000}})
    own = line(1, sku="coat", qty=2, terms=LineTerms((400, 0, 100), (0, 3_00)))
    given = facts(GOLD, B, C, lines=(own, line(2, sku="coat")))

    assert paid(made, given, "relation") == {"A": 4_00 + 35_00, "B": 6_00, "C": 1_00}


def test_a_rule_without_limits_for_lines_keeps_its_own_terms() -> None:
    given = facts(A, lines=(line(terms=LineTerms((9000,))),))

    assert paid(plan(PERCENT), given, "relation") == {"A": 10_00}


def test_a_sum_a_piece_may_be_another_for_another_level() -> None:
    made = plan({**PERCENT, "rates_bp": {}, "per_piece": {"default": ["1.00"], "gold": ["3.00"]}})

    assert paid(made, facts(GOLD, lines=(line(qty=2),)), "relation") == {"A": 6_00}
    assert paid(made, facts(A, lines=(line(qty=2),)), "relation") == {"A": 2_00}


def test_a_gift_has_no_part_in_a_sum_a_piece() -> None:
    made = plan({**PERCENT, "per_piece": {"default": ["1.00"]}})

    (earning,) = earnings(made, facts(A, lines=(line(1, 0), line(2))), "relation")

    assert [part.line for part in earning.parts] == [2]
