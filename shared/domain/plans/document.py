"""The plan document: who is paid what, by which rules, in which order, up to which limits.

Source: A060-A099, A164; rules.md, Depth. A document says what it means or is refused; whether it
is allowed is the guard's question (`plans/guard.py`).
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, ValidationError, model_validator

from shared.domain.documents.amounts import Yuan
from shared.domain.documents.fault import fault_at
from shared.domain.documents.fault_hints import PLAN_NAME, meant, shown
from shared.domain.documents.nesting import require_shallow
from shared.domain.documents.part import Days, Flag, Part, When
from shared.domain.documents.places import placed_in
from shared.domain.money import FULL_RATE, BasisPoints
from shared.domain.plans.budget import Budget
from shared.domain.plans.kinds import AnyRule
from shared.domain.plans.presets import PRESETS
from shared.domain.plans.release import Release
from shared.domain.plans.rules_together import require_rules_fit
from shared.domain.terms.parts import ByProduct
from shared.domain.terms.product import Product


class Plan(Part):
    """One version of the brand's plan. Rates are basis points, amounts quoted yuan.

    The first rule is served first where a limit leaves less than all rules together pay.
    """

    name: Annotated[str, Field(pattern=PLAN_NAME)]
    """What explanations call the plan, as `name@version`."""
    effective_from: When | None = None
    """From when the plan is in force, with its offset; left out: when it is approved (A164)."""
    pay_depth: Annotated[int, Field(strict=True, ge=1, le=10)]
    """How many uplines of a buyer an order pays at most; the guard allows three (A062, A064)."""
    self_purchase: Flag = False
    """Whether a distributor who buys for himself is depth 1 of his own order."""
    compression: Flag = False
    """Whether an upline who does not qualify is passed over, and the next takes his depth."""
    upline_activity_days: Days | None = None
    """An upline above depth 1 qualifies only with an own paid sale in so many days before."""
    release: Release = "order"
    """When commission is released: with its order, or with the period it ends in (A068)."""
    cap_bp: BasisPoints = FULL_RATE
    """How much of what was paid for a line all rules together may pay."""
    margin_guard: Flag = False
    """Whether a line with a known cost never pays more than its margin."""
    budget: Budget | None = None
    """How much commission a period may promise in all; left out: without limit (A137)."""
    joining_fee: Yuan = 0
    """What joining costs: it can be said only so that the guard refuses it (A120)."""
    products: ByProduct[Product] = {}
    """What is known of products: price, cost and category, by SKU."""
    rules: Annotated[tuple[AnyRule, ...], Field(min_length=1, max_length=12)]
    """Who is paid what, in order: the first is served first where a limit leaves too little."""

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
    require_shallow(fields)
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
        raise _unknown_preset(preset)
    rates = PRESETS[preset]
    rule = {"id": "relation", "kind": "percent", "rates_bp": {"default": rates}}
    rules = own.get("rules", [])
    basis = {"name": preset, "pay_depth": len(rates)}
    return {**basis, **own, "rules": [rule, *rules] if isinstance(rules, list | tuple) else rules}


def _unknown_preset(preset: object) -> ValidationError:
    known, near = ", ".join(PRESETS), meant(str(preset), PRESETS)
    written = shown(preset)
    if near:
        return fault_at(
            ("preset",), "unknown_preset_but_near", written=written, near=near, known=known
        )
    return fault_at(("preset",), "unknown_preset", written=written, known=known)
