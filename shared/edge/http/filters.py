"""What a list may be asked for beside its path: checked once, for every list alike."""

from collections.abc import Collection, Mapping
from typing import Final, Self

from shared.edge.callers.access import Principal
from shared.edge.http.cursors import PLACE
from shared.edge.http.problems import FieldError, Unacceptable, field_error
from shared.words.catalogue import term

LONGEST: Final = 200
"""No filter is longer; a key that is made of it may not be as long as somebody likes."""

YES_OR_NO: Final = ("true", "false")
"""What a filter takes that is true or not."""


class OneOf(str):
    """The meaning of a filter that takes one of a few values."""

    values: tuple[str, ...]

    __slots__ = ("values",)

    def __new__(cls, meaning: str, values: Collection[str]) -> Self:
        """Say what a filter means and takes."""
        made = super().__new__(cls, meaning)
        made.values = tuple(values)
        return made


def check_filters(asked: Mapping[str, str], known: Mapping[str, str]) -> None:
    """Refuse filters that a list does not know, and values that they do not take.

    Errors: invalid_fields, which names what is allowed.
    """
    wrong = [error for name, value in asked.items() for error in _wrong(name, value, known)]
    if wrong:
        raise Unacceptable("invalid_fields", "fields_named", wrong)


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


def wrong_filter(name: str, fault: str, **facts: object) -> Unacceptable:
    """Say what is wrong with a name of the query."""
    return Unacceptable("invalid_fields", "fields_named", [_error(name, fault, **facts)])


def _wrong(name: str, value: str, known: Mapping[str, str]) -> list[FieldError]:
    if name not in known:
        return [_error(name, "no_such_filter", allowed=tuple(known))]
    meaning = known[name]
    if isinstance(meaning, OneOf) and value not in meaning.values:
        return [_error(name, "not_one_of", allowed=meaning.values)]
    if len(value) > LONGEST and name != PLACE:
        return [_error(name, "too_long", longest=LONGEST)]
    return []


def _error(name: str, fault: str, **facts: object) -> FieldError:
    return field_error(f"?{name}"[:LONGEST], term("field_fault", fault, facts))
