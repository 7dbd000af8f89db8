"""A list as CSV, as a spreadsheet opens it: a column a field, sums in yuan, ids as texts.

A text that a spreadsheet would take for a formula, a number or a date has an apostrophe before it;
so has one that begins with an apostrophe. Whoever takes one away has the text as it was.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, get_args

from pydantic import BaseModel

from shared.domain.money import yuan
from shared.edge.http.accepted import by_preference
from shared.edge.http.json_body import MEDIA_TYPE as JSON
from shared.edge.http.json_body import canonical

MEDIA_TYPE: Final = "text/csv"
CONTENT_TYPE: Final = "text/csv; charset=utf-8; header=present"

_BOM: Final = "\ufeff"
_MONEY: Final = "_fen"
_TAKEN_FOR_MORE: Final = re.compile(
    r"['=+\-@\t\r\n＝＋－＠].*"  # a formula, or what is told from one by its apostrophe
    r"|(?=.*\d)[\d.,:/eE+\-\s%]+",  # a number or a date
    re.DOTALL,
)

Column = tuple[str, ...]
"""The names that lead to a value, from the item on."""


def is_preferred(accepted: str) -> bool:
    """Tell whether an Accept header asks for CSV before JSON."""
    ours = (name for name in by_preference(accepted) if name in (MEDIA_TYPE, JSON))
    return next(ours, JSON) == MEDIA_TYPE


def csv_of(item: type[BaseModel], items: Iterable[Mapping[str, Any]]) -> str:
    """Write items, one a row, below the names of their columns."""
    columns = list(columns_of(item))
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow([_named(column) for column in columns])
    rows.writerows([_cell(column, each) for column in columns] for each in items)
    return _BOM + written.getvalue()


def columns_of(model: type[BaseModel]) -> Iterator[Column]:
    """Give the columns of a model: those of a part that is a model stand in its place."""
    for name, field in model.model_fields.items():
        part = _model_in(field.annotation)
        if part is None:
            yield (field.serialization_alias or name,)
        else:
            yield from ((name, *column) for column in columns_of(part))


def _model_in(hint: object) -> type[BaseModel] | None:
    """Give the model that a field holds, or holds where it holds anything."""
    kinds = [kind for kind in get_args(hint) if kind is not type(None)] or [hint]
    (kind, *others) = kinds
    is_model = isinstance(kind, type) and issubclass(kind, BaseModel)
    return kind if is_model and not others else None


def _named(column: Column) -> str:
    name = ".".join(column)
    return f"{name.removesuffix(_MONEY)}_yuan" if name.endswith(_MONEY) else name


def _cell(column: Column, item: Mapping[str, Any]) -> str | int:
    value: Any = item
    for name in column:
        value = None if value is None else value[name]
    return _sum(value) if column[-1].endswith(_MONEY) else _written(value)


def _sum(fen: int | None) -> str:
    return "" if fen is None else yuan(fen)


def _written(value: object) -> str | int:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return value
        case str():
            return f"'{value}" if _TAKEN_FOR_MORE.fullmatch(value) else value
        case _:
            return canonical(value)
