"""Plan documents in their shortest form, for the tests of what a plan may say."""

from typing import Any

RATES = {"default": [1000]}


def percent(rule_id: str = "relation", **fields: Any) -> dict[str, Any]:
    return {"id": rule_id, "kind": "percent", "rates_bp": RATES, **fields}


def document(*rules: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A plan of one depth with these rules, or with one percent rule."""
    return {"name": "plan", "pay_depth": 1, "rules": list(rules) or [percent()], **fields}
