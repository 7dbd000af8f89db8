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
        raise fault_at(
            (),
            f"lists and tables stand more than {MOST_LEVELS} deep in one another; "
            "say it with fewer conditions inside conditions",
            f"列表与表嵌套超过 {MOST_LEVELS} 层；请减少条件中的条件",
        )


def _inside(value: object) -> Iterable[object]:
    """Give what stands right below a value."""
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list | tuple) else ()
