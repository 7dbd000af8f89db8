"""Facts and plans in few words, for the tests of what each kind of rule pays."""

from datetime import UTC, datetime, timedelta
from typing import Any

from shared.domain.commission.earnings import Earning
from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.commission.rounding import shares_of
from shared.domain.engine.engine import Engine
from shared.domain.money import UNITS
from shared.domain.plans.document import Plan, read_plan

AT = datetime(2025, 3, 1, 2, tzinfo=UTC)

PERCENT: dict[str, Any] = {
    "id": "relation",
    "kind": "percent",
    "rates_bp": {"default": [1000, 500, 200]},
}


def plan(*rules: dict[str, Any], **fields: Any) -> Plan:
    """A plan that pays three depths by these rules."""
    return read_plan({"name": "plan", "pay_depth": 3, "rules": list(rules), **fields})


def line(number: int = 1, base_fen: int = 100_00, **fields: Any) -> LineFacts:
    given = {"sku": "tee", "qty": 1, "price_fen": base_fen, **fields}
    return LineFacts(line=number, base_fen=base_fen, **given)


def ago(**time: float) -> datetime:
    return AT - timedelta(**time)


def facts(*chain: Upline, **fields: Any) -> OrderFacts:
    """An order of one line of 100.00 that reaches these uplines."""
    return OrderFacts(**{"at": AT, "lines": (line(),), "chain": chain, **fields})


def earnings(made: Plan, given: OrderFacts, rule: str) -> list[Earning]:
    """What one rule of a plan pays."""
    return [each for each in Engine(made).earnings(given) if each.rule == rule]


def fen(earning: Earning) -> int:
    """What an earning comes to."""
    return sum(shares_of([part.weight for part in earning.parts]))


def paid(made: Plan, given: OrderFacts, rule: str) -> dict[str, int]:
    """How many fen each payee gets by one rule; nobody who gets nothing."""
    sums = {each.payee: fen(each) for each in earnings(made, given, rule)}
    return {payee: sum_fen for payee, sum_fen in sums.items() if sum_fen}


def adds_up(earning: Earning) -> bool:
    """Whether each part's reasons make its weight."""
    return all(
        sum(on * bp for on, bp in ((p.on_fen, p.rate_bp), *p.also))
        + p.fixed_fen * UNITS
        + p.fixed_rest
        - p.cut
        == p.weight
        for p in earning.parts
    )
