"""What may be asked for beside a path: checked once, for every list alike."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Final, Literal, TypeAlias, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from shared.edge.callers.access import Principal
from shared.edge.http.cursors import PLACE
from shared.edge.http.json_body import said_of
from shared.edge.http.problems import FieldError, Unacceptable, field_error
from shared.edge.http.query import Query, filter_error, wrong_filter

LONGEST: Final = 200
"""No filter is longer; a key that is made of it may not be as long as somebody likes."""

Truth: TypeAlias = Literal["true", "false"]
"""What a filter takes that is true or not."""


def check_filters(asked: Mapping[str, str], known: Query) -> None:
    """Refuse filters that nobody knows here, empty ones, and values that they do not take.

    Errors: invalid_fields, which names what is allowed.
    """
    wrong = [error for name, value in asked.items() for error in _wrong(name, value, known)]
    if wrong:
        raise Unacceptable("invalid_fields", "fields_named", wrong)


def check_once(asked: Mapping[str, Sequence[str]]) -> None:
    """Refuse names that are sent twice: one of both would be left out. Errors: invalid_fields."""
    twice = [filter_error(name, "filter_twice") for name, said in asked.items() if len(said) > 1]
    if twice:
        raise Unacceptable("invalid_fields", "fields_named", twice)


def truth_asked(query: Mapping[str, str], name: str) -> bool | None:
    """Give what a filter says that is true or not; None: it is neither."""
    return {"true": True, "false": False}.get(query.get(name, ""))


def shop_asked(query: Mapping[str, str], caller: Principal) -> str | None:
    """Give whose things are asked for: a storefront's own, staff's as they say; None: everybody's.

    Errors: invalid_fields for a storefront that asks for another's.
    """
    asked = query.get("storefront")
    if caller.role != "storefront":
        return asked
    if asked not in (None, caller.id):
        raise wrong_filter("storefront", "not_one_of", allowed=(caller.id,))
    return caller.id


def _wrong(name: str, value: str, known: Query) -> list[FieldError]:
    if not known:
        return [filter_error(name, "no_filters")]
    if name not in known:
        return [filter_error(name, "no_such_filter", allowed=tuple(known))]
    if not value:
        return [filter_error(name, "filter_empty")]
    allowed = get_args(known[name]) if get_origin(known[name]) is Literal else (value,)
    if value not in allowed:
        return [filter_error(name, "not_one_of", allowed=allowed)]
    if len(value) > LONGEST and name != PLACE:
        return [filter_error(name, "too_long", longest=LONGEST)]
    return _misshapen(name, value, known[name])


def _misshapen(name: str, value: str, shape: object) -> list[FieldError]:
    """Hold a value against the shape of its filter: one that names a part of a key has one."""
    if get_origin(shape) is not Annotated:
        return []
    try:
        TypeAdapter(shape).validate_python(value)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        return [field_error(f"?{name}", said_of(detail)) for detail in found]
    return []
