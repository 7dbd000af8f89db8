"""Rules that a period decides: what they must say, and what they may take off."""

from typing import Any

import pytest
from pydantic import ValidationError

from shared.domain.kinds.ranking import RankingRule
from shared.domain.plans.document import Plan, read_plan
from tests.refusals import faults_told


def plan(*rules: dict[str, Any]) -> Plan:
    return read_plan({"name": "plan", "pay_depth": 1, "rules": list(rules)})


def tier(name: str = "volume", **fields: Any) -> dict[str, Any]:
    tiers = {"bands": {"default": [{"rate_bp": 500}]}}
    return {"id": name, "kind": "tier", "period": "month", "tiers": tiers, **fields}


def ranking(*amounts: str, **fields: Any) -> dict[str, Any]:
    places = [{"amount": amount} for amount in amounts or ("9.00",)]
    return {"id": "best", "kind": "ranking", "period": "month", "places": places, **fields}


def marginal(measure: str = "sales", **band: Any) -> dict[str, Any]:
    return {"measure": measure, "mode": "marginal", "bands": {"default": [band or {"rate_bp": 5}]}}


def refused(*rules: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as error:
        plan(*rules)
    return "\n".join(faults_told(error.value))


def test_a_marginal_tier_pays_parts_of_the_subjects_sales() -> None:
    assert plan(tier(tiers=marginal(), subject="team")).rules

    for fields in (
        {"tiers": marginal("profit")},
        {"tiers": marginal("pieces")},
        {"tiers": marginal(), "subject": "team", "pays_on": "own"},
    ):
        assert "pays parts of the subject's sales" in refused(tier(**fields))
    assert "leave `amount` out" in refused(tier(tiers=marginal(amount="1.00")))


@pytest.mark.parametrize(
    ("measure", "at_least", "kept"),
    [("sales", "10.00", 1000), ("profit", "0.01", 1), ("pieces", 3, 3), ("margin_rate", 500, 500)],
)
def test_a_ranking_asks_for_an_amount_or_a_number(measure: str, at_least: Any, kept: int) -> None:
    read = plan(ranking(measure=measure, at_least=at_least))

    (rule,) = read.rules
    assert isinstance(rule, RankingRule)
    assert rule.at_least == kept
    assert read_plan(read.model_dump(mode="json", by_alias=True)) == read


@pytest.mark.parametrize(("measure", "at_least"), [("sales", 10), ("pieces", "3.00")])
def test_a_ranking_takes_no_number_for_an_amount(measure: str, at_least: Any) -> None:
    assert "at_least" in refused(ranking(measure=measure, at_least=at_least))


def test_a_better_place_never_gets_less() -> None:
    assert plan(ranking("9.00", "9.00", "1.00")).rules
    assert "name the largest prize first" in refused(ranking("1.00", "9.00"))


def test_a_rule_counts_sales_and_pickups_unless_it_says_otherwise() -> None:
    (rule,) = plan(tier(orders=["restock"])).rules
    assert rule.model_dump()["orders"] == ("restock",)
    (rule,) = plan(tier()).rules
    assert rule.model_dump()["orders"] == ("sale", "pickup")


def final(**fields: Any) -> dict[str, Any]:
    return tier("final", **{"period": "year", "less": ["volume"], **fields})


def test_a_longer_period_takes_off_what_shorter_ones_paid_on_account() -> None:
    assert plan(tier(), final()).rules
    assert plan(tier(period="quarter", close_after_days=3), final(close_after_days=3)).rules


@pytest.mark.parametrize(
    ("on_account", "fields"),
    [
        (tier(period="year"), {}),
        (tier(period="quarter"), {"period": "month"}),
        (tier(form="points"), {}),
        (tier(close_after_days=4), {"close_after_days": 3}),
        ({**ranking(), "id": "volume"}, {}),
    ],
)
def test_only_what_is_part_of_the_longer_period_can_be_on_account(
    on_account: dict[str, Any], fields: dict[str, Any]
) -> None:
    assert "takes off volume" in refused(on_account, final(**fields))


def test_what_is_on_account_stands_before() -> None:
    assert "stand before it" in refused(final(), tier())


def test_what_is_on_account_is_taken_off_once() -> None:
    quarter = tier("interim", period="quarter", less=["volume"])
    said = refused(tier(), quarter, final())
    assert "'interim' and 'final' would both take off what volume paid" in said
    assert "both take off" in refused(tier(), final(), {**final(), "id": "other"})
    assert plan(tier(), quarter, final(less=["interim"])).rules


def test_two_rules_for_different_levels_may_take_off_the_same() -> None:
    gold, silver = final(levels=["gold"]), {**final(levels=["silver"]), "id": "other"}
    assert plan(tier(), gold, silver).rules
    quarter = {**silver, "period": "quarter"}
    assert "both take off" in refused(tier(), quarter, gold)


def test_a_rule_may_take_off_another_and_what_that_one_took_off() -> None:
    quarter = tier("interim", period="quarter", less=["volume"])
    assert plan(tier(), quarter, final(less=["volume", "interim"])).rules
