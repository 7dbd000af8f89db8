from typing import Any

import pytest

from shared.domain.commission.facts import Upline
from tests.refusals import faulty
from tests.unit.domain.engine.engine_facts import adds_up, earnings, facts, line, paid, plan

RATES = {"default": 500, "gold": 800, "diamond": 1000}


def _ladder(**fields: Any) -> dict[str, Any]:
    return {"id": "ladder", "kind": "level_difference", "rates_bp": RATES, **fields}


def _award(mode: str, rate_bp: int = 100) -> dict[str, Any]:
    return _ladder(same_level={"rate_bp": rate_bp, "mode": mode})


def _chain(*levels: str) -> tuple[Upline, ...]:
    return tuple(Upline(id=f"D{depth}", level=level) for depth, level in enumerate(levels, 1))


def _percents(rule: dict[str, Any], *levels: str, **fields: Any) -> tuple[int, ...]:
    """What each depth gets of 100.00, in fen, which are its basis points."""
    got = paid(plan(rule, **fields), facts(*_chain(*levels)), "ladder")
    return tuple(got.get(f"D{depth}", 0) for depth in range(1, len(levels) + 1))


@pytest.mark.parametrize(
    ("levels", "percents"),
    [
        (("silver", "gold", "diamond"), (500, 300, 200)),
        (("diamond", "gold", "silver"), (1000, 0, 0)),
        (("gold", "silver", "diamond"), (800, 0, 200)),
        (("silver", "silver", "silver"), (500, 0, 0)),
        (("silver", "unheard-of", "gold"), (500, 0, 300)),
        (("diamond",), (1000,)),
        ((), ()),
    ],
)
def test_a_difference_is_to_the_highest_rate_met_below(
    levels: tuple[str, ...], percents: tuple[int, ...]
) -> None:
    assert _percents(_ladder(), *levels) == percents


@pytest.mark.parametrize(
    ("mode", "levels", "percents"),
    [
        ("top_up", ("gold", "gold", "diamond"), (800, 100, 200)),
        ("top_up", ("gold", "gold", "gold"), (800, 100, 0)),
        ("top_up", ("diamond", "diamond", "gold"), (1000, 100, 0)),
        ("top_up", ("gold", "silver", "gold"), (800, 0, 100)),
        ("top_up", ("silver", "gold", "gold"), (500, 300, 100)),
        ("within_cap", ("gold", "gold", "diamond"), (800, 100, 100)),
        ("within_cap", ("gold", "gold", "gold"), (800, 100, 0)),
        ("within_cap", ("diamond", "diamond", "gold"), (1000, 0, 0)),
        ("within_cap", ("silver", "silver", "gold"), (500, 100, 200)),
    ],
)
def test_a_same_level_award_goes_once_to_the_first_of_the_level_that_holds_the_highest_rate(
    mode: str, levels: tuple[str, ...], percents: tuple[int, ...]
) -> None:
    assert _percents(_award(mode), *levels) == percents


def test_an_award_within_the_cap_takes_no_more_than_is_left() -> None:
    assert _percents(_award("within_cap", 900), "gold", "gold", "diamond") == (800, 200, 0)
    assert _percents(_award("top_up", 900), "gold", "gold", "diamond") == (800, 900, 200)


def test_levels_of_one_rate_are_not_one_level() -> None:
    rule = {**_award("top_up"), "rates_bp": {**RATES, "bronze": 800}}

    assert _percents(rule, "gold", "bronze") == (800, 0)
    assert _percents(rule, "bronze", "bronze") == (800, 100)


def test_a_level_that_earns_nothing_holds_nothing() -> None:
    rule = {**_award("top_up"), "rates_bp": {"default": 0, "gold": 800}}

    assert _percents(rule, "silver", "silver", "gold") == (0, 0, 800)


def test_the_plans_cap_bounds_a_top_up_at_the_end_of_the_chain() -> None:
    levels = ("gold", "gold", "diamond")

    assert _percents(_award("top_up"), *levels, cap_bp=1000) == (800, 100, 100)


def test_who_stands_beyond_the_pay_depth_gets_nothing() -> None:
    assert _percents(_ladder(), "silver", "gold", "diamond", pay_depth=2) == (500, 300, 0)


def test_an_inactive_uplines_rate_is_met_all_the_same() -> None:
    silver, gold, diamond = _chain("silver", "gold", "diamond")
    given = facts(silver, gold._replace(active=False), diamond)

    assert paid(plan(_ladder()), given, "ladder") == {"D1": 500, "D2": 300, "D3": 200}


def test_a_ladder_that_leaves_a_level_out_is_refused() -> None:
    with faulty("needs an entry 'default'"):
        plan(_ladder(rates_bp={"gold": 800}))


def test_every_line_pays_the_difference_and_says_why() -> None:
    given = facts(*_chain("silver", "gold"), lines=(line(1, 99), line(2, 0), line(3, 101)))

    first, second = earnings(plan(_ladder()), given, "ladder")

    assert [(part.line, part.rate_bp, part.on_fen) for part in second.parts] == [
        (1, 300, 99),
        (3, 300, 101),
    ]
    assert (second.depth, second.level) == (2, "gold")
    assert adds_up(first)
    assert adds_up(second)
