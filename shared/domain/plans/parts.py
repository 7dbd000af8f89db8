"""What the rules of a plan are made of: rates by level and depth, sums, conditions, validity.

Documents carry quoted yuan and integer basis points; code sees integer fen.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from shared.domain.money import FULL_RATE, BasisPoints, Yuan
from shared.domain.times import Instant, whole_second

DEFAULT_LEVEL = "default"
MAX_PAY_DEPTH = 3
MAX_PRODUCTS = 1_000
"""How many products or categories a table of a plan names: the plan has to fit into one item."""

PRICE_SPREAD: Final = "price_spread"
"""The kind of rule that is trade in goods: it stands apart from commission (A117)."""

Form = Literal["cash", "points", "coupon", "gift"]
"""What an award is paid in; each form has accounts of its own (A081)."""

TaxNature = Literal["labour", "business_income", "sales_discount", "goods_trade", "gift"]
"""What an award is to the tax office: a fee, a discount on the same invoice, a trade (A139)."""

OrderKind = Literal["sale", "pickup", "restock"]
"""A customer's order, a distributor's own-use picking, an agent's purchase for his stock."""

OnRefund = Literal["recompute", "booked_rate"]
"""Whether a refund looks up the tier anew, or keeps the rate that was booked."""

Slug = Annotated[str, Field(strict=True, pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Name = Annotated[str, Field(strict=True, pattern=r"^[A-Za-z0-9._:-]{1,64}$")]
DepthRates = Annotated[tuple[BasisPoints, ...], Field(min_length=1, max_length=MAX_PAY_DEPTH)]
DepthSums = Annotated[tuple[Yuan, ...], Field(min_length=1, max_length=MAX_PAY_DEPTH)]
RatesByLevel = dict[Name, DepthRates]
SumsByLevel = dict[Name, DepthSums]
Days = Annotated[int, Field(strict=True, ge=1, le=3650)]
Flag = Annotated[bool, Field(strict=True)]


def _instant(value: object) -> object:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str):
        with suppress(ValueError):
            return datetime.fromisoformat(value)
    raise ValueError('write the time as text, like "2025-03-01T10:00:00+08:00"')


When = Annotated[Instant, BeforeValidator(_instant), AfterValidator(whole_second)]
"""An instant, said with its offset and kept in UTC."""

Table = TypeVar("Table", bound=Mapping[str, Any])


def _has_default(table: Table) -> Table:
    if DEFAULT_LEVEL not in table:
        raise ValueError(f"the table needs an entry {DEFAULT_LEVEL!r} for all other levels")
    return table


def _within_full_rate(table: RatesByLevel) -> RatesByLevel:
    if any(sum(rates) > FULL_RATE for rates in table.values()):
        raise ValueError("the rates of all depths together pass 100 percent")
    return table


RateOfLevel = Annotated[dict[Name, BasisPoints], AfterValidator(_has_default)]
"""One rate a level, with `default` for all others."""

CompleteRates = Annotated[
    RatesByLevel, AfterValidator(_has_default), AfterValidator(_within_full_rate)
]
"""Rates by level and depth that leave no level out."""


Entry = TypeVar("Entry")


def of_level(table: Mapping[str, Entry], level: str) -> Entry:
    """Give a level's entry, or that of all others."""
    entry = table.get(level)
    return table[DEFAULT_LEVEL] if entry is None else entry


ByProduct = Annotated[dict[Name, Entry], Field(max_length=MAX_PRODUCTS)]
"""A table of products, or of categories."""


class Part(BaseModel):
    """A part of a plan document: strict, and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Terms(Part):
    """What something pays: a percentage of the base, a fixed sum a piece, both, or nothing.

    Each by the payee's level (`default` for all others) and by his depth, nearest first.
    """

    rates_bp: RatesByLevel = {}
    per_piece: SumsByLevel = {}

    @model_validator(mode="after")
    def _is_complete(self) -> "Terms":
        for table in (self.rates_bp, self.per_piece):
            if table:
                _has_default(table)
        _within_full_rate(self.rates_bp)
        return self


class Limits(Part):
    """Between what and what somebody else than the plan may set a rate, in basis points."""

    min_bp: BasisPoints = 0
    max_bp: BasisPoints

    @model_validator(mode="after")
    def _is_a_range(self) -> "Limits":
        if self.min_bp > self.max_bp:
            raise ValueError("min_bp lies above max_bp; exchange them")
        return self


class Validity(Part):
    """When a rule counts, by the order's creation: `from` included, `until` not."""

    from_: Annotated[When | None, Field(alias="from")] = None
    until: When | None = None

    def covers(self, at: datetime) -> bool:
        """Tell whether an order created at an instant lies inside."""
        begun = self.from_ is None or self.from_ <= at
        return begun and (self.until is None or at < self.until)


class Rule(Part):
    """What all rules share. Rules stack; one may replace others on the lines it pays for."""

    id: Slug
    form: Form = "cash"
    tax_nature: TaxNature = "labour"
    valid: Validity = Validity()
    levels: Annotated[tuple[Name, ...], Field(min_length=1, max_length=20)] | None = None
    """Only payees of these levels; None for all."""
    no_violation_days: Days | None = None
    """Only payees without a recorded violation in so many days before (A076)."""
