"""How deeply a plan document may be nested: conditions stand in conditions, yet not without end."""

from collections.abc import Iterable, Mapping

from shared.domain.documents.fault import fault_at

MOST_LEVELS = 16
"""Lists and tables inside one another: a step's condition then holds four others, one in one."""


def require_shallow(document: Mapping[str, object]) -> None:
    """Refuse a document of too many levels. Errors: ValidationError."""
    level: list[object] = [document]
    for _ in range(MOST_LEVELS):
        level = [inner for each in level for inner in _inside(each)]
    if any(isinstance(each, Mapping | list | tuple) for each in level):
        raise fault_at((), "too_deep", most=MOST_LEVELS)


def _inside(value: object) -> Iterable[object]:
    """Give what stands right below a value."""
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list | tuple) else ()
