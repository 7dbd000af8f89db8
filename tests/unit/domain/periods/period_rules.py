"""Plans with rules of periods, and what was counted for them."""

from typing import Any

from pydantic import TypeAdapter

from shared.domain.commission.counted import Counted
from shared.domain.periods.evaluations import Decided
from shared.domain.plans.document import Plan, read_plan
from shared.domain.plans.kinds import AnyPeriodicRule
from shared.domain.rulebook.plan_version import PlanVersion
from shared.domain.rulebook.versions import RuleVersion
from shared.domain.rules.periodic_rule import PeriodicRule

RULE: TypeAdapter[PeriodicRule] = TypeAdapter(AnyPeriodicRule)


def tier(*bands: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A tier over sales of a month; without bands it pays 10 %."""
    measure, mode = fields.pop("measure", "sales"), fields.pop("mode", "whole_amount")
    default = list(bands) or [{"rate_bp": 1000}]
    tiers = {"measure": measure, "mode": mode, "bands": {"default": default}}
    return {"id": "volume", "kind": "tier", "period": "month", "tiers": tiers, **fields}


def steps(*said: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A tier whose steps several measures open."""
    return {**tier(**fields), "tiers": {"steps": {"default": list(said)}}}


def pieces(**fields: Any) -> dict[str, Any]:
    """1.00 a piece, 1.50 for each above ten."""
    step = {"above": 10, "per_piece": "1.50"}
    return {"id": "volume", "kind": "per_piece", "per_piece": "1.00", "steps": [step], **fields}


def ranking(*amounts: str, **fields: Any) -> dict[str, Any]:
    places = [{"amount": amount} for amount in amounts or ("9.00", "6.00", "3.00")]
    return {"id": "volume", "kind": "ranking", "period": "month", "places": places, **fields}


def rule(document: dict[str, Any]) -> PeriodicRule:
    return RULE.validate_python(document)


def plan(*rules: dict[str, Any], **fields: Any) -> Plan:
    return read_plan({"name": "plan", "pay_depth": 1, "rules": list(rules), **fields})


def version(number: int, at: Any, *rules: dict[str, Any]) -> RuleVersion:
    document = {"name": f"plan-{number}", "pay_depth": 1, "rules": list(rules)}
    return RuleVersion(kind="plan", number=number, effective_from=at, document=document)


def decided(document: dict[str, Any]) -> Decided:
    return Decided(rule(document), PlanVersion(plan=plan(tier()), number=3))


def sold(sales: int, **counts: int) -> Counted:
    """Sales without a cost that anybody forgot."""
    return Counted(sales=sales, **{"pieces": 1, "orders": 1, **counts})


def of_pieces(number: int, said: int = 100, room: int = 1_000_000) -> Counted:
    """So many pieces at 10.00, with so many fen a piece said with their orders and left to add."""
    fen = number * room
    return sold(number * 1000, pieces=number, with_orders=number * said, room=fen * 10_000)
