"""A fault of a plan document: what is wrong at a place, in English and Chinese.

Faults travel as pydantic's errors do, so that all of a document are told at once (A164).
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from shared.domain.documents.fault_hints import listed, meant

Place = tuple[str | int, ...]

Details = Mapping[str, Any]
"""A fault as pydantic tells it: its type, place, input and context."""

MOST_REWORDED = 100
"""Of how many faults the unknown names are compared with the known ones; nobody reads more."""


class Said(NamedTuple):
    """A fault in words."""

    message: str
    message_zh: str


class Fault(ValueError):
    """What is wrong with a value, raised where it is read."""

    def __init__(self, message: str, message_zh: str) -> None:
        super().__init__(message)
        self.words = Said(message, message_zh)


def placed(place: Place, message: str, message_zh: str) -> Details:
    """Give a fault at a place, as pydantic tells them."""
    return reworded(Said(message, message_zh), {"loc": place, "input": None})


def faults_at(title: str, faults: Iterable[Details]) -> ValidationError:
    """Make one error of faults, each at its `loc`."""
    details: list[Any] = list(faults)
    return ValidationError.from_exception_data(title, details)


def fault_at(place: Place, message: str, message_zh: str) -> ValidationError:
    """Make a fault that stands below the place where it is raised."""
    return faults_at("plan", [placed(place, message, message_zh)])


def naming_known(error: ValidationError, names: Iterable[str]) -> ValidationError:
    """Say of every name that a part does not know which of its names may be meant."""
    known = sorted(names)
    found = error.errors(include_url=False)
    unknown = [each["type"] == "extra_forbidden" and len(each["loc"]) == 1 for each in found]
    return faults_at(
        error.title,
        [
            _unknown_name(each, known) if is_one else each
            for each, is_one in zip(found, unknown, strict=True)
        ],
    )


def reworded(words: Said, details: Details) -> Details:
    """Give a fault in other words."""
    return {**details, "type": "value_error", "ctx": {"error": Fault(*words)}}


def _unknown_name(details: Details, known: list[str]) -> Details:
    name = str(details["loc"][-1])
    near = meant(name, known)
    like, like_zh = (f"`{near}`", f"`{near}`") if near else _one_of(known)
    words = Said(
        f"nothing here is called `{name}`; write {like}", f"此处没有 `{name}`；应为 {like_zh}"
    )
    return reworded(words, details)


def _one_of(known: list[str]) -> tuple[str, str]:
    return f"one of {listed(known)}, or nothing", f"{listed(known)} 之一，或删除"
