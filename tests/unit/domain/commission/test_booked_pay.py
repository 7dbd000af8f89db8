"""What a pay says of itself: why it is nothing, what it goes by, what is kept of a booking."""

import pytest

from shared.domain.commission.counted import Counted
from shared.domain.commission.period_pay import Pay, PeriodFacts, Unpaid, after_booking
from shared.domain.kinds.per_piece import PerPieceRule
from shared.domain.kinds.tier import TierRule
from tests.unit.domain.periods.period_rules import of_pieces, pieces, rule, sold, steps, tier


def a_tier(*bands: dict[str, object], **fields: object) -> TierRule:
    found = rule(tier(*bands, **fields))
    assert isinstance(found, TierRule)
    return found


BY_RATE = Pay((10,), base=1000, rate_bp=300, rate_weight=300_000, measure=4)
BY_SUM = Pay((10,), base=1000, fixed_fen=80, measure=4)


@pytest.mark.parametrize(
    ("booked", "now", "unpaid"),
    [
        (BY_RATE, Pay((5,), base=500, measure=2), None),
        (BY_SUM, Pay((5,), base=500, measure=2), None),
        # What pays by the booking has no reason, whatever the tier would say today.
        (BY_RATE, Pay((5,), base=500, measure=2, unpaid="band_not_reached"), None),
        (BY_SUM, Pay((5,), base=500, measure=2, unpaid="band_not_reached"), None),
        (BY_RATE, Pay((0,)), "nothing_counted"),
        (BY_RATE, Pay((0,), unpaid="cost_unknown"), "cost_unknown"),
        (Pay((10,), base=1000, unpaid="band_not_reached"), Pay((9,), base=900), "band_not_reached"),
        (
            Pay((10,), base=1000, unpaid="band_not_reached"),
            Pay((9,), base=900, unpaid="condition_not_met"),
            "condition_not_met",
        ),
    ],
)
def test_a_booking_that_pays_nothing_any_more_says_why(
    booked: Pay, now: Pay, unpaid: Unpaid | None
) -> None:
    assert after_booking("booked_rate", booked, now).unpaid == unpaid


def test_a_booking_goes_on_with_the_size_and_the_measure_of_now() -> None:
    found = after_booking("booked_rate", BY_RATE, Pay((7,), base=700, measure=3))

    assert (found.size, found.base, found.measure) == ((7,), 700, 3)
    assert (found.rate_bp, found.weight) == (300, 700 * 300)


def test_what_is_not_reached_tells_what_was_counted_all_the_same() -> None:
    found = a_tier({"from": 9, "amount": "5.00"}, measure="pieces")
    facts = PeriodFacts(sold(1000, pieces=8))

    pay = found.pay("silver", facts)

    assert pay == Pay(facts.size, 1000, measure=8, unpaid="band_not_reached")


def test_more_that_is_counted_behind_what_was_not_reached_is_growth() -> None:
    found = a_tier({"from": 9, "amount": "5.00"}, measure="pieces")
    missed = found.pay("silver", PeriodFacts(sold(1000, pieces=8)))
    reached = found.pay("silver", PeriodFacts(sold(1100, pieces=9)))

    assert reached.grew_from(missed)
    assert after_booking("recompute", missed, reached).weight == 500 * 10_000


@pytest.mark.parametrize(
    ("measure", "bound", "counted", "unpaid"),
    [
        ("profit", "0.01", sold(100, unknown_costs=1), "cost_unknown"),
        ("profit", "0.01", sold(100, cost=100), "band_not_reached"),
        ("margin_rate", 1, sold(100, unknown_costs=1), "cost_unknown"),
        ("margin_rate", 1, sold(100, cost=100), "band_not_reached"),
        # A cost that nobody knows is no reason where nobody asks for it.
        ("sales", "1.01", sold(100, unknown_costs=1), "band_not_reached"),
    ],
)
def test_a_cost_is_a_reason_only_where_the_tier_asks_for_it(
    measure: str, bound: object, counted: Counted, unpaid: Unpaid
) -> None:
    found = a_tier({"from": bound, "rate_bp": 100}, measure=measure)

    assert found.pay("silver", PeriodFacts(counted)).unpaid == unpaid


def test_a_step_that_is_not_reached_says_so() -> None:
    found = rule(steps({"if": {"measure": "orders", "at_least": 2}, "rate_bp": 100}))
    assert isinstance(found, TierRule)

    assert found.pay("silver", PeriodFacts(sold(100))).unpaid == "condition_not_met"


def test_a_count_tells_what_the_months_before_have_added() -> None:
    found = rule(pieces(counted="lifetime"))
    assert isinstance(found, PerPieceRule)

    # Of twelve pieces before, the two above ten were paid 0.50 more each.
    pay = found.pay("silver", PeriodFacts(of_pieces(3), before=of_pieces(12)))

    assert (pay.earlier_fen, pay.fixed_fen, pay.with_orders_fen) == (100, 150, 1500)
