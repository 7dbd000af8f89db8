"""What a commission keeps of where it comes from: bounds, prices, terms, why it is out."""

from typing import Any

import pytest

from shared.domain.commission.band_reasons import explain_bands
from shared.domain.commission.earnings import Prices
from shared.domain.commission.facts import Upline
from shared.domain.commission.in_band import InBand
from shared.domain.commission.tiering import MAX_CONDITION, whole_in
from shared.domain.engine.engine import Engine
from shared.domain.kinds.per_piece import PerPieceRule
from shared.domain.orders.snapshot import snapshot_of
from shared.domain.terms.bands import Tiers
from tests.unit.domain.engine.engine_facts import (
    PERCENT,
    adds_up,
    earnings,
    facts,
    line,
    paid,
    plan,
)

A, B = Upline("A"), Upline("B")
SPREAD: dict[str, Any] = {
    "id": "spread",
    "kind": "price_spread",
    "price_lists": {"city": {"tee": "60.00"}, "province": {"tee": "50.00"}},
}
AGENTS = (Upline("D1", grade="city"), Upline("D2", grade="province"))


def _steps(**fields: Any) -> PerPieceRule:
    """20.00 a piece, 22.00 above one, 25.00 above ten."""
    above = [{"above": 1, "per_piece": "22.00"}, {"above": 10, "per_piece": "25.00"}]
    said = {"id": "pieces", "kind": "per_piece", "per_piece": "20.00", "steps": above}
    return PerPieceRule.model_validate({**said, **fields})


def test_who_is_out_is_so_because_he_was_not_active() -> None:
    given = facts(A, B._replace(active=False))

    kept = snapshot_of(Engine(plan(PERCENT)), given).commissions

    assert [(each.payee, each.out, each.out_for) for each in kept] == [
        ("A", False, None),
        ("B", True, "not_active"),
    ]


def test_a_spread_keeps_the_prices_that_it_lies_between() -> None:
    given = facts(agents=AGENTS, lines=(line(qty=1),))

    kept = snapshot_of(Engine(plan(SPREAD)), given).commissions

    assert [each.shares[0].prices for each in kept] == [
        Prices(100_00, 60_00),
        Prices(60_00, 50_00),
    ]


def test_a_spread_says_what_of_it_was_never_paid() -> None:
    # 7.00 were paid for a tee: nothing for the first, of the other's 10.00 only these.
    (second,) = earnings(plan(SPREAD), facts(agents=AGENTS, lines=(line(1, 7_00),)), "spread")

    (part,) = second.parts
    assert (second.payee, part.fixed_fen, part.cut) == ("D2", 10_00, 3_00 * 10_000)
    assert adds_up(second)


@pytest.mark.parametrize(
    ("pieces", "lo", "hi", "each"),
    [
        (0, 0, 1, 20_00),
        (1, 0, 1, 20_00),
        (2, 1, 10, 22_00),
        (10, 1, 10, 22_00),
        (11, 10, None, 25_00),
    ],
)
def test_all_pieces_are_paid_by_the_last_step_that_they_passed(
    pieces: int, lo: int, hi: int | None, each: int
) -> None:
    (found,) = _steps(mode="whole_amount").steps_for(pieces)

    assert found == InBand("pieces", lo, hi, pieces, per_piece=each, of_pieces=True)


def test_a_band_of_pieces_has_no_base_and_a_band_of_goods_no_pieces() -> None:
    of_goods = InBand("sales", 0, 100_00, 50_00, rate_bp=100, fixed_fen=2, fixed_rest=5)
    of_pieces = InBand("pieces", 0, None, 3, per_piece=20_00, of_pieces=True)

    goods, pieces = explain_bands([of_goods, of_pieces])

    assert (goods.base, goods.pieces, goods.hi, goods.fixed) == (
        "50.00",
        None,
        "100.00",
        "0.020005",
    )
    assert (pieces.base, pieces.pieces, pieces.hi, pieces.fixed) == (None, 3, None, "0.00")
    assert (goods.raw, pieces.raw) == ("0.520005", "60.000000")


def test_the_band_that_pays_the_whole_says_where_it_ends() -> None:
    bands = [{"to": "100.00", "rate_bp": 1}, {"from": "100.00", "rate_bp": 2}]
    tiers = Tiers.model_validate({"bands": {"default": bands}})

    found = [whole_in(tiers, "silver", {"sales": fen}, fen) for fen in (99_99, 100_00)]

    assert found == [
        InBand("sales", 0, 100_00, 99_99, rate_bp=1),
        InBand("sales", 100_00, None, 100_00, rate_bp=2),
    ]


def _condition(*at_least: int) -> str:
    """What a step tells of its condition, one that so many numbers of pieces must all be passed."""
    all_of = {"all": [{"measure": "pieces", "at_least": number} for number in at_least]}
    tiers = Tiers.model_validate({"steps": {"default": [{"if": all_of, "rate_bp": 5}]}})
    found = whole_in(tiers, "silver", {"pieces": 50}, 100)
    assert found is not None
    return found.condition


def test_a_step_says_its_condition_and_of_a_long_one_how_it_begins() -> None:
    short, long = _condition(2, 3), _condition(*range(2, 12))

    assert short == "(pieces >= 2 and pieces >= 3)"
    assert long.startswith("(pieces >= 2 and pieces >= 3 and ")
    assert long.endswith(" …")
    assert not long.endswith("  …")
    assert len(long) <= MAX_CONDITION


def test_a_tier_keeps_its_terms_in_the_words_of_the_sellers_level() -> None:
    bands = {"default": [{"rate_bp": 100}], "gold": [{"rate_bp": 250}]}
    tier = {"id": "big", "kind": "order_tier", "tiers": {"bands": bands}}

    terms = [
        earnings(plan(tier), facts(seller), "big")[0].terms
        for seller in (A, A._replace(level="gold"))
    ]

    assert terms == ["1.00% from 0.00 sales (the whole)", "2.50% from 0.00 sales (the whole)"]


def test_an_override_is_of_the_very_fen_that_a_tier_still_pays_for_the_other_lines() -> None:
    bands = [{"to": "1.00", "rate_bp": 100}, {"from": "1.00", "rate_bp": 10_000}]
    tier = {
        "id": "big",
        "kind": "order_tier",
        "tiers": {"mode": "marginal", "bands": {"default": bands}},
    }
    campaign = {
        "id": "campaign",
        "kind": "percent",
        "rates_bp": {"default": [0]},
        "products": {"mug": {"rates_bp": {"default": [100]}}},
        "replaces": ["big"],
    }
    leading = {"id": "leading", "kind": "override", "of": ["big"], "rates_bp": [10_000]}
    given = facts(A, B, lines=(line(1, 1_00), line(2, 50, sku="mug")))

    # 1.00 at 1 % and 0.50 at 100 % are 0.51; two thirds of the goods have 0.34 of it. In fen of
    # each band the tee alone has 0.67 at 1 % and 0.33 at 100 %, which would be 0.33.
    assert paid(plan(tier, campaign, leading), given, "leading") == {"B": 34}
