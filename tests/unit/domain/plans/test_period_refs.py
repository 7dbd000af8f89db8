"""What an order keeps of the rules that look at a period."""

from datetime import timedelta

import pytest

from shared.domain.kinds.tier import TEAM_DEPTH
from shared.domain.plans.period_rules import period_refs, reach_of
from shared.domain.rules.period_ref import PeriodRef
from shared.domain.rules.periodic_rule import periodic_rules
from shared.domain.times import iso_utc
from tests.unit.domain.orders.orders import NOW
from tests.unit.domain.periods.period_rules import pieces, plan, ranking, rule, tier

PERCENT = {"id": "relation", "kind": "percent", "rates_bp": {"default": [1000]}}


def test_only_what_a_period_decides_is_periodic() -> None:
    flat = {**pieces(id="flat"), "steps": []}
    all_rules = plan(PERCENT, flat, pieces(), tier(id="tier"), ranking(id="best"))

    assert [each.id for each in periodic_rules(all_rules.rules)] == ["volume", "tier", "best"]


def test_an_entry_purchase_counts_for_no_rule() -> None:
    all_rules = plan(tier(orders=["restock"]))

    assert period_refs(all_rules, "restock", NOW, entry=True) == ()
    assert len(period_refs(all_rules, "restock", NOW)) == 1


def test_an_order_keeps_how_each_rule_counts_it() -> None:
    all_rules = plan(
        PERCENT,
        pieces(id="pieces", counted="lifetime"),
        tier(id="own", counted="paid", period="quarter"),
        tier(id="direct", subject="direct"),
        tier(id="team", subject="team", period="year"),
        ranking(id="best"),
    )

    assert period_refs(all_rules, "sale", NOW) == (
        PeriodRef(rule="pieces", cadence="month", reach=0, lifetime=True),
        PeriodRef(rule="own", cadence="quarter", counted="paid", reach=1),
        PeriodRef(rule="direct", cadence="month", reach=2),
        PeriodRef(rule="team", cadence="year", reach=3),
        PeriodRef(rule="best", cadence="month", reach=1),
    )


@pytest.mark.parametrize(("subject", "reach"), [("own", 1), ("direct", 2), ("team", 3)])
def test_a_plan_looks_as_far_up_as_its_furthest_rule(subject: str, reach: int) -> None:
    assert reach_of(plan(tier(subject=subject), ranking(id="best"))) == reach


def test_a_team_that_only_opens_a_rate_on_own_sales_goes_further_up() -> None:
    assert reach_of(plan(tier(subject="team", pays_on="own"))) == TEAM_DEPTH


def test_a_plan_without_such_rules_looks_nowhere() -> None:
    assert reach_of(plan(PERCENT)) == reach_of(plan(PERCENT, pieces())) == 0
    assert period_refs(plan(PERCENT), "sale", NOW) == ()


def test_only_the_kinds_of_orders_count_that_the_rule_names() -> None:
    restocks = plan(tier(orders=["restock"]), tier(id="sales"))

    assert [ref.rule for ref in period_refs(restocks, "restock", NOW)] == ["volume"]
    assert [ref.rule for ref in period_refs(restocks, "pickup", NOW)] == ["sales"]


def test_only_orders_count_that_are_created_while_the_rule_is_valid() -> None:
    at, second = NOW, timedelta(seconds=1)
    valid = plan(tier(valid={"from": iso_utc(at), "until": iso_utc(at + 2 * second)}))

    found = [len(period_refs(valid, "sale", at + n * second)) for n in (-1, 0, 1, 2)]

    assert found == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("counted", "every", "lifetime"),
    [("month", "month", False), ("term", "year", False), ("lifetime", "month", True)],
)
def test_a_term_is_a_civil_year_and_a_lifetime_goes_month_by_month(
    counted: str, every: str, lifetime: bool
) -> None:
    volume = rule(pieces(counted=counted))

    assert (volume.cadence, volume.is_lifetime) == (every, lifetime)
    assert volume.closes_after == 0


def test_a_tier_says_itself_when_it_closes_and_what_was_on_account() -> None:
    final = rule(tier(period="year", close_after_days=9, less=["monthly"]))

    assert (final.cadence, final.closes_after) == ("year", 9)
    assert final.on_account == ("monthly",)
    assert rule(ranking()).on_account == ()
