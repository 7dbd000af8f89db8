"""What the rules of a plan are made of: rates by level and depth, sums, conditions, validity.

Documents carry quoted yuan and integer basis points; code sees integer fen.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    model_validator,
)

from shared.domain.documents.amounts import Yuan
from shared.domain.documents.part import Name, Part, Slug, When
from shared.domain.errors import Fault
from shared.domain.identifiers import Identifier, composed
from shared.domain.money import FULL_RATE, BasisPoints

DEFAULT_LEVEL = "default"
MAX_PAY_DEPTH = 3
MAX_PRODUCTS = 1_000
"""How many products or categories a table of a plan names: the plan has to fit into one item."""

OrderKind = Literal["sale", "pickup", "restock"]
"""A customer's order, a distributor's own-use picking, an agent's purchase for his stock."""

OrderKinds = Annotated[tuple[OrderKind, ...], Field(min_length=1, max_length=3)]
Slugs = Annotated[tuple[Slug, ...], Field(max_length=12)]

OnRefund = Literal["recompute", "booked_rate"]
"""Whether a refund looks up the tier anew, or keeps the rate that was booked."""

DepthRates = Annotated[tuple[BasisPoints, ...], Field(min_length=1, max_length=MAX_PAY_DEPTH)]
DepthSums = Annotated[tuple[Yuan, ...], Field(min_length=1, max_length=MAX_PAY_DEPTH)]
RatesByLevel = dict[Name, DepthRates]
SumsByLevel = dict[Name, DepthSums]


Table = TypeVar("Table", bound=Mapping[str, Any])


def _has_default(table: Table) -> Table:
    if DEFAULT_LEVEL not in table:
        raise Fault("table_without_default", default=DEFAULT_LEVEL)
    return table


def _within_full_rate(table: RatesByLevel) -> RatesByLevel:
    if any(sum(rates) > FULL_RATE for rates in table.values()):
        raise Fault("rates_above_all")
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


def _each_once(table: object) -> object:
    """Refuse two spellings of one name: one of both entries would be lost."""
    if isinstance(table, Mapping):
        times = Counter(composed(name) for name in table if isinstance(name, str))
        for name, number in times.items():
            if number > 1:
                raise Fault("named_in_two_spellings", name=name)
    return table


ByProduct = Annotated[
    dict[Identifier, Entry], Field(max_length=MAX_PRODUCTS), BeforeValidator(_each_once)
]
"""A table of products, or of categories, by what the shop calls them."""


class Terms(Part):
    """What something pays: a percentage of the base, a fixed sum a piece, both, or nothing.

    Each by the payee's level (`default` for all others) and by his depth, nearest first.
    """

    rates_bp: RatesByLevel = {}
    """Basis points of the base by level, a rate for each depth, nearest first (A060-A064)."""
    per_piece: SumsByLevel = {}
    """Yuan a piece by level, a sum for each depth, nearest first."""

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
    """The lowest rate, in basis points."""
    max_bp: BasisPoints
    """The highest rate, in basis points."""

    @model_validator(mode="after")
    def _is_a_range(self) -> "Limits":
        if self.min_bp > self.max_bp:
            raise Fault("limits_exchanged")
        return self


class Validity(Part):
    """When a rule counts, by the order's creation: `from` included, `until` not."""

    from_: Annotated[When | None, Field(alias="from")] = None
    """The first instant, with its offset; left out: since ever."""
    until: When | None = None
    """The first instant that is no longer inside; left out: for ever."""

    def covers(self, at: datetime) -> bool:
        """Tell whether an order created at an instant lies inside."""
        begun = self.from_ is None or self.from_ <= at
        return begun and (self.until is None or at < self.until)

    def meets(self, other: "Validity") -> bool:
        """Tell whether an order may lie inside both."""
        return _begins_before_end(self, other) and _begins_before_end(other, self)

    def lasts_as_long_as(self, other: "Validity") -> bool:
        """Tell whether whatever lies inside the other lies inside this one too."""
        begins = self.from_ is None or (other.from_ is not None and self.from_ <= other.from_)
        ends = self.until is None or (other.until is not None and other.until <= self.until)
        return begins and ends


def _begins_before_end(one: Validity, other: Validity) -> bool:
    return one.from_ is None or other.until is None or one.from_ < other.until
