"""Which reason is told where several might stand in the way: the one that really did."""

from typing import Any

import pytest

from shared.domain.commission.facts import OrderFacts, Upline
from shared.domain.commission.not_paid import NotPaid
from shared.domain.engine.engine import Engine
from tests.unit.domain.engine.engine_facts import PERCENT, ago, facts, line, plan

A, B, C = Upline("A"), Upline("B"), Upline("C")
GOLD = Upline("G", level="gold")
PICKED = {"kind": "pickup", "picker": Upline("P")}
PICKING = {"id": "picking", "kind": "per_piece", "per_piece": "1.00"}
TEES = {"tee": {"price": "100.00"}}
MUG = line(2, sku="mug")


def _not_paid(given: OrderFacts, *rules: dict[str, Any], **fields: Any) -> tuple[NotPaid, ...]:
    engine = Engine(plan(*rules, **fields))
    return engine.not_paid(given, engine.earnings(given))


def _whys(given: OrderFacts, *rules: dict[str, Any], **fields: Any) -> list[tuple[str, str, str]]:
    return [(each.payee, each.rule, each.why) for each in _not_paid(given, *rules, **fields)]


def _campaign(*rates: int, **fields: Any) -> dict[str, Any]:
    """A percentage for everybody that another rule loses its lines to."""
    said = {"id": "campaign", "kind": "percent", "replaces": ["asked"], **fields}
    return {**said, "rates_bp": {"default": list(rates)}}


@pytest.mark.parametrize(
    ("by", "rates", "chain"),
    [
        # The seller's level says what his upline gets: nothing.
        ("seller_level", {"default": [100], "gold": [100, 100]}, (A, GOLD)),
        # The upline's own level says so.
        ("payee_level", {"default": [100, 100], "gold": [100]}, (A, GOLD)),
    ],
)
def test_a_rate_is_asked_for_by_the_level_that_decides(
    by: str, rates: dict[str, list[int]], chain: tuple[Upline, ...]
) -> None:
    by_level = {"id": "asked", "kind": "percent", "by": by, "rates_bp": rates}

    assert _whys(facts(*chain), by_level) == [("G", "asked", "no_rate")]


def test_a_tier_is_asked_for_by_the_sellers_own_level() -> None:
    bands = {"default": [{"rate_bp": 100}], "gold": [{"from": "100.01", "rate_bp": 200}]}
    tier = {"id": "asked", "kind": "order_tier", "tiers": {"bands": bands}}

    (found,) = _not_paid(facts(GOLD), tier)

    assert (found.why, found.measured) == ("band_not_reached", "sales 100.00")
    assert found.terms == "2.00% from 100.01 sales (the whole)"


RATE = {"kind": "percent", "rates_bp": {"default": [100]}}
NEW = A._replace(joined_at=ago(days=1))


@pytest.mark.parametrize(
    ("rule", "payee", "given"),
    [
        (RATE, "A", facts(A)),
        ({**RATE, "base": "margin"}, "A", facts(A, lines=(line(cost_fen=99_99),))),
        ({"kind": "per_piece", "per_piece": "1.00"}, "A", facts(A)),
        (
            {"kind": "order_tier", "tiers": {"bands": {"default": [{"rate_bp": 100}]}}},
            "A",
            facts(A),
        ),
        ({"kind": "referral_award", "rate_bp": 100, "within_days": 30}, "B", facts(NEW, B)),
    ],
)
def test_what_a_rule_itself_would_pay_was_replaced(
    rule: dict[str, Any], payee: str, given: OrderFacts
) -> None:
    told = _whys(given, {"id": "asked", **rule}, _campaign(10, 10), products=TEES)

    assert told == [(payee, "asked", "replaced")]


@pytest.mark.parametrize(
    ("rule", "payee"),
    [
        ({"kind": "level_difference", "rates_bp": {"default": 100}}, "A"),
        ({"kind": "referral_award", "rate_bp": 100, "within_days": 30}, "B"),
    ],
)
def test_goods_that_nobody_paid_for_pay_nothing(rule: dict[str, Any], payee: str) -> None:
    given = facts(NEW, B, lines=(line(1, 0),))

    told = _whys(given, {"id": "asked", **rule})

    assert (payee, "asked", "nothing_paid") in told
    assert {why for _, _, why in told} == {"nothing_paid"}


def test_a_tier_that_pays_has_no_rate_for_the_line_that_nobody_paid_for() -> None:
    tier = {"id": "asked", "kind": "order_tier", "tiers": {"bands": {"default": [{"rate_bp": 1}]}}}

    (found,) = _not_paid(facts(A, lines=(line(1), line(2, 0))), tier)

    assert (found.why, found.lines) == ("no_rate", (2,))


def test_a_new_seller_may_have_sold_before_where_every_order_counts() -> None:
    peers = {"id": "asked", "kind": "peer_referral_award", "rate_bp": 100, "within_days": 30}
    seller = NEW._replace(sold_before=True)

    assert _whys(facts(seller, GOLD), peers) == [("G", "asked", "other_level")]


def test_a_link_that_pays_nothing_is_no_rate_beside_what_else_he_is_paid() -> None:
    linked = {"id": "asked", **RATE, "link": {"min_bp": 0, "max_bp": 500}}

    assert _whys(facts(A, link_bp=0), linked, {"id": "other", **RATE}) == [
        ("A", "asked", "no_rate")
    ]


def test_a_link_that_pays_nothing_is_no_rate_also_where_nobody_is_paid() -> None:
    linked = {"id": "asked", **RATE, "link": {"min_bp": 0, "max_bp": 500}}

    assert _whys(facts(A, link_bp=0), linked) == [("A", "asked", "no_rate")]


def test_who_is_paid_nothing_because_of_a_campaign_is_told_that_and_not_of_three_others() -> None:
    asked = {**PERCENT, "id": "asked"}

    assert _whys(facts(A, B), asked, _campaign(100), pay_depth=2) == [
        ("A", "asked", "replaced"),
        ("B", "asked", "replaced"),
        ("B", "campaign", "no_rate"),
    ]


def test_a_replaced_line_is_told_also_where_three_are_paid() -> None:
    asked = {**PERCENT, "id": "asked"}
    campaign = _campaign(0, products={"mug": {"rates_bp": {"default": [100]}}})

    found = _not_paid(facts(A, B, C, lines=(line(1), MUG)), asked, campaign)

    assert [(each.payee, each.why, each.lines) for each in found if each.rule == "asked"] == [
        ("A", "replaced", (2,)),
        ("B", "replaced", (2,)),
        ("C", "replaced", (2,)),
    ]


def test_a_fourth_payee_is_told_also_by_a_rule_that_others_may_replace() -> None:
    asked = {**PERCENT, "id": "asked"}
    elsewhere = _campaign(0, products={"mug": {"rates_bp": {"default": [100]}}})

    told = _whys(facts(A, B, C, **PICKED), PICKING, asked, elsewhere, products=TEES)

    assert [each for each in told if each[1] == "asked"] == [("C", "asked", "three_payees")]


def test_an_agent_is_told_by_his_place_and_without_terms_of_a_tier() -> None:
    spread = {"id": "spread", "kind": "price_spread", "price_lists": {"city": {"tee": "100.00"}}}
    agents = (Upline("D1", grade="city"), Upline("D2", level="gold"))

    assert _not_paid(facts(agents=agents), spread) == (
        NotPaid(
            payee="D1",
            rule="spread",
            kind="price_spread",
            depth=1,
            level="silver",
            why="price_not_lower",
        ),
        NotPaid(
            payee="D2", rule="spread", kind="price_spread", depth=2, level="gold", why="no_price"
        ),
    )


def test_a_band_that_pays_nothing_is_no_rate_also_where_nobody_else_is_paid() -> None:
    tier = {"id": "asked", "kind": "order_tier", "tiers": {"bands": {"default": [{"rate_bp": 0}]}}}

    assert _whys(facts(A), tier) == [("A", "asked", "no_rate")]
