"""A comparison of plans pays periods as an evaluation does."""

from shared.domain.comparing.period_counts import Count, Place, awards, rules_of
from shared.domain.periods.awards import Person
from tests.unit.domain.periods.period_rules import plan, sold, tier

SILVER = Person("silver", qualified=True)


def test_what_months_paid_on_account_is_taken_off_the_year() -> None:
    assert _paid_with_a_year_of(300) == [("month", 10), ("month", 20), ("year", 60)]
    assert _paid_with_a_year_of(50) == [("month", 10), ("month", 20)]


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
