"""Hypothesis strategies for every record, made from its model's fields and their limits."""

from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import AfterValidator, AwareDatetime, BaseModel, Strict, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

Strategy = st.SearchStrategy[Any]

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
NUMBERS = st.integers(-(10**15), 10**15)
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
    return st.fixed_dictionaries(fields).map(model.model_validate)


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
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin in {Union, UnionType}:
        return st.one_of(*map(_values, arguments))
    if origin is tuple and arguments[1:] == (...,):
        return st.lists(_values(arguments[0]), max_size=3).map(tuple)
    if origin is dict:
        return st.dictionaries(*map(_values, arguments), max_size=3)
    raise NotImplementedError(f"give {annotation} a strategy")


def _limited(values: Strategy, limits: list[Any]) -> Strategy:
    for limit in limits:
        if hasattr(limit, "ge"):
            values = st.integers(limit.ge, 10**15)
        elif hasattr(limit, "gt"):
            values = st.integers(limit.gt + 1, 10**15)
        elif hasattr(limit, "pattern"):
            values = st.from_regex(limit.pattern.replace("$", r"\Z"))
        elif isinstance(limit, AfterValidator):
            values = values.filter(partial(_passes, limit))
        elif isinstance(limit, Strict):
            continue  # Every strategy makes values of the field's own type.
        else:
            raise NotImplementedError(f"give {limit} a strategy")
    return values


def _passes(validator: AfterValidator, value: Any) -> bool:
    try:
        TypeAdapter(Annotated[Any, validator]).validate_python(value)
    except ValidationError:
        return False
    return True
