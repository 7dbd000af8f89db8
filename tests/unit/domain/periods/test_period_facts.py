"""What a period notes: since when an award waits, who was looked at, what a line's cost was."""

from datetime import UTC, datetime, timedelta

from shared.domain.commission.counted import Counted
from shared.domain.commission.period_pay import PeriodFacts
from shared.domain.orders.commissions import Share
from shared.domain.periods.award_explanation import explain_reckoning
from shared.domain.periods.awards import PeriodAward, Reckoning, outdated
from shared.domain.periods.counting import counts
from shared.domain.periods.evaluations import Evaluation
from shared.domain.rules.period_ref import PeriodRef
from tests.unit.domain.orders.orders import line, order

NOW = datetime(2025, 4, 1, tzinfo=UTC)
AWARD = PeriodAward(payee="A", rule="volume", period="2025-03")


def test_an_award_waits_for_the_last_change_of_its_facts() -> None:
    later = outdated(AWARD, NOW)

    assert outdated(later, NOW - timedelta(hours=1)).due_at == NOW
    assert outdated(later, NOW + timedelta(hours=1)).due_at == NOW + timedelta(hours=1)


def test_an_evaluation_adds_up_and_without_a_budget_nothing_is_cut() -> None:
    begun = Evaluation(period="2025-03", rule="volume")

    once = begun.tallied(3, [50, 0])
    twice = once.tallied(2, [7], cut_fen=4)

    assert (once.counted, once.awarded, once.total_fen, once.budget_cut_fen) == (3, 1, 50, 0)
    assert (twice.counted, twice.awarded, twice.total_fen, twice.budget_cut_fen) == (5, 2, 57, 4)


def test_a_cost_of_what_remains_is_exact_to_the_last_unit_however_large() -> None:
    # A third of a cost of ninety million million fen and one: no float holds that.
    large = 90_000_000_000_001
    one = order(
        lines=(line(1, base_fen=3, refunded_fen=2, cost_fen=large),), chain=("A",), paid_at=NOW
    )

    found = counts(one, PeriodRef(rule="volume", cadence="month", counted="paid", reach=1), "A")

    assert found["2025-04"] == Counted(
        sales=1, cost=large // 3, pieces=1, orders=1, cost_rest=large % 3 * 10_000 // 3
    )


def test_what_is_raw_is_what_was_due_less_what_the_budget_cut() -> None:
    reckoning = Reckoning(
        award=AWARD.subject,
        sequence=1,
        facts=PeriodFacts(),
        share=Share(line=0, weight=1_000_007),
        budget_cut_fen=40,
    )

    why = explain_reckoning(AWARD, reckoning)

    assert (why.due, why.budget_cut, why.raw) == ("1.000007", "0.40", "0.600007")
