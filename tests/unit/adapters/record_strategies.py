"""Hypothesis strategies for every record, made from its model's fields and their limits."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from pydantic import AfterValidator, AwareDatetime, BaseModel, Strict, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

Strategy = st.SearchStrategy[Any]

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
NUMBER = 10**15
NUMBERS = st.integers(-NUMBER, NUMBER)
BOUNDS = ("ge", "gt", "le", "lt", "min_length", "max_length")
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3))])
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(9998, 1, 1), timezones=ZONES)  # noqa: DTZ001
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
SIMPLE: dict[Any, Strategy] = {
    str: TEXTS,
    int: NUMBERS,
    bool: st.booleans(),
    NoneType: st.none(),
    AwareDatetime: INSTANTS,
    Any: JSON,
}


def records(model: type[BaseModel]) -> Strategy:
    """Valid instances of a model, often with fields at their defaults."""
    fields = {name: _field(name, info) for name, info in model.model_fields.items()}
    # What a model checks between its fields, no strategy of a field can know.
    return st.fixed_dictionaries(fields).filter(partial(_accepts, model)).map(model.model_validate)


def _field(name: str, info: FieldInfo) -> Strategy:
    values = _limited(_values(info.annotation), info.metadata)
    if name == "due_at":
        values = values.map(lambda at: at.replace(microsecond=0))
    if name == "version":
        values = st.integers(0, 10**9)
    return values if info.is_required() else st.just(info.get_default()) | values


def _values(annotation: Any) -> Strategy:
    if annotation in SIMPLE:
        return SIMPLE[annotation]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return records(annotation)
    if isinstance(annotation, type) and issubclass(annotation, tuple):
        return _named(annotation)
    return _composed(get_origin(annotation), get_args(annotation))


def _named(annotation: type[tuple[Any, ...]]) -> Strategy:
    """Values of a named tuple, field by field."""
    return st.builds(annotation, *map(_values, get_type_hints(annotation).values()))


def _composed(origin: Any, arguments: tuple[Any, ...]) -> Strategy:
    if origin is Annotated:
        return _limited(_values(arguments[0]), list(arguments[1:]))
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin in {Union, UnionType}:
        return st.one_of(*map(_values, arguments))
    if origin is tuple and arguments[1:] == (...,):
        return st.lists(_values(arguments[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*map(_values, arguments))
    if origin is dict:
        return st.dictionaries(*map(_values, arguments), max_size=3)
    raise NotImplementedError(f"give {origin} of {arguments} a strategy")


def _limited(values: Strategy, limits: list[Any]) -> Strategy:
    """Narrow values to their field's limits; they are of the field's own type already."""
    bounds: dict[str, int] = {}
    for limit in _single(limits):
        known = {name: getattr(limit, name) for name in BOUNDS if hasattr(limit, name)}
        if known:
            bounds |= known
        elif hasattr(limit, "pattern"):
            values = _matching(limit.pattern) if limit.pattern else values
        elif isinstance(limit, AfterValidator):
            values = values.filter(partial(_passes, limit))
        elif not isinstance(limit, Strict):
            raise NotImplementedError(f"give {limit} a strategy")
    return _bounded(values, bounds)


def _single(limits: Iterable[Any]) -> Iterator[Any]:
    """Take limits that stand together apart."""
    for limit in limits:
        if isinstance(limit, FieldInfo):
            yield from _single(limit.metadata)
        elif isinstance(limit, Iterable):
            yield from _single(limit)
        else:
            yield limit


def _bounded(values: Strategy, bounds: dict[str, int]) -> Strategy:
    shortest, longest = bounds.pop("min_length", 0), bounds.pop("max_length", None)
    if shortest or longest is not None:
        values = values.filter(lambda value: shortest <= len(value) <= (longest or len(value)))
    if not bounds:
        return values
    lowest = max(bounds.get("ge", -NUMBER), bounds.get("gt", -NUMBER) + 1)
    return st.integers(lowest, min(bounds.get("le", NUMBER), bounds.get("lt", NUMBER) - 1))


def _matching(pattern: str) -> Strategy:
    return st.from_regex(pattern.replace("$", r"\Z"))


def _accepts(model: type[BaseModel], fields: dict[str, Any]) -> bool:
    try:
        model.model_validate(fields)
    except ValidationError:
        return False
    return True


def _passes(validator: AfterValidator, value: Any) -> bool:
    try:
        TypeAdapter(Annotated[Any, validator]).validate_python(value)
    except ValidationError:
        return False
    return True
