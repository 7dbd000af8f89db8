import pytest

from shared.domain.commission.facts import Upline
from shared.domain.engine.engine import Engine
from shared.domain.orders.snapshot import snapshot_of
from tests.unit.domain.engine.engine_facts import PERCENT, facts, line, plan

SPREAD = {
    "id": "spread",
    "kind": "price_spread",
    "price_lists": {"city": {"tee": "80.00"}},
}


def test_who_may_not_be_paid_as_an_upline_trades_as_an_agent_all_the_same() -> None:
    seller, upline = Upline("A"), Upline("B", active=False, grade="city")
    agent = upline._replace(active=True)
    given = facts(seller, upline, agents=(agent,), lines=(line(qty=1),))

    kept = snapshot_of(Engine(plan(PERCENT, SPREAD)), given).commissions

    assert [(each.rule, each.payee, each.out) for each in kept] == [
        ("relation", "A", False),
        ("relation", "B", True),
        ("spread", "B", False),
    ]


def test_an_agent_who_is_suspended_trades_no_more() -> None:
    agent = Upline("B", active=False, grade="city")

    kept = snapshot_of(Engine(plan(PERCENT, SPREAD)), facts(agents=(agent,))).commissions

    assert [(each.rule, each.out) for each in kept] == [("spread", True)]


@pytest.mark.parametrize(("mode", "marginal"), [("marginal", True), ("whole_amount", False)])
def test_a_tier_that_refunds_look_up_anew_is_kept_with_its_mode(mode: str, marginal: bool) -> None:
    bands = [{"to": "10.00", "rate_bp": 100}, {"from": "10.00", "rate_bp": 300}]
    tiers = {"mode": mode, "bands": {"default": bands}}
    tiered = {"id": "big", "kind": "order_tier", "on_refund": "recompute", "tiers": tiers}

    by_tier, by_percent = snapshot_of(Engine(plan(tiered, PERCENT)), facts(Upline("A"))).commissions

    assert [(band.from_fen, band.rate_bp) for band in by_tier.tier] == [(0, 100), (1000, 300)]
    assert by_tier.marginal is marginal
    assert (by_percent.tier, by_percent.marginal) == ((), False)
