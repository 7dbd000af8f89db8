"""The plan document: who is paid which share of an order, by depth, level and product.

Source: A060-A064, A067; rules.md, Depth. Rates are integer basis points; at most three depths pay.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from shared.domain.money import FULL_RATE, BasisPoints

DEFAULT_LEVEL = "default"
MAX_PAY_DEPTH = 3

Rates = Annotated[tuple[BasisPoints, ...], Field(min_length=1, max_length=MAX_PAY_DEPTH)]

PRESETS: Mapping[str, tuple[int, ...]] = {
    "depth-10-5": (1000, 500),
    "depth-10-5-2": (1000, 500, 200),
    "role-10-15-20": (1000, 1500, 2000),
}
"""Rates by depth, depth 1 nearest the buyer (A060, A061, A062)."""


class Plan(BaseModel):
    """One version of the brand's plan: rates of a payee's level at his depth.

    `rates_bp` has a `default` and may name levels; `products` gives a SKU rates of its own
    (all zero: it pays nothing). Rates are basis points of a line's base.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    effective_from: AwareDatetime | None = None
    pay_depth: Annotated[int, Field(strict=True, ge=1, le=MAX_PAY_DEPTH)]
    rates_bp: dict[str, Rates]
    products: dict[str, Rates] = {}
    self_purchase: bool = False
    compression: bool = False

    @model_validator(mode="after")
    def _pays_what_it_can(self) -> "Plan":
        if DEFAULT_LEVEL not in self.rates_bp:
            raise ValueError(f"rates_bp needs an entry {DEFAULT_LEVEL!r}")
        for rates in (*self.rates_bp.values(), *self.products.values()):
            if sum(rates[: self.pay_depth]) > FULL_RATE:
                raise ValueError("the rates of all depths together pass 100 percent")
        return self

    def rate_bp(self, sku: str, level: str, depth: int) -> int:
        """Give the rate of a payee of `level` at `depth` (from 1) for a product; 0 where none."""
        rates = self.products.get(sku) or self.rates_bp.get(level) or self.rates_bp[DEFAULT_LEVEL]
        return rates[depth - 1] if depth <= min(self.pay_depth, len(rates)) else 0


def read_plan(document: str | Mapping[str, Any]) -> Plan:
    """Read a preset's name or a plan document; a document's `preset` fills what it leaves out.

    Errors: ValueError (pydantic's included) naming the field.
    """
    fields = {"preset": document} if isinstance(document, str) else dict(document)
    preset = fields.pop("preset", None)
    if preset is None:
        return Plan.model_validate(fields)
    if not isinstance(preset, str) or preset not in PRESETS:
        raise ValueError(f"unknown preset {preset!r}: choose one of {', '.join(PRESETS)}")
    rates = PRESETS[preset]
    basis = {"name": preset, "pay_depth": len(rates), "rates_bp": {DEFAULT_LEVEL: rates}}
    return Plan.model_validate({**basis, **fields})


DEFAULT_PLAN = read_plan("depth-10-5")
