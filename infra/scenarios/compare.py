"""Compare what was expected with what came out, so that a person sees the difference at once."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any


def mismatches(expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Say every difference: in maps only the given keys count, lists are compared whole."""
    return list(_differences("", expected, found))


def _differences(place: str, expected: Any, found: Any) -> Iterator[str]:
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            yield from _differences(f"{place}.{key}".lstrip("."), value, found.get(key))
    elif isinstance(expected, list) and isinstance(found, list):
        yield from _list_differences(place, expected, found)
    elif not _same(expected, found):
        yield f"{place}: expected {expected!r}, got {found!r}"


def _list_differences(place: str, expected: list[Any], found: list[Any]) -> Iterator[str]:
    if len(expected) != len(found):
        yield f"{place}: expected {len(expected)} entries, got {len(found)}: {found!r}"
        return
    for number, (left, right) in enumerate(zip(expected, found, strict=True)):
        yield from _differences(f"{place}.{number}", left, right)


def _same(expected: Any, found: Any) -> bool:
    if expected == found:
        return True
    if not isinstance(expected, str) or not isinstance(found, str):
        return False
    try:
        return datetime.fromisoformat(expected) == datetime.fromisoformat(found)
    except (ValueError, TypeError):
        return False
