from shared.domain.commission.engine import Engine
from shared.domain.commission.facts import Upline
from shared.domain.commission.snapshot import commissions_of
from tests.unit.domain.commission.engine_facts import PERCENT, facts, line, plan

SPREAD = {
    "id": "spread",
    "kind": "price_spread",
    "price_lists": {"city": {"tee": "80.00"}},
}


def test_who_may_not_be_paid_as_an_upline_trades_as_an_agent_all_the_same() -> None:
    seller, upline = Upline("A"), Upline("B", active=False, grade="city")
    agent = upline._replace(active=True)
    given = facts(seller, upline, agents=(agent,), lines=(line(qty=1),))

    kept = commissions_of(Engine(plan(PERCENT, SPREAD)), given)

    assert [(each.rule, each.payee, each.out) for each in kept] == [
        ("relation", "A", False),
        ("relation", "B", True),
        ("spread", "B", False),
    ]


def test_an_agent_who_is_suspended_trades_no_more() -> None:
    agent = Upline("B", active=False, grade="city")

    kept = commissions_of(Engine(plan(PERCENT, SPREAD)), facts(agents=(agent,)))

    assert [(each.rule, each.out) for each in kept] == [("spread", True)]
