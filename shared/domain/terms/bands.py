"""Tiers: half-open bands `[from, to)` over one measure, or steps that several measures open.

Gaps and overlaps are refused. Source: A070-A074; faults W42, W43. Money is quoted yuan in the
document and fen in code, a margin rate is basis points, pieces and orders are counts.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Literal, get_args

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    WithJsonSchema,
    field_serializer,
    model_validator,
)

from shared.domain.documents.amounts import Yuan, read_amount
from shared.domain.documents.fault import fault_at
from shared.domain.documents.fault_hints import amount_of, shown
from shared.domain.documents.part import Name, Part
from shared.domain.errors import Fault
from shared.domain.money import MAX_FEN, YUAN_SCHEMA, BasisPoints, yuan

Measure = Literal["sales", "profit", "margin_rate", "pieces", "orders", "recruits"]
"""What a tier looks at; `recruits` can be said only so that the guard refuses it (A075, A097)."""

Mode = Literal["whole_amount", "marginal"]
"""Whether a band's rate counts for the whole amount, or only for the part inside the band."""

MONEY: frozenset[Measure] = frozenset({"sales", "profit"})


def _bound(value: object) -> object:
    return read_amount(value) if isinstance(value, str) else value


Bound = Annotated[
    int,
    BeforeValidator(_bound),
    Field(strict=True, ge=-MAX_FEN, le=MAX_FEN),
    WithJsonSchema(
        {"anyOf": [YUAN_SCHEMA, {"type": "integer", "minimum": -MAX_FEN, "maximum": MAX_FEN}]}
    ),
]
"""A quoted amount, or a whole number of pieces, orders or basis points."""


def require_fitting(bound: object, measure: object, *place: str | int) -> None:
    """Refuse 1000 for an amount, and "10.00" for a count, where it stands. Errors: ValueError.

    A measure that is none at all is refused where it stands.
    """
    if measure not in get_args(Measure) or bound is None:
        return
    if measure in MONEY and not isinstance(bound, str):
        written, like = shown(bound), amount_of(bound)
        raise fault_at(
            place, "bound_is_an_amount", measure=str(measure), like=like, written=written
        )
    if measure == "margin_rate" and isinstance(bound, str):
        raise fault_at(place, "bound_is_a_rate", measure=str(measure), written=shown(bound))
    if measure not in MONEY and isinstance(bound, str):
        raise fault_at(place, "bound_is_a_number", measure=str(measure), written=shown(bound))


def _bounds(tables: object) -> Iterator[tuple[object, tuple[str, int, str]]]:
    """Give every bound that a document names, with its place; anything misshapen is left out."""
    for level, bands in tables.items() if isinstance(tables, Mapping) else ():
        for number, band in enumerate(bands if isinstance(bands, list | tuple) else ()):
            if isinstance(band, Mapping):
                yield band.get("from"), (level, number, "from")
                yield band.get("to"), (level, number, "to")


def written(bound: int | None, measure: Measure) -> str | int | None:
    """Write a bound as a document says it: a quoted amount, or a whole number."""
    return yuan(bound) if bound is not None and measure in MONEY else bound


class Band(Part):
    """From `from` on, and below `to` (left out: without end), a rate of the base or a fixed sum."""

    from_: Annotated[Bound, Field(alias="from")] = 0
    """Where the band begins, itself included: a quoted amount, or a whole number."""
    to: Bound | None = None
    """Where the band ends, itself not included; left out in the last band, which has no end."""
    rate_bp: BasisPoints = 0
    """Basis points that are paid inside the band."""
    amount: Yuan = 0
    """Yuan that are paid inside the band, once."""


Bands = Annotated[tuple[Band, ...], Field(min_length=1, max_length=50)]


def require_joined(bands: tuple[Band, ...], measure: Measure, level: str) -> None:
    """Refuse bands that leave a gap, overlap, or are not in order. Errors: ValueError."""
    for number, (below, above) in enumerate(pairwise(bands), start=1):
        if below.to != above.from_:
            raise _apart(below, above, measure, ("bands", level, number))
    for number, band in enumerate(bands):
        if band.to is not None and band.to <= band.from_:
            raise fault_at(("bands", level, number), "band_ends_too_early")
    if bands[-1].to is not None:
        raise fault_at(("bands", level, len(bands) - 1), "last_band_ends")


def _apart(
    below: Band, above: Band, measure: Measure, place: tuple[str | int, ...]
) -> ValidationError:
    """Say what is wrong between two bands, and where the upper one has to begin."""
    at, end = shown(written(above.from_, measure)), shown(written(below.to, measure))
    if below.to is None:
        return fault_at(place, "band_before_has_no_end", at=at)
    if below.to > above.from_:
        return fault_at(place, "bands_overlap", at=at, end=end)
    return fault_at(place, "bands_leave_a_gap", at=at, end=end)


class AtLeast(Part):
    """A measure reaches a value."""

    measure: Measure
    """What is measured."""
    at_least: Bound
    """The value that must be reached: a quoted amount, or a whole number."""

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
    """Conditions that must all hold (A073)."""


class AnyOf(Part):
    """At least one condition holds."""

    any: Annotated[tuple["Condition", ...], Field(min_length=1, max_length=10)]
    """Conditions of which one must hold (A073)."""


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
    """The condition under which the step is paid."""
    rate_bp: BasisPoints = 0
    """Basis points that are paid."""
    amount: Yuan = 0
    """Yuan that are paid, once."""


class Tiers(Part):
    """Bands over one measure, or steps; either by level, with `default` for all others."""

    measure: Measure = "sales"
    """What opens a band; steps name their own measures."""
    mode: Mode = "whole_amount"
    """Whether a band's rate is of the whole amount, or of the part inside the band."""
    bands: dict[Name, Bands] = {}
    """Bands by level, `default` for all others, each beginning where the one before ends."""
    steps: dict[Name, Annotated[tuple[Step, ...], Field(min_length=1, max_length=50)]] = {}
    """Steps by level, `default` for all others; the last whose condition holds counts."""

    @model_validator(mode="before")
    @classmethod
    def _bounds_fit(cls, document: object) -> object:
        if isinstance(document, Mapping):
            for bound, place in _bounds(document.get("bands")):
                require_fitting(bound, document.get("measure", "sales"), "bands", *place)
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
            raise Fault("bands_or_steps")
        if "default" not in (self.bands or self.steps):
            raise Fault("tiers_without_default")
        if self.steps and self.mode == "marginal":
            raise Fault("steps_are_not_marginal")
        for level, bands in self.bands.items():
            require_joined(bands, self.measure, level)
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
