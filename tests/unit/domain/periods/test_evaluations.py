"""When a period is evaluated, by which plan, and what follows."""

from datetime import datetime, timedelta

import pytest

from shared.domain.ledger.shards import SHARDS
from shared.domain.periods.evaluations import (
    EVALUATION,
    Evaluation,
    budgeting,
    closing,
    decided_by,
    deciding,
    first_evaluations,
    next_evaluation,
)
from shared.domain.records import NOTHING
from shared.domain.rulebook.versions import RuleVersion
from shared.domain.times import FAR
from tests.unit.domain.periods.period_rules import decided, pieces, ranking, tier, version


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


LOW, HIGH = tier({"rate_bp": 100}), tier({"rate_bp": 200})
JANUARY, MARCH = at("2025-01-01T00:00:00"), at("2025-03-10T09:00:00")


def label(versions: list, rule: str, period: str) -> str | None:
    found = deciding(versions, rule, period)
    return found.plan.label if found else None


def test_the_plan_in_force_when_the_period_began_decides() -> None:
    versions = [version(1, JANUARY, LOW), version(2, MARCH, HIGH)]

    assert label(versions, "volume", "2025-03") == "plan-1@1"
    assert label(versions, "volume", "2025-04") == "plan-2@2"


def test_a_plan_from_the_very_beginning_of_a_period_decides_it() -> None:
    versions = [version(1, JANUARY, LOW), version(2, at("2025-03-01T00:00:00"), HIGH)]

    assert label(versions, "volume", "2025-03") == "plan-2@2"


def test_a_rule_that_begins_inside_the_period_counts_as_it_first_said_there() -> None:
    versions = [
        version(1, JANUARY, tier(id="other")),
        version(2, MARCH, LOW),
        version(3, MARCH + timedelta(days=1), HIGH),
    ]

    assert label(versions, "volume", "2025-03") == "plan-2@2"


def test_the_last_version_of_the_plans_name_in_the_period_says_the_budget() -> None:
    def named(number: int, begins: datetime, name: str, amount: str | None) -> RuleVersion:
        limit = {"budget": {"amount": amount, "period": "month"}} if amount else {}
        document = {"name": name, "pay_depth": 1, "rules": [LOW], **limit}
        return RuleVersion(kind="plan", number=number, effective_from=begins, document=document)

    def budget(*versions: RuleVersion, period: str = "2025-03") -> int | None:
        found = deciding(versions, "volume", period)
        assert found is not None
        limit = budgeting(versions, found, period).budget
        return limit.amount if limit else None

    first = named(1, JANUARY, "spring", "1.00")
    raised = named(2, MARCH, "spring", "2.00")
    other = named(3, MARCH + timedelta(days=1), "other", "3.00")
    late = named(4, at("2025-04-01T00:00:00"), "spring", "4.00")
    free = named(5, at("2025-03-31T23:59:59"), "spring", None)

    assert budget(first) == 1_00
    assert budget(first, raised, other, late) == 2_00
    assert budget(first, raised, other, late, period="2025-04") == 4_00
    assert budget(first, raised, free) is None
    assert budget(first, other, period="2025-04") == 3_00


def test_a_rule_that_no_plan_had_in_the_period_decides_nothing() -> None:
    versions = [version(1, JANUARY, LOW), version(2, at("2025-03-01T00:00:00"), tier(id="other"))]

    assert label(versions, "volume", "2025-03") is None
    assert label(versions, "volume", "2025-02") == "plan-1@1"
    assert label([], "volume", "2025-02") is None


def test_a_rule_that_begins_with_the_next_period_decides_nothing_of_this_one() -> None:
    versions = [version(1, at("2025-04-01T00:00:00"), LOW)]

    assert label(versions, "volume", "2025-03") is None
    assert label(versions, "volume", "2025-04") == "plan-1@1"


def test_a_rule_decides_only_periods_of_its_own_length() -> None:
    versions = [version(1, JANUARY, LOW), version(2, MARCH, tier(period="quarter"))]

    assert label(versions, "volume", "2025-03") == "plan-1@1"
    assert label(versions, "volume", "2025-Q1") == "plan-2@2"
    assert label(versions, "volume", "2025") is None


def test_of_versions_from_one_instant_the_later_counts() -> None:
    versions = [version(1, MARCH, LOW), version(2, MARCH, HIGH)]

    assert label(versions, "volume", "2025-03") == "plan-2@2"


def test_a_version_says_afterwards_what_it_said() -> None:
    versions = [version(1, JANUARY, LOW), version(2, MARCH, HIGH)]

    found = decided_by(versions, 1, "volume")

    assert found is not None
    assert found.plan.label == "plan-1@1"
    assert decided_by(versions, 1, "other") is None
    assert decided_by(versions, 3, "volume") is None


@pytest.mark.parametrize(
    ("document", "period", "closes"),
    [
        (tier(), "2025-03", "2025-04-01T00:00:00"),
        (tier(close_after_days=10), "2025-03", "2025-04-11T00:00:00"),
        (ranking(period="quarter"), "2025-Q4", "2026-01-01T00:00:00"),
        (pieces(counted="term"), "2025", "2026-01-01T00:00:00"),
        (tier(period="year", less=["month"]), "2025", "2026-01-01T01:00:00"),
    ],
)
def test_a_period_is_evaluated_after_its_end(document: dict, period: str, closes: str) -> None:
    assert closing(decided(document), period) == at(closes)


def test_a_version_begins_with_one_evaluation_a_rule() -> None:
    rules = (tier(id="month"), tier(id="year", period="year", close_after_days=5))

    found = first_evaluations(version(1, MARCH, *rules), JANUARY)

    assert [(each.key, each.awaiting, each.due_at) for each in found] == [
        ("2025-03/month", EVALUATION, at("2025-04-01T00:00:00")),
        ("2025/year", EVALUATION, at("2026-01-06T00:00:00")),
    ]


def test_a_version_of_the_past_begins_with_the_period_that_runs() -> None:
    found = first_evaluations(version(1, JANUARY, LOW), MARCH)

    assert [each.period for each in found] == ["2025-03"]


def test_the_next_period_follows_while_the_rule_goes_on() -> None:
    versions = [version(1, JANUARY, LOW), version(2, MARCH, tier(id="other"))]

    march = next_evaluation(versions, Evaluation(period="2025-02", rule="volume"))

    assert march is not None
    assert (march.key, march.due_at) == ("2025-03/volume", at("2025-04-01T00:00:00"))
    assert next_evaluation(versions, march) is None


def test_an_evaluation_goes_through_all_shards_page_by_page() -> None:
    evaluation = Evaluation(period="2025-03", rule="volume")

    behind_b = evaluation.moved_on("B")
    assert (behind_b.shard, behind_b.after) == (0, "B")
    assert (behind_b.moved_on(None).shard, behind_b.moved_on(None).after) == (1, "")
    for _ in range(SHARDS):
        assert not evaluation.looked_at_all
        evaluation = evaluation.moved_on(None)
    assert evaluation.looked_at_all


def test_an_evaluation_tallies_what_it_awards() -> None:
    tallied = (
        Evaluation(period="2025-03", rule="volume").tallied(3, [700, 0], 30).tallied(1, [5], 4)
    )

    assert (tallied.counted, tallied.awarded, tallied.total_fen) == (4, 2, 705)
    assert tallied.budget_cut_fen == 34


def test_a_finished_evaluation_waits_for_nothing() -> None:
    (begun,) = first_evaluations(version(1, MARCH, LOW), MARCH)

    done = begun.finish("plan@1", MARCH)

    assert (done.awaiting, done.due_at, done.finished_at, done.plan) == (
        NOTHING,
        FAR,
        MARCH,
        "plan@1",
    )
