"""The awards of a comparison are those evaluated, where sales count when they are paid."""

from collections import Counter
from typing import Any

import pytest

from shared.domain.commission.earnings import Earning
from shared.domain.commission.facts import OrderFacts
from shared.domain.comparing.comparison import Comparison
from shared.domain.engine.engine import Engine
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order import Order
from shared.domain.periods.awards import PeriodAward
from shared.domain.periods.evaluations import first_evaluations
from shared.domain.plans.document import read_plan
from shared.domain.rulebook.versions import RuleVersion
from shared.usecases.clockwork.sweep import sweep
from shared.usecases.comparing.compare_period import compare_period
from shared.usecases.network.bind import bind_buyer
from shared.usecases.network.people import change_level, enrol
from shared.usecases.orders.confirm_payment import confirm_payment
from shared.usecases.orders.fulfil_order import deliver, ship
from shared.usecases.orders.place_order import place_order
from shared.usecases.orders.refund_order import refund
from tests.rules_in_force import DEFAULT_PLAN
from tests.unit.usecases.bench import BEGINNING, OPERATOR, Bench

PERCENT = {"id": "relation", "kind": "percent", "rates_bp": {"default": [1000, 500]}}
MONTH: dict[str, Any] = {"period": "month", "counted": "paid"}
BANDS = [{"to": "150.00", "rate_bp": 100}, {"from": "150.00", "rate_bp": 300, "amount": "2.00"}]
GOLD = [{"rate_bp": 777}]


def tier(subject: str, **more: object) -> dict[str, Any]:
    tiers = {"bands": {"default": BANDS, "gold": GOLD}}
    return {"id": subject, "kind": "tier", "subject": subject, "tiers": tiers, **MONTH, **more}


RULES = {
    "own sales": tier("own"),
    "direct downline": tier("direct"),
    "team": tier("team"),
    "on own by direct": tier("direct", pays_on="own"),
    "only of a level": tier("own", levels=["gold"]),
    "ranking": {
        "id": "best",
        "kind": "ranking",
        "places": [{"amount": "9.00"}, {"amount": "5.01"}],
        **MONTH,
    },
    "pieces": {
        "id": "pieces",
        "kind": "per_piece",
        "per_piece": "1.00",
        "steps": [{"above": 1, "per_piece": "3.00"}],
        "unified_price_only": False,
    },
}


def month_of(rule: dict[str, Any]) -> Bench:
    """Play a March in which everything is released that was paid, with a refund and a promotion."""
    bench = Bench()
    document = {"name": "march", "pay_depth": 2, "rules": [PERCENT, rule]}
    march = BEGINNING.replace(day=1)
    version = RuleVersion(kind="plan", number=1, effective_from=march, document=document)
    bench.store.commit([version, *first_evaluations(version, BEGINNING)])
    enrol(bench.ports, bench.command("C"), "C", "A")
    bind_buyer(bench.ports, bench.command("Y"), "Y", "C")
    for number, buyer in enumerate("XXY"):
        sold(bench, f"O{number}", buyer, 99_99 + number)
    refund(bench.ports, bench.command("refund"), bench.store.all(Order)[1].id, 33_33)
    bench.wait(days=20)
    sweep(bench.ports, bench.clock.now(), lambda: True)
    change_level(bench.ports, bench.command("gold"), "A", "gold", OPERATOR)
    return bench


def sold(bench: Bench, key: str, buyer: str, price_fen: int) -> None:
    lines = (NewLine(line=1, sku="tee", qty=2, price_fen=price_fen),)
    new = NewOrder(buyer=buyer, lines=lines)
    order = place_order(bench.ports, bench.command(key), "shop", new)
    confirm_payment(bench.ports, bench.payment(order, f"paid {key}"))
    ship(bench.ports, bench.command(f"{key} shipped"), order.id)
    deliver(bench.ports, bench.command(f"{key} delivered"), order.id)


def compared(bench: Bench) -> Comparison:
    """Compare what was kept with the plain plan."""
    sums, after = Comparison(), None
    while True:
        page = compare_period(bench.ports, None, DEFAULT_PLAN, "2025-03", after)
        sums.join(page.sums)
        after = page.next
        if after is None:
            sums.add_awards(page.plans.old_periods, page.plans.new_periods)
            return sums


def evaluated(bench: Bench) -> dict[str, int]:
    """Give what the real evaluations pay whom, once March is over."""
    bench.clock.set(bench.clock.now().replace(month=4, day=1))
    sweep(bench.ports, bench.clock.now(), lambda: True)
    awards = Counter[str]()
    for award in bench.store.all(PeriodAward):
        awards[award.payee] += award.target_fen
    return {payee: fen for payee, fen in awards.items() if fen}


def promised(bench: Bench) -> Counter[str]:
    """Give what the orders themselves promise whom."""
    found = Counter[str]()
    for order in bench.store.all(Order):
        for each in order.commissions:
            found[each.payee] += each.recognised
    return found


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_the_old_side_pays_the_awards_that_were_evaluated(rule: dict[str, Any]) -> None:
    bench = month_of(rule)

    found = compared(bench)
    awards = evaluated(bench)

    assert awards
    expected = promised(bench) + Counter(awards)
    assert {payee: pair.old for payee, pair in found.payees.items() if pair.old} == expected


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_new_plan_pays_what_the_plan_in_force_would_have_paid(rule: dict[str, Any]) -> None:
    bench = month_of(rule)
    plan = read_plan({"name": "march", "pay_depth": 2, "rules": [PERCENT, rule]})
    page = compare_period(bench.ports, None, plan, "2025-03", None)

    assert page.sums.orders == 3
    page.sums.add_awards(page.plans.old_periods, page.plans.new_periods)

    assert page.sums.payees
    assert all(pair.change == 0 for pair in page.sums.payees.values())


def test_the_engine_of_each_plan_is_asked_once_an_order(monkeypatch: pytest.MonkeyPatch) -> None:
    bench = month_of(RULES["team"])
    plan = read_plan({"name": "again", "pay_depth": 2, "rules": [PERCENT, RULES["team"]]})
    asked: list[OrderFacts] = []
    answer = Engine.earnings

    def counted(engine: Engine, facts: OrderFacts) -> list[Earning]:
        asked.append(facts)
        return answer(engine, facts)

    monkeypatch.setattr(Engine, "earnings", counted)
    page = compare_period(bench.ports, DEFAULT_PLAN, plan, "2025-03")

    assert page.sums.counts
    assert len(asked) == 2 * page.sums.orders
