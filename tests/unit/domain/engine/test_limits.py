from typing import Any

import pytest

from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.engine.engine import Engine
from shared.domain.plans.document import Plan
from tests.unit.domain.engine.engine_facts import (
    PERCENT,
    adds_up,
    earnings,
    facts,
    fen,
    line,
    paid,
    plan,
)

A, B, C = (Upline(id=name) for name in "ABC")
P = Upline(id="P")

EXTRA: dict[str, Any] = {"id": "extra", "kind": "percent", "rates_bp": {"default": [600, 300]}}
PIECES: dict[str, Any] = {
    "id": "pieces",
    "kind": "per_piece",
    "per_piece": "5.00",
    "unified_price_only": False,
}
OVERRIDE: dict[str, Any] = {
    "id": "leading",
    "kind": "override",
    "of": ["relation"],
    "rates_bp": [1000],
}
SPREAD: dict[str, Any] = {
    "id": "spread",
    "kind": "price_spread",
    "price_lists": {"city": {"tee": "10.00"}, "province": {"tee": "5.00"}},
}


def _total(made: Plan, given: OrderFacts) -> int:
    return sum(fen(each) for each in Engine(made).earnings(given) if each.kind != "price_spread")


def _all(made: Plan, given: OrderFacts) -> list[tuple[str, str, int]]:
    return [(each.rule, each.payee, fen(each)) for each in Engine(made).earnings(given)]


def test_below_the_cap_nobody_is_cut() -> None:
    made = plan(PERCENT, EXTRA, cap_bp=2600)

    assert _total(made, facts(A, B, C)) == 26_00
    assert not any(
        part.cut for each in Engine(made).earnings(facts(A, B, C)) for part in each.parts
    )


def test_at_the_cap_the_first_rule_and_the_nearest_depth_are_served_first() -> None:
    assert _all(plan(PERCENT, EXTRA, cap_bp=1800), facts(A, B, C)) == [
        ("relation", "A", 10_00),
        ("relation", "B", 5_00),
        ("relation", "C", 2_00),
        ("extra", "A", 1_00),
        ("extra", "B", 0),
    ]
    assert _all(plan(EXTRA, PERCENT, cap_bp=1800), facts(A, B, C)) == [
        ("extra", "A", 6_00),
        ("extra", "B", 3_00),
        ("relation", "A", 9_00),
        ("relation", "B", 0),
        ("relation", "C", 0),
    ]


def test_what_a_limit_takes_is_said_even_where_it_takes_all() -> None:
    extra_a, extra_b = earnings(plan(PERCENT, EXTRA, cap_bp=1800), facts(A, B, C), "extra")

    assert [(part.weight, part.cut) for part in extra_a.parts] == [(1_00_0000, 5_00_0000)]
    assert [(part.weight, part.cut) for part in extra_b.parts] == [(0, 3_00_0000)]
    assert adds_up(extra_a)
    assert adds_up(extra_b)


def test_the_cap_is_held_line_by_line() -> None:
    rule = {
        **PERCENT,
        "rates_bp": {"default": [1000]},
        "products": {"coat": {"rates_bp": {"default": [3000]}}},
    }
    given = facts(A, lines=(line(1), line(2, sku="coat")))

    (earning,) = earnings(plan(rule, cap_bp=2000), given, "relation")

    assert [part.weight for part in earning.parts] == [10_00_0000, 20_00_0000]


def test_a_cap_of_nothing_pays_nothing() -> None:
    assert _total(plan(PERCENT, cap_bp=0), facts(A, B, C)) == 0


@pytest.mark.parametrize(
    ("cost_fen", "total"),
    [
        (None, 17_00),
        (0, 17_00),
        (83_00, 17_00),
        (90_00, 10_00),
        (99_99, 1),
        (100_00, 0),
        (120_00, 0),
    ],
)
def test_the_margin_guard_never_pays_more_than_a_known_margin(
    cost_fen: int | None, total: int
) -> None:
    given = facts(A, B, C, lines=(line(cost_fen=cost_fen),))

    assert _total(plan(PERCENT, margin_guard=True), given) == total
    assert _total(plan(PERCENT), given) == 17_00


def test_the_lower_of_cap_and_margin_counts() -> None:
    made = plan(PERCENT, margin_guard=True, cap_bp=1200)
    lines: tuple[LineFacts, ...] = (line(1, cost_fen=95_00), line(2, cost_fen=50_00), line(3))

    assert _total(made, facts(A, B, C, lines=lines)) == 5_00 + 12_00 + 12_00


def test_of_four_people_the_nearest_three_are_paid() -> None:
    made = plan(PERCENT, PIECES)

    assert _all(made, facts(A, B, C, kind="pickup", picker=P)) == [
        ("relation", "A", 10_00),
        ("relation", "B", 5_00),
        ("pieces", "P", 5_00),
    ]


def test_one_person_by_several_rules_is_one_person() -> None:
    made = plan(PERCENT, EXTRA, PIECES)

    assert {payee for _, payee, _ in _all(made, facts(A, B, C))} == {"A", "B", "C"}


def test_a_price_spread_counts_for_neither_three_nor_cap() -> None:
    agents = tuple(Upline(id=f"G{n}", grade=grade) for n, grade in enumerate(("city", "province")))
    made = plan(SPREAD, PERCENT, PIECES, cap_bp=1700)
    given = facts(A, B, C, agents=agents)

    spreads = [each for each in Engine(made).earnings(given) if each.kind == "price_spread"]

    assert [fen(each) for each in spreads] == [90_00, 5_00]
    assert _total(made, given) == 17_00


def test_beside_a_small_spread_the_cap_is_held_on_every_line() -> None:
    near = {**SPREAD, "price_lists": {"city": {"tee": "95.00", "mug": "99.00"}}}
    made = plan(near, PERCENT, cap_bp=1000)
    lines = (line(1, sku="mug"), line(2))

    given = facts(A, B, lines=lines, agents=(Upline(id="G", grade="city"),))

    assert _all(made, given) == [
        ("spread", "G", 6_00),
        ("relation", "A", 20_00),
        ("relation", "B", 0),
    ]


def test_beside_a_spread_one_line_may_be_full_and_another_not() -> None:
    coats = {**PERCENT, "products": {"coat": {"rates_bp": {"default": [3000]}}}}
    made = plan(SPREAD, coats, cap_bp=2000)
    agents = (Upline(id="G", grade="city"),)

    given = facts(A, lines=(line(1), line(2, sku="coat")), agents=agents)

    assert _all(made, given) == [("spread", "G", 90_00), ("relation", "A", 10_00 + 20_00)]


def test_spreads_of_two_lists_together_never_pass_what_was_paid() -> None:
    agents = (Upline(id="G", grade="city"),)
    made = plan(SPREAD, {**SPREAD, "id": "again"})

    first, second = Engine(made).earnings(facts(agents=agents))

    assert (fen(first), fen(second)) == (90_00, 10_00)
    assert second.parts[0].cut == 80_00_0000


def test_an_override_is_of_what_the_limits_left_and_comes_after_it() -> None:
    made = plan(PERCENT, OVERRIDE, cap_bp=1500)

    # A has 10.00, B the 5.00 left: of C's commission nothing is left, and no room for overrides.
    assert _all(made, facts(A, B, C)) == [
        ("relation", "A", 10_00),
        ("relation", "B", 5_00),
        ("relation", "C", 0),
        ("leading", "B", 0),
        ("leading", "C", 0),
    ]
    roomy = plan(PERCENT, OVERRIDE, cap_bp=1850)
    assert paid(roomy, facts(A, B, C), "leading") == {"B": 1_00, "C": 50}


def test_a_line_that_was_cut_pays_no_override_another_does() -> None:
    made = plan(PERCENT, OVERRIDE, margin_guard=True)
    given = facts(A, B, lines=(line(1, cost_fen=95_00), line(2)))

    (leading,) = earnings(made, given, "leading")

    assert [(part.line, part.on_fen, part.weight) for part in leading.parts] == [
        (1, 5_00, 0),
        (2, 10_00, 1_00_0000),
    ]


STEPPED: dict[str, Any] = {**PIECES, "steps": [{"above": 1, "per_piece": "8.00"}]}
ALIKE: dict[str, Any] = {**STEPPED, "id": "alike"}


def _rooms(made: Plan, given: OrderFacts) -> dict[str, int]:
    return {each.rule: sum(p.room for p in each.parts) for each in Engine(made).earnings(given)}


def test_what_the_cap_leaves_is_kept_for_what_a_period_adds_to_the_pieces() -> None:
    made = plan(STEPPED, PERCENT, cap_bp=2000)

    pays = _total(made, facts(A))
    assert _rooms(made, facts(A)) == {"pieces": (20_00 - pays) * 10_000, "relation": 0}
    assert _rooms(plan(STEPPED, PERCENT, cap_bp=1200), facts(A))["pieces"] == 0
    assert _rooms(plan(PIECES, PERCENT, cap_bp=2000), facts(A))["pieces"] == 0


def test_what_the_margin_leaves_is_kept_for_what_a_period_adds_to_the_pieces() -> None:
    made = plan(STEPPED, margin_guard=True)

    assert _rooms(made, facts(A, lines=(line(cost_fen=94_00),))) == {"pieces": 1_00 * 10_000}
    assert _rooms(made, facts(A, lines=(line(cost_fen=96_00),))) == {"pieces": 0}


@pytest.mark.parametrize(
    ("cap_bp", "rooms"),
    [(2000, (5_00, 5_00)), (1600, (3_00, 3_00)), (1599, (3_00, 2_99)), (1400, (3_00, 1_00))],
)
def test_several_rules_of_a_period_never_share_the_same_room(
    cap_bp: int, rooms: tuple[int, int]
) -> None:
    found = _rooms(plan(STEPPED, ALIKE, cap_bp=cap_bp), facts(A))

    assert (found["pieces"], found["alike"]) == tuple(fen * 10_000 for fen in rooms)


def test_the_room_of_a_rule_of_several_is_for_every_piece_of_the_line() -> None:
    made, given = plan(STEPPED, ALIKE, cap_bp=4000), facts(A, lines=(line(qty=3),))

    # 10.00 are left: at most 3.00 may be added to each of three pieces, by the first rule first.
    assert _rooms(made, given) == {"pieces": 9_00 * 10_000, "alike": 1_00 * 10_000}


def test_what_is_left_of_a_line_goes_to_the_rules_by_what_they_may_add() -> None:
    twice = {**ALIKE, "steps": [{"above": 1, "per_piece": "11.00"}]}
    never = {**ALIKE, "id": "never", "steps": [{"above": 1, "per_piece": "5.00"}]}

    # 3.00 and 6.00 may be added to a piece; 85.00 are left.
    found = _rooms(plan(STEPPED, twice, never), facts(A))
    assert (found["pieces"], found["alike"], found["never"]) == (28_333_333, 56_666_667, 0)
    assert _rooms(plan(never, cap_bp=600), facts(A)) == {"never": 1_00 * 10_000}


def test_a_line_is_divided_among_the_rules_that_count_it() -> None:
    others = {**ALIKE, "skus": ["mug"]}
    two = (line(1), line(2, sku="mug"))

    found = _rooms(plan(STEPPED, others, cap_bp=2000), facts(A, lines=two))

    # 15.00 are left of the first line, 10.00 of the second, which both count.
    assert found == {"pieces": (15_00 + 5_00) * 10_000, "alike": 5_00 * 10_000}
