"""Tiers: half-open bands `[from, to)` over one measure, or steps that several measures open.

Gaps and overlaps are refused. Source: A070-A074; faults W42, W43. Money is quoted yuan in the
document and fen in code, a margin rate is basis points, pieces and orders are counts.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
    field_serializer,
    model_validator,
)

from shared.domain.money import YUAN_SCHEMA, BasisPoints, Yuan, parse_yuan, yuan
from shared.domain.plans.parts import Name, Part

Measure = Literal["sales", "profit", "margin_rate", "pieces", "orders", "recruits"]
"""What a tier looks at; `recruits` can be said only so that the guard refuses it (A075, A097)."""

Mode = Literal["whole_amount", "marginal"]
"""Whether a band's rate counts for the whole amount, or only for the part inside the band."""

MONEY: frozenset[Measure] = frozenset({"sales", "profit"})


def _bound(value: object) -> object:
    return parse_yuan(value) if isinstance(value, str) else value


Bound = Annotated[
    int,
    BeforeValidator(_bound),
    Field(strict=True),
    WithJsonSchema({"anyOf": [YUAN_SCHEMA, {"type": "integer"}]}),
]
"""A quoted amount, or a whole number of pieces, orders or basis points."""


def require_fitting(bound: object, measure: object, place: str) -> None:
    """Refuse 1000 for an amount, and "10.00" for a count. Errors: ValueError.

    A measure that is no name at all is refused where it stands.
    """
    if not isinstance(measure, str):
        return
    if bound is not None and (measure in MONEY) != isinstance(bound, str):
        kind = 'an amount like "1000.00" in quotes' if measure in MONEY else "a whole number"
        raise ValueError(f"{place} is {bound!r}: for {measure} write {kind}")


def _bounds(tables: object) -> Iterator[tuple[str, object]]:
    """Give every bound that a document names, with its place; anything misshapen is left out."""
    for level, bands in tables.items() if isinstance(tables, Mapping) else ():
        for number, band in enumerate(bands if isinstance(bands, list | tuple) else (), start=1):
            if isinstance(band, Mapping):
                yield f"from of band {number} of {level}", band.get("from")
                yield f"to of band {number} of {level}", band.get("to")


def written(bound: int | None, measure: Measure) -> str | int | None:
    """Write a bound as a document says it: a quoted amount, or a whole number."""
    return yuan(bound) if bound is not None and measure in MONEY else bound


class Band(Part):
    """From `from` on, and below `to` (None: without end), a rate of the base or a fixed sum."""

    from_: Annotated[Bound, Field(alias="from")] = 0
    to: Bound | None = None
    rate_bp: BasisPoints = 0
    amount: Yuan = 0


Bands = Annotated[tuple[Band, ...], Field(min_length=1, max_length=50)]


def require_joined(bands: tuple[Band, ...]) -> None:
    """Refuse bands that leave a gap, overlap, or are not in order. Errors: ValueError."""
    for below, above in pairwise(bands):
        if below.to != above.from_:
            kind = "overlap" if below.to is None or below.to > above.from_ else "leave a gap"
            raise ValueError(f"the bands {kind} at {above.from_}: each begins where one ends")
    for band in bands:
        if band.to is not None and band.to <= band.from_:
            raise ValueError("a band ends where it begins, or before; correct `to`")
    if bands[-1].to is not None:
        raise ValueError("the last band must have no end; leave its `to` out")


class AtLeast(Part):
    """A measure reaches a value."""

    measure: Measure
    at_least: Bound

    @model_validator(mode="before")
    @classmethod
    def _bound_fits(cls, document: object) -> object:
        if isinstance(document, Mapping):
            require_fitting(document.get("at_least"), document.get("measure"), "at_least")
        return document

    @field_serializer("at_least")
    def _write(self, bound: int) -> str | int | None:
        return written(bound, self.measure)


class AllOf(Part):
    """Every condition holds."""

    all: Annotated[tuple["Condition", ...], Field(min_length=1, max_length=10)]


class AnyOf(Part):
    """At least one condition holds."""

    any: Annotated[tuple["Condition", ...], Field(min_length=1, max_length=10)]


_FORMS = {"all": "AllOf", "any": "AnyOf"}


def _form(condition: object) -> str:
    """Tell which form a condition has, so that only that form's faults are told."""
    if isinstance(condition, Mapping):
        return next((form for name, form in _FORMS.items() if name in condition), "AtLeast")
    return type(condition).__name__ if isinstance(condition, AllOf | AnyOf) else "AtLeast"


Condition = Annotated[
    Annotated[AtLeast, Tag("AtLeast")]
    | Annotated[AllOf, Tag("AllOf")]
    | Annotated[AnyOf, Tag("AnyOf")],
    Discriminator(_form),
]


class Step(Part):
    """What is paid while a condition holds; of several steps the last that holds counts."""

    if_: Annotated[Condition, Field(alias="if")]
    rate_bp: BasisPoints = 0
    amount: Yuan = 0


class Tiers(Part):
    """Bands over one measure, or steps; either by level, with `default` for all others."""

    measure: Measure = "sales"
    mode: Mode = "whole_amount"
    bands: dict[Name, Bands] = {}
    steps: dict[Name, Annotated[tuple[Step, ...], Field(min_length=1, max_length=50)]] = {}

    @model_validator(mode="before")
    @classmethod
    def _bounds_fit(cls, document: object) -> object:
        if isinstance(document, Mapping):
            for place, bound in _bounds(document.get("bands")):
                require_fitting(bound, document.get("measure", "sales"), place)
        return document

    @field_serializer("bands")
    def _write(self, tables: dict[str, tuple[Band, ...]]) -> dict[str, list[dict[str, object]]]:
        return {
            level: [
                {
                    "from": written(band.from_, self.measure),
                    "to": written(band.to, self.measure),
                    "rate_bp": band.rate_bp,
                    "amount": yuan(band.amount),
                }
                for band in bands
            ]
            for level, bands in tables.items()
        }

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Tiers":
        if bool(self.bands) == bool(self.steps):
            raise ValueError("give either bands or steps")
        if "default" not in (self.bands or self.steps):
            raise ValueError("the tiers need an entry 'default'")
        if self.steps and self.mode == "marginal":
            raise ValueError("steps pay on the whole amount; use bands for a marginal tier")
        for bands in self.bands.values():
            require_joined(bands)
        return self


def measures_of(tiers: Tiers) -> frozenset[Measure]:
    """Give everything that must be measured before the tiers can say what they pay."""
    if tiers.bands:
        return frozenset({tiers.measure})
    conditions = [step.if_ for steps in tiers.steps.values() for step in steps]
    return frozenset(measure for each in conditions for measure in _measured(each))


def pays_amounts(tiers: Tiers) -> bool:
    """Tell whether any band or step pays a fixed sum."""
    by_band = any(band.amount for bands in tiers.bands.values() for band in bands)
    return by_band or any(step.amount for steps in tiers.steps.values() for step in steps)


def _measured(condition: Condition) -> Iterator[Measure]:
    if isinstance(condition, AtLeast):
        yield condition.measure
    else:
        parts = condition.all if isinstance(condition, AllOf) else condition.any
        for part in parts:
            yield from _measured(part)


AllOf.model_rebuild()
AnyOf.model_rebuild()
Step.model_rebuild()
