"""A comparison of plans pays periods as an evaluation does."""

import pytest

from shared.domain.civil_periods import Cadence
from shared.domain.comparing.budget_use import budget_use
from shared.domain.comparing.comparison import Comparison, Pair
from shared.domain.comparing.period_counts import Count, Place, awards, rules_of
from shared.domain.periods.awards import Person
from shared.domain.plans.budget import Budget
from tests.unit.domain.periods.period_rules import plan, sold, tier

SILVER = Person("silver", qualified=True)


def test_what_months_paid_on_account_is_taken_off_the_year() -> None:
    assert _paid_with_a_year_of(300) == [("month", 10), ("month", 20), ("year", 60)]
    assert _paid_with_a_year_of(50) == [("month", 10), ("month", 20)]


def test_an_award_counts_in_the_month_in_which_its_period_ends() -> None:
    sums = Comparison(months={"2025-03": Pair(1, 2)})
    quarterly = plan(tier({"rate_bp": 1000}, period="quarter"))
    sums.count(Place("new", "volume", "2025-Q1", "A", "own"), SILVER, sold(1000))
    sums.count(Place("old", "volume", "2025-Q4", "A", "own"), SILVER, sold(500))

    sums.add_awards(rules_of(quarterly), rules_of(quarterly))

    assert sums.months == {"2025-03": Pair(1, 102), "2025-12": Pair(50, 0)}


@pytest.mark.parametrize(
    ("period", "used"),
    [
        ("month", [("2025-01", 60, 0), ("2025-03", 150, 50), ("2025-04", 100, 0)]),
        ("quarter", [("2025-Q1", 210, 110), ("2025-Q2", 100, 0)]),
        ("year", [("2025", 310, 210)]),
    ],
)
def test_what_months_promise_is_set_against_the_budget_of_their_period(
    period: Cadence, used: list[tuple[str, int, int]]
) -> None:
    months = {"2025-04": 100, "2025-01": 60, "2025-02": 0, "2025-03": 150}

    budget = Budget.model_validate({"amount": "1.00", "period": period})

    found = budget_use(budget, months)

    assert [(each.period, each.promised_fen, each.excess_fen) for each in found] == used
    assert {each.budget_fen for each in found} == {100}


def _paid_with_a_year_of(rate_bp: int) -> list[tuple[str, int]]:
    both = plan(
        tier({"rate_bp": 100}, id="month"),
        tier({"rate_bp": rate_bp}, id="year", period="year", less=["month"]),
    )
    found = {
        Place("new", rule, period, "A", "own"): Count(SILVER, sold(fen))
        for rule, period, fen in (
            ("year", "2025", 3000),
            ("month", "2025-03", 1000),
            ("month", "2025-12", 2000),
        )
    }

    return [(each.rule, each.fen) for each in awards(rules_of(both), "new", found)]
