"""The plan document: who is paid what, by which rules, in which order, up to which limits.

Source: A060-A099, A164; rules.md, Depth. A document says what it means or is refused; whether it
is allowed is the guard's question (`plans/guard.py`).
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from shared.domain.money import FULL_RATE, BasisPoints, Yuan
from shared.domain.plans.faults import placed_in
from shared.domain.plans.parts import ByProduct, Days, Flag, Part, When
from shared.domain.plans.presets import PRESETS
from shared.domain.plans.rules import AnyRule, Budget, Product
from shared.domain.plans.rules_together import require_rules_fit

Release = Literal["order", "month", "quarter", "year"]
"""When commission of an order is released: with its window, or the period it ends in (A068)."""


class Plan(Part):
    """One version of the brand's plan. Rates are basis points, amounts quoted yuan.

    The first rule is served first where a limit leaves less than all rules together pay.
    """

    name: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    effective_from: When | None = None
    pay_depth: Annotated[int, Field(strict=True, ge=1, le=10)]
    self_purchase: Flag = False
    compression: Flag = False
    upline_activity_days: Days | None = None
    """An upline above depth 1 qualifies only with an own paid sale in so many days before."""
    release: Release = "order"
    cap_bp: BasisPoints = FULL_RATE
    """How much of what was paid for a line all rules together may pay."""
    margin_guard: Flag = False
    """Whether a line with a known cost never pays more than its margin."""
    budget: Budget | None = None
    joining_fee: Yuan = 0
    """What joining costs: it can be said only so that the guard refuses it (A120)."""
    products: ByProduct[Product] = {}
    rules: Annotated[tuple[AnyRule, ...], Field(min_length=1, max_length=12)]

    @model_validator(mode="after")
    def _rules_fit(self) -> "Plan":
        require_rules_fit(self.rules)
        return self


def read_plan(document: str | Mapping[str, Any]) -> Plan:
    """Read a preset's name or a plan document.

    A document's `preset` stands for its rule and pay depth; what the document says itself counts,
    its rules come behind the preset's. Errors: ValueError (pydantic's included) naming the field.
    """
    fields = {"preset": document} if isinstance(document, str) else dict(document)
    try:
        return Plan.model_validate(_with_preset(fields))
    except ValidationError as error:
        raise placed_in(fields, error) from error


def _with_preset(fields: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in fields.items() if name != "preset"}
    if "preset" not in fields:
        return own
    preset = fields["preset"]
    if not isinstance(preset, str) or preset not in PRESETS:
        raise ValueError(f"unknown preset {preset!r}: choose one of {', '.join(PRESETS)}")
    rates = PRESETS[preset]
    rule = {"id": "relation", "kind": "percent", "rates_bp": {"default": rates}}
    rules = own.get("rules", [])
    basis = {"name": preset, "pay_depth": len(rates)}
    return {**basis, **own, "rules": [rule, *rules] if isinstance(rules, list | tuple) else rules}


DEFAULT_PLAN = read_plan("depth-10-5")
