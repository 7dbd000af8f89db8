"""What a rule pays on what was counted, and what a later count changes of it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.commission.counted import Counted
from shared.domain.commission.period_pay import Pay, PeriodFacts, after_booking
from shared.domain.kinds.per_piece import PerPieceRule
from shared.domain.kinds.tier import TierRule
from tests.unit.domain.periods.period_rules import of_pieces, pieces, rule, sold, steps, tier

BANDS = ({"to": "1000.50", "rate_bp": 200}, {"from": "1000.50", "rate_bp": 300})


def a_tier(*bands: dict[str, Any], **fields: Any) -> TierRule:
    found = rule(tier(*bands, **fields))
    assert isinstance(found, TierRule)
    return found


def per_piece(**fields: Any) -> PerPieceRule:
    found = rule(pieces(**fields))
    assert isinstance(found, PerPieceRule)
    return found


def paid(found: TierRule, *facts: Counted, level: str = "silver") -> int:
    return found.pay(level, PeriodFacts(*facts)).weight


@pytest.mark.parametrize(
    ("sales", "weight"), [(0, 0), (1, 200), (100_049, 100_049 * 200), (100_050, 100_050 * 300)]
)
def test_a_band_begins_where_the_one_before_ends(sales: int, weight: int) -> None:
    assert paid(a_tier(*BANDS), sold(sales)) == weight


@pytest.mark.parametrize(
    ("sales", "weight"), [(100_050, 100_050 * 200), (100_150, 100_050 * 200 + 100 * 300)]
)
def test_a_marginal_tier_pays_each_part_at_its_own_rate(sales: int, weight: int) -> None:
    found = a_tier(*BANDS, mode="marginal").pay("silver", PeriodFacts(sold(sales)))

    assert found.weight == weight
    assert found.rate_bp == weight // sales


def test_a_level_has_bands_of_its_own() -> None:
    document = tier()
    document["tiers"]["bands"]["gold"] = [{"rate_bp": 2000}]
    found = rule(document)
    assert isinstance(found, TierRule)

    assert paid(found, sold(100), level="gold") == 200_000
    assert paid(found, sold(100), level="diamond") == 100_000


def test_the_subject_opens_the_tier_and_the_rate_may_be_of_the_payees_own_sales() -> None:
    found = a_tier(*BANDS, subject="team", pays_on="own")

    assert paid(found, sold(100_050), sold(500)) == 500 * 300
    assert paid(found, sold(100_049), sold(500)) == 500 * 200


def test_a_fixed_sum_is_paid_beside_the_rate_and_never_for_nothing() -> None:
    found = a_tier({"rate_bp": 100, "amount": "5.00"})

    assert paid(found, sold(10_000)) == 10_000 * 100 + 500 * 10_000
    assert paid(found, Counted()) == 0


def test_of_several_steps_the_last_that_holds_counts() -> None:
    found = rule(
        steps(
            {"if": {"measure": "orders", "at_least": 1}, "rate_bp": 100},
            {"if": {"all": [{"measure": "orders", "at_least": 2}]}, "rate_bp": 300},
            {"if": {"measure": "profit", "at_least": "0.01"}, "amount": "1.00"},
        )
    )
    assert isinstance(found, TierRule)

    assert paid(found, sold(100, orders=1, unknown_costs=1)) == 100 * 100
    assert paid(found, sold(100, orders=2, unknown_costs=1)) == 100 * 300
    assert paid(found, sold(100, orders=2, cost=99)) == 1_000_000
    assert paid(found, sold(100, orders=0, cost=100)) == 0


def test_what_nobody_can_measure_reaches_nothing() -> None:
    found = a_tier({"rate_bp": 100}, measure="margin_rate")

    assert paid(found, sold(100, unknown_costs=1)) == 0
    assert paid(found, sold(100, cost=101)) == 0
    assert paid(found, sold(100, cost=100)) == 10_000


@pytest.mark.parametrize(("count", "fen"), [(0, 0), (10, 0), (11, 50), (30, 1000)])
def test_the_count_adds_what_the_orders_could_not_know(count: int, fen: int) -> None:
    pay = per_piece().pay("silver", PeriodFacts(of_pieces(count)))

    assert (pay.weight, pay.fixed_fen) == (fen * 10_000, fen)


def test_a_falling_step_pays_the_better_price_of_the_first_pieces_with_the_period() -> None:
    falling = per_piece(steps=[{"above": 10, "per_piece": "0.60"}])

    assert falling.pay("silver", PeriodFacts(of_pieces(4, said=60))).fixed_fen == 4 * 40
    assert falling.pay("silver", PeriodFacts(of_pieces(40, said=60))).fixed_fen == 10 * 40


def test_a_lifetime_goes_on_from_what_was_counted_before() -> None:
    facts = PeriodFacts(of_pieces(6), before=of_pieces(8))

    assert per_piece(counted="lifetime").pay("silver", facts).fixed_fen == 4 * 50


def test_the_better_price_of_all_pieces_is_paid_once_the_count_passes() -> None:
    whole = per_piece(mode="whole_amount")

    assert whole.pay("silver", PeriodFacts(of_pieces(10))).fixed_fen == 0
    assert whole.pay("silver", PeriodFacts(of_pieces(11))).fixed_fen == 11 * 50


def test_what_the_orders_have_said_by_another_plan_is_not_said_again() -> None:
    assert per_piece().pay("silver", PeriodFacts(of_pieces(10, said=120))).weight == 0
    assert per_piece().pay("silver", PeriodFacts(of_pieces(30, said=120))).fixed_fen == 4000 - 3600


def test_the_count_adds_no_more_than_the_limits_of_the_orders_have_left() -> None:
    found = per_piece().pay("silver", PeriodFacts(of_pieces(30, room=7)))

    assert (found.fixed_fen, found.cut, found.weight) == (1000, 790 * 10_000, 210 * 10_000)


def test_a_lifetime_never_adds_more_than_all_its_orders_have_left() -> None:
    before = of_pieces(30, room=7)
    found = per_piece(counted="lifetime").pay(
        "silver", PeriodFacts(of_pieces(10, room=7), before=before)
    )

    assert (found.fixed_fen, found.weight) == (500, 70 * 10_000)


def test_what_the_limits_took_stays_taken_after_a_refund() -> None:
    booked = per_piece().pay("silver", PeriodFacts(of_pieces(30, room=7)))
    less = per_piece().pay("silver", PeriodFacts(of_pieces(20, room=7)))

    assert after_booking("recompute", booked, less).weight == 140 * 10_000
    assert after_booking("booked_rate", booked, less).weight == 140 * 10_000


def pay(sales: int, base: int = 0, **fields: int) -> Pay:
    return Pay((sales,), base=base or sales, **fields)


def test_what_was_booked_first_is_paid_as_it_is() -> None:
    now = pay(100, rate_bp=300, rate_weight=30_000)

    assert after_booking("recompute", None, now) == now
    assert after_booking("booked_rate", None, now) == now


def test_a_tier_looked_up_anew_may_fall_and_rises_only_with_new_sales() -> None:
    booked = pay(100, rate_weight=30_000)
    less, more = pay(50, rate_weight=10_000), pay(50, rate_weight=40_000)
    grown = pay(101, rate_weight=90_000)

    assert after_booking("recompute", booked, less) == less
    assert after_booking("recompute", booked, more).weight == 30_000
    assert after_booking("recompute", booked, more).cut == 10_000
    assert after_booking("recompute", booked, grown) == grown


def test_the_booked_rate_stays_for_what_remains_and_for_what_comes_late() -> None:
    booked = pay(1000, rate_bp=300, rate_weight=300_000)

    for sales in (0, 1, 999, 1500):
        found = after_booking("booked_rate", booked, pay(sales, rate_bp=900, rate_weight=9))
        assert (found.rate_bp, found.weight) == (300, sales * 300)


def test_nothing_booked_stays_nothing_at_the_booked_rate() -> None:
    found = after_booking("booked_rate", pay(0), pay(100, rate_weight=30_000, fixed_fen=5))

    assert found.weight == 0


@pytest.mark.parametrize(("measure", "fen"), [(3, 100), (5, 100), (2, 66), (1, 33), (0, 0)])
def test_a_booked_sum_goes_back_in_proportion_to_what_reached_it(measure: int, fen: int) -> None:
    booked = pay(1000, fixed_fen=100, measure=3)

    assert after_booking("booked_rate", booked, pay(900, measure=measure)).fixed_fen == fen


@pytest.mark.parametrize(
    ("measure", "opened_by"), [("pieces", 7), ("orders", 2), ("sales", 100), ("profit", 100)]
)
def test_a_sum_goes_by_pieces_or_orders_where_these_opened_it_else_by_sales(
    measure: str, opened_by: int
) -> None:
    found = a_tier({"amount": "1.00"}, measure=measure)

    counted = Counted(sales=100, cost=1, pieces=7, orders=2)
    assert found.pay("silver", PeriodFacts(counted)).measure == opened_by


_sales = st.lists(st.integers(0, 200_000), min_size=2, max_size=6)


@given(_sales, st.sampled_from(["recompute", "booked_rate"]), st.booleans())
def test_refunds_never_raise_what_is_paid(sales: list[int], on_refund: Any, falling: bool) -> None:
    low, high = (900, 100) if falling else (100, 900)
    found = a_tier({"to": "1000.50", "rate_bp": low}, {"from": "1000.50", "rate_bp": high})
    falling_sales = sorted(sales, reverse=True)
    booked = before = found.pay("silver", PeriodFacts(sold(falling_sales[0])))

    for left in falling_sales[1:]:
        now = after_booking(on_refund, booked, found.pay("silver", PeriodFacts(sold(left))))
        assert 0 <= now.weight <= max(before.weight, booked.weight)
        assert now.weight <= booked.weight
        before = now


def test_a_band_from_zero_is_reached_by_a_downline_that_sold_nothing() -> None:
    found = a_tier(*BANDS, subject="direct", pays_on="own")
    above = a_tier(
        {"from": "0.01", "rate_bp": 200, "amount": "1.00"}, subject="direct", pays_on="own"
    )

    assert paid(found, Counted(), sold(500)) == 500 * 200
    assert paid(found, Counted(), Counted()) == 0
    assert paid(above, Counted(), sold(500)) == 0
    assert paid(above, sold(1), Counted()) == 1_000_000


def test_what_a_rate_would_go_by_is_told_even_where_nothing_was_reached() -> None:
    found = a_tier({"from": "0.01", "rate_bp": 200}, subject="direct", pays_on="own")

    nothing = found.pay("silver", PeriodFacts(Counted(), sold(500)))

    assert (nothing.base, nothing.rate_bp, nothing.weight) == (500, 0, 0)
    assert nothing.unpaid == "band_not_reached"


def test_a_booked_sum_that_no_downline_had_to_reach_stays_while_anything_is_sold() -> None:
    found = a_tier(
        {"rate_bp": 100, "amount": "5.00"}, subject="direct", pays_on="own", on_refund="booked_rate"
    )

    def now(*facts: Counted) -> int:
        booked = found.pay("silver", PeriodFacts(Counted(), sold(500)))
        return after_booking("booked_rate", booked, found.pay("silver", PeriodFacts(*facts))).weight

    assert now(Counted(), sold(1)) == 5_000_100
    assert now(sold(900), sold(700)) == 5_070_000
    assert now(Counted(), Counted()) == 0


@given(
    st.integers(1, 200_000), st.integers(0, 200_000), st.integers(0, 3_000), st.integers(0, 9_999)
)
def test_what_is_left_of_a_booking_is_rounded_down_once(
    sales: int, left: int, rate_bp: int, amount: int
) -> None:
    left = min(left, sales)
    booked = pay(
        sales, rate_bp=rate_bp, rate_weight=sales * rate_bp, fixed_fen=amount, measure=sales
    )

    found = after_booking("booked_rate", booked, pay(left, measure=left))

    whole = sales * rate_bp + amount * 10_000
    assert found.weight == whole * left // sales
    assert 0 <= found.fixed_rest < 10_000


def test_a_booked_rate_and_its_sum_make_a_fen_only_together() -> None:
    booked = pay(300_50, rate_bp=75, rate_weight=300_50 * 75, fixed_fen=100, measure=300_50)

    found = after_booking("booked_rate", booked, pay(200_50, measure=200_50))

    assert (found.weight, found.fixed_fen, found.fixed_rest) == (2_170_971, 66, 7_221)


def test_a_marginal_tier_has_bands_by_level_and_says_what_it_went_by() -> None:
    document = tier(*BANDS, mode="marginal")
    document["tiers"]["bands"]["gold"] = [{"rate_bp": 2000}]
    found = rule(document)
    assert isinstance(found, TierRule)
    facts = PeriodFacts(sold(100))

    pay = found.pay("gold", facts)

    assert pay.weight == 100 * 2000
    assert (pay.base, pay.measure, pay.size) == (100, 100, facts.size)


def test_where_the_limits_left_nothing_the_count_adds_nothing() -> None:
    found = per_piece().pay("silver", PeriodFacts(of_pieces(30, room=0)))

    assert (found.fixed_fen, found.cut, found.weight) == (1000, 1000 * 10_000, 0)


def test_not_the_least_fraction_of_a_fen_comes_from_a_refund() -> None:
    booked, more = pay(100, rate_weight=30_000), pay(50, rate_weight=30_001)

    assert after_booking("recompute", booked, more).weight == 30_000
