from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.commission.earnings import LinePart
from shared.domain.commission.facts import Upline
from shared.domain.commission.in_band import InBand, weight_in
from shared.domain.commission.tiering import weight_of
from shared.domain.engine.engine import Engine
from shared.domain.money import yuan
from shared.domain.terms.tier_words import MAX_TERMS
from tests.unit.domain.engine.engine_facts import adds_up, earnings, facts, line, paid, plan

A, B = Upline(id="A", relation=3), Upline(id="B")
GOLD = Upline(id="G", level="gold")


def _tier(*entries: dict[str, Any], by: str = "bands", **tiers: Any) -> dict[str, Any]:
    """A rule with these entries, or with A072's bands of sales: 2, 3, 4 % from 0, 1,000, 5,000."""
    bands = [
        {"to": "1000.00", "rate_bp": 200},
        {"from": "1000.00", "to": "5000.00", "rate_bp": 300},
        {"from": "5000.00", "rate_bp": 400},
    ]
    table = {by: {"default": list(entries) or bands}}
    return {"id": "big", "kind": "order_tier", "tiers": {**table, **tiers}}


def _fen(rule: dict[str, Any], *lines: Any, seller: Upline = A) -> int:
    return paid(plan(rule), facts(seller, B, lines=lines), "big").get(seller.id, 0)


@pytest.mark.parametrize(
    ("goods", "fen"),
    [
        (999_99, 19_99),
        (1000_00, 30_00),
        (1000_50, 30_01),
        (4999_99, 149_99),
        (5000_00, 200_00),
        (1, 0),
        (50, 1),
    ],
)
def test_the_whole_order_has_the_rate_of_its_band(goods: int, fen: int) -> None:
    assert _fen(_tier(), line(1, goods)) == fen


@pytest.mark.parametrize(
    ("goods", "fen"), [(999_99, 19_99), (1000_00, 20_00), (2000_00, 50_00), (6000_00, 180_00)]
)
def test_a_marginal_tier_pays_each_part_its_own_rate(goods: int, fen: int) -> None:
    assert _fen(_tier(mode="marginal"), line(1, goods)) == fen


def test_a_marginal_tier_is_spread_over_the_lines_without_a_rest() -> None:
    order = facts(A, lines=(line(1, 333_33), line(2, 666_67), line(3, 1000_01), line(4, 0)))

    (earning,) = earnings(plan(_tier(mode="marginal")), order, "big")

    assert sum(part.weight for part in earning.parts) == 1000_00 * 200 + 1000_01 * 300
    assert [part.line for part in earning.parts] == [1, 2, 3]


def _amounts(part: LinePart) -> tuple[tuple[int, int], ...]:
    return ((part.on_fen, part.rate_bp), *part.also)


def test_the_parts_of_a_marginal_tier_say_all_that_they_pay() -> None:
    order = facts(A, lines=(line(1, 1700_00), line(2, 0), line(3, 33_33)))

    (earning,) = earnings(plan(_tier(mode="marginal")), order, "big")

    assert [_amounts(part) for part in earning.parts] == [
        ((980_77, 200), (719_23, 300)),
        ((19_23, 200), (14_10, 300)),
    ]


def test_the_bands_of_a_part_tell_where_it_lies_and_make_its_weight() -> None:
    order = facts(A, lines=(line(1, 1700_00), line(2, 33_33)))

    (earning,) = earnings(plan(_tier(mode="marginal")), order, "big")

    assert [[(band.lo, band.hi, band.on) for band in part.bands] for part in earning.parts] == [
        [(0, 1000_00, 980_77), (1000_00, 5000_00, 719_23)],
        [(0, 1000_00, 19_23), (1000_00, 5000_00, 14_10)],
    ]
    assert [weight_in(part.bands) for part in earning.parts] == [p.weight for p in earning.parts]


def test_the_band_that_pays_on_the_whole_is_told_with_its_sum() -> None:
    rule = _tier({"from": "100.00", "rate_bp": 500, "amount": "3.00"})

    (earning,) = earnings(plan(rule), facts(A, lines=(line(1, 150_00),)), "big")

    assert earning.parts[0].bands == (InBand("sales", 100_00, None, 150_00, 500, 0, 3_00),)
    assert earning.terms == "5.00% + 3.00 from 100.00 sales (the whole)"


def test_of_very_many_bands_the_first_are_said() -> None:
    bands = [{"from": f"{n}.00", "to": f"{n + 1}.00", "rate_bp": n} for n in range(49)]

    (earning,) = earnings(plan(_tier(*bands, {"from": "49.00", "rate_bp": 49})), facts(A), "big")

    assert earning.terms.startswith("0.00% from 0.00 sales, 0.01% from 1.00 sales, ")
    assert earning.terms.endswith(" … (the whole)")
    assert len(earning.terms) <= MAX_TERMS + len(" (the whole)")


def test_goods_below_the_first_band_have_no_rate() -> None:
    rule = _tier({"from": "100.00", "rate_bp": 500}, mode="marginal")

    (earning,) = earnings(plan(rule), facts(A, lines=(line(1, 150_00),)), "big")

    assert [_amounts(part) for part in earning.parts] == [((100_00, 0), (50_00, 500))]


@given(
    bases=st.lists(st.integers(0, 900_00), min_size=1, max_size=8),
    bounds=st.lists(st.integers(0, 3000_00), min_size=1, max_size=5, unique=True),
)
def test_every_line_of_a_marginal_tier_adds_up(bases: list[int], bounds: list[int]) -> None:
    starts = sorted(bounds)
    entries = [
        {"from": yuan(begins), "rate_bp": 100 * number} | ({"to": yuan(ends)} if ends else {})
        for number, (begins, ends) in enumerate(zip(starts, [*starts[1:], 0], strict=True), 1)
    ]
    lines = tuple(line(number, base) for number, base in enumerate(bases, start=1))
    by_line = dict(enumerate(bases, start=1))

    found = earnings(plan(_tier(*entries, mode="marginal")), facts(A, lines=lines), "big")

    parts = [part for earning in found for part in earning.parts]
    bands = [(begins, 100 * number) for number, begins in enumerate(starts, 1)]
    assert sum(part.weight for part in parts) == weight_of(bands, True, sum(bases))
    for part in parts:
        assert part.weight == sum(fen * rate_bp for fen, rate_bp in _amounts(part))
        assert sum(fen for fen, _ in _amounts(part)) == by_line[part.line]


def test_all_lines_of_the_order_make_its_band_and_share_its_pay() -> None:
    order = facts(A, B, lines=(line(1, 600_00), line(2, 400_00), line(3, 0)))

    (earning,) = earnings(plan(_tier()), order, "big")

    assert (earning.payee, earning.depth, earning.relation) == ("A", 1, 3)
    assert [(part.line, part.rate_bp) for part in earning.parts] == [(1, 300), (2, 300)]
    assert adds_up(earning)


def test_nothing_below_the_first_band() -> None:
    above = _tier({"from": "100.00", "rate_bp": 500})

    assert _fen(above, line(1, 99_99)) == 0
    assert _fen(above, line(1, 100_00)) == 5_00


def test_the_sellers_level_has_bands_of_its_own() -> None:
    rule = _tier({"rate_bp": 100})
    rule["tiers"]["bands"]["gold"] = [{"rate_bp": 900}]

    assert _fen(rule, line()) == 1_00
    assert _fen(rule, line(), seller=GOLD) == 9_00


MARGIN = (
    {"to": 1000, "rate_bp": 200},
    {"from": 1000, "to": 2000, "rate_bp": 300},
    {"from": 2000, "rate_bp": 400},
)


@pytest.mark.parametrize(
    ("cost", "fen"),
    [(95_00, 2_00), (90_01, 2_00), (90_00, 3_00), (80_01, 3_00), (80_00, 4_00), (100_00, 2_00)],
)
def test_the_margin_may_open_the_band_but_the_goods_are_paid_on(cost: int, fen: int) -> None:
    assert _fen(_tier(*MARGIN, measure="margin_rate"), line(1, cost_fen=cost)) == fen


@pytest.mark.parametrize("measure", ["margin_rate", "profit"])
def test_with_a_cost_unknown_or_at_a_loss_nothing_is_reached(measure: str) -> None:
    bands = MARGIN if measure == "margin_rate" else ({"rate_bp": 200},)
    rule = _tier(*bands, measure=measure)

    assert Engine(plan(rule)).earnings(facts(A, lines=(line(1, cost_fen=5_00), line(2)))) == []
    assert _fen(rule, line(1, cost_fen=100_01)) == 0
    assert _fen(rule, line(1, cost_fen=5_00), line(2, cost_fen=5_00)) > 0


def test_a_band_below_zero_pays_at_a_loss() -> None:
    rule = _tier(
        {"from": -10_000, "to": 0, "rate_bp": 50},
        {"from": 0, "rate_bp": 100},
        measure="margin_rate",
    )

    assert _fen(rule, line(1, cost_fen=101_00)) == 50


def test_profit_and_pieces_open_bands() -> None:
    profit = _tier({"to": "50.00"}, {"from": "50.00", "rate_bp": 200}, measure="profit")
    pieces = _tier({"to": 3}, {"from": 3, "rate_bp": 500}, measure="pieces")

    assert [_fen(profit, line(1, cost_fen=cost)) for cost in (50_01, 50_00)] == [0, 2_00]
    assert [_fen(pieces, line(1, qty=1), line(2, qty=qty)) for qty in (1, 2)] == [0, 10_00]


def _step(condition: dict[str, Any], **pays: Any) -> dict[str, Any]:
    return {"if": condition, **pays}


SALES = {"measure": "sales", "at_least": "1000.00"}
PROFIT = {"measure": "profit", "at_least": "100.00"}
MORE = {
    "any": [
        {"measure": "sales", "at_least": "5000.00"},
        {"measure": "profit", "at_least": "500.00"},
    ]
}


@pytest.mark.parametrize(
    ("goods", "cost", "rate_bp"),
    [
        (999_99, 900_00, 0),
        (1000_00, None, 100),
        (500_00, 400_00, 100),
        (500_00, 400_01, 0),
        (1000_00, 500_00, 200),
        (5000_00, None, 200),
    ],
)
def test_either_measure_may_open_a_step_and_the_last_that_holds_counts(
    goods: int, cost: int | None, rate_bp: int
) -> None:
    rule = _tier(_step({"any": [SALES, PROFIT]}, rate_bp=100), _step(MORE, rate_bp=200), by="steps")

    assert _fen(rule, line(1, goods, cost_fen=cost)) == goods * rate_bp // 10_000


@pytest.mark.parametrize(("cost", "fen"), [(900_01, 0), (900_00, 10_00), (None, 0)])
def test_all_conditions_of_a_step_must_hold(cost: int | None, fen: int) -> None:
    rule = _tier(_step({"all": [SALES, PROFIT]}, rate_bp=100), by="steps")

    assert _fen(rule, line(1, 1000_00, cost_fen=cost)) == fen


def test_a_fixed_sum_is_for_the_whole_order_and_spread_over_its_lines() -> None:
    rule = _tier({"rate_bp": 100, "amount": "1.00"})
    order = facts(A, lines=(line(1, 10_00), line(2, 10_00), line(3, 10_00), line(4, 0)))

    (earning,) = earnings(plan(rule), order, "big")

    fixed = [(part.fixed_fen, part.fixed_rest) for part in earning.parts]
    assert fixed == [(33, 3_334), (33, 3_333), (33, 3_333)]
    assert earning.whole == (30_00 * 100 + 1_00 * 10_000, 30_00)
    assert adds_up(earning)
    assert paid(plan(rule), order, "big") == {"A": 1_30}


def test_every_line_that_was_paid_for_shares_in_what_the_tier_pays() -> None:
    rule = _tier({"amount": "0.01"})

    (earning,) = earnings(plan(rule), facts(A, lines=(line(1, 1), line(2, 99_999_99))), "big")

    assert [(part.line, part.weight) for part in earning.parts] == [(1, 0), (2, 10_000)]


def test_a_band_that_pays_nothing_earns_nothing() -> None:
    assert Engine(plan(_tier({"rate_bp": 0}))).earnings(facts(A)) == []


def test_pieces_that_cost_nothing_open_no_band() -> None:
    rule = _tier({"to": 3, "rate_bp": 100}, {"from": 3, "rate_bp": 500}, measure="pieces")

    assert _fen(rule, line(1, qty=2), line(2, 0, qty=9)) == 1_00
    assert _fen(rule, line(1, qty=3), line(2, 0)) == 5_00


def test_only_a_recomputed_tier_keeps_its_bands() -> None:
    kept = {**_tier(), "on_refund": "recompute"}

    (booked,) = earnings(plan(_tier()), facts(A), "big")
    (anew,) = earnings(plan(kept), facts(A), "big")

    assert booked.tier is None
    assert anew.tier is not None
    assert anew.tier.bands == ((0, 200), (1000_00, 300), (5000_00, 400))
    assert not anew.tier.marginal


def test_nothing_without_goods_that_were_paid_or_a_seller() -> None:
    rule = _tier({"rate_bp": 100, "amount": "1.00"})

    assert _fen(rule, line(1, 0)) == 0
    assert Engine(plan(rule)).earnings(facts()) == []


def test_recruits_are_never_counted() -> None:
    rule = _tier({"from": 0, "rate_bp": 100}, measure="recruits")

    assert _fen(rule, line()) == 0


@pytest.mark.parametrize("mode", ["whole_amount", "marginal"])
def test_the_bands_of_the_sellers_level_are_kept_for_refunds(mode: str) -> None:
    rule = {**_tier({"rate_bp": 100}, mode=mode), "on_refund": "recompute"}
    rule["tiers"]["bands"]["gold"] = [{"rate_bp": 900}]

    (earning,) = earnings(plan(rule), facts(GOLD), "big")

    assert earning.tier is not None
    assert (earning.tier.bands, earning.tier.marginal) == (((0, 900),), mode == "marginal")
    assert _fen(rule, line(), seller=GOLD) == 9_00
