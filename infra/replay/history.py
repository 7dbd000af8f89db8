"""A history of orders: CSV, plain or gzipped, with the columns buyer, date, qty and amount.

A column `refunded` may say how much of the amount was given back later.
"""

import csv
import gzip
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TextIO

from fenrun.documents.unreadable import DocumentError
from shared.domain.errors import Fault
from shared.domain.identifiers import identifier

COLUMNS = ("buyer", "date", "qty", "amount")
FOUNDER = "_"
"""How the names of those begin whom the brand enrols itself, and no buyer's."""

GZIP_MAGIC = b"\x1f\x8b"

_QTY = re.compile(r"[1-9][0-9]{0,5}")
_AMOUNT = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,2}))?")


class HistoryError(DocumentError):
    """The file is no history of orders: the message names the file, the line, and what to write."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """One order of the history; `row` counts from 1, the amount is fen for all pieces together."""

    row: int
    buyer: str
    day: date
    qty: int
    amount_fen: int
    # A replay makes up its own refunds: what it is does not depend on these.
    refunded_fen: int = field(default=0, repr=False)


def read_history(path: Path, limit: int | None = None) -> list[Purchase]:
    """Read the first `limit` orders of a file (None: all), in time order. Errors: HistoryError."""
    with opened(path) as text:
        rows = csv.DictReader(text, strict=True)
        _require_columns(path, rows.fieldnames or ())
        purchases = [_purchase(path, rows, row, each) for row, each in enumerate(rows, start=1)]
    if not purchases:
        raise HistoryError(f"{path}: no order in it; put one order a line below the header")
    return list(islice(sorted(purchases, key=lambda each: each.day), limit))


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """Open a text file in UTF-8, gzipped or not. Errors: HistoryError, also while it is read."""
    try:
        with path.open("rb") as file:
            zipped = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
        # A spreadsheet marks UTF-8 with a byte order mark.
        opener = gzip.open if zipped else open
        with opener(path, "rt", encoding="utf-8-sig", newline="") as text:
            yield text
    except (OSError, EOFError, zlib.error, csv.Error, UnicodeDecodeError) as error:
        raise HistoryError(f"{path}: not a readable text file in UTF-8: {error}") from error


def _require_columns(path: Path, names: Sequence[str]) -> None:
    if missing := [name for name in COLUMNS if name not in names]:
        raise HistoryError(
            f"{path}, line 1: no column {', '.join(missing)}; begin with {','.join(COLUMNS)}"
        )


def _purchase(
    path: Path, rows: "csv.DictReader[str]", row: int, fields: Mapping[str, str | None]
) -> Purchase:
    try:
        amount_fen = _fen(_matched(_AMOUNT, fields, "amount", "yuan like 29.33, from 0.00"))
        return Purchase(
            row=row,
            buyer=_buyer(fields["buyer"] or ""),
            day=_day(fields["date"]),
            qty=int(_matched(_QTY, fields, "qty", "a whole number of pieces, 1 to 999999")[0]),
            amount_fen=amount_fen,
            refunded_fen=_refunded(fields, amount_fen),
        )
    except ValueError as error:
        raise HistoryError(f"{path}, line {rows.line_num}: {error}") from error


def _matched(
    pattern: re.Pattern[str], fields: Mapping[str, str | None], name: str, wanted: str
) -> re.Match[str]:
    match = pattern.fullmatch(fields[name] or "")
    if match is None:
        raise ValueError(f"{name} is {fields[name]!r}; write {wanted}")
    return match


def _buyer(text: str) -> str:
    with suppress(Fault):
        if not text.startswith(FOUNDER):
            return identifier(text)
    raise ValueError(
        f"buyer is {text!r}; write 1 to 64 characters, no tab or line break among them, no space "
        f"around them, no {FOUNDER} in front"
    )


def _refunded(fields: Mapping[str, str | None], amount_fen: int) -> int:
    if not fields.get("refunded"):
        return 0
    refunded_fen = _fen(_matched(_AMOUNT, fields, "refunded", "yuan like 29.33, or nothing"))
    if refunded_fen > amount_fen:
        raise ValueError(f"refunded is {fields['refunded']!r}, more than the amount; correct one")
    return refunded_fen


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        raise ValueError(f"date is {text!r}; write a day like 1997-01-31") from None


def _fen(amount: re.Match[str]) -> int:
    return int(amount[1]) * 100 + int((amount[2] or "").ljust(2, "0"))
