"""What every case of permissions begins with: a plan that touches all, a policy of reviews."""

from typing import Any, NoReturn

from infra.local.functions.context import LambdaContext
from infra.local.json_value import Json
from tests.laptop_bench import Bench
from tests.rules_in_force import put_in_force

REVIEWED: dict[str, Any] = {"max_part": "3.00", "review": True, "confirm_hours": 12}


def set_plan(bench: Bench) -> None:
    """Put a plan in force whose budget and whose month every order touches."""
    budget = {"amount": "100000.00", "period": "year"}
    wish = {"id": "wish", "kind": "percent", "link": {"max_bp": 500}}
    month: dict[str, Any] = {"id": "month", "kind": "tier", "period": "month", "counted": "paid"}
    month |= {"levels": ["diamond"], "tiers": {"bands": {"default": [{"rate_bp": 100}]}}}
    document: dict[str, Any] = {"preset": "depth-10-5", "budget": budget, "rules": [wish, month]}
    put_in_force(bench.laptop.ports.store, document, bench.now)


def fails(event: Json, context: LambdaContext) -> NoReturn:
    raise RuntimeError("the function is down for a while")
