"""What changes from one document to another: values as documents write them."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import JsonValue

from shared.domain.records import Value

Document = Mapping[str, Any]


class Change(Value):
    """One change: `path` names rules by their id; None stands for what is not there."""

    path: str
    before: JsonValue
    after: JsonValue


def between(path: tuple[str, ...], before: Document, after: Document) -> Iterator[Change]:
    """Give all changes within a path, in the order of the documents."""
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from between((*path, name), old, new)
        elif old != new:
            yield Change(path=".".join((*path, name)), before=old, after=new)
