"""Amounts and counts as shops export them: ¥, thousands, a decimal comma, a minus.

Nothing is rounded. What could be two numbers is a Fault.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, Literal

from shared.domain.errors import Fault
from shared.domain.histories.cell import Cell
from shared.domain.histories.spelling import BEFORE, BEHIND, half_width
from shared.domain.money import MAX_FEN

DecimalMark = Literal[".", ","]

LONGEST: Final = 64
"""How many characters a number has at most; Python reads no number of thousands of digits."""

FEN: Final = 2
"""How many decimals an amount has."""

MOST_PIECES: Final = 999_999

_CACHED = 1 << 16
_SIGN = "([+-]?)"
_AMOUNT = re.compile(
    rf"{_SIGN} ?{BEFORE} ?{_SIGN} ?([0-9][0-9.,' ’]*?) ?{BEHIND}(-?)", re.IGNORECASE
)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([ '’])[0-9]{3}(?:\1[0-9]{3})*(?:[.,][0-9]+)?")
_IN_BRACKETS = re.compile(r"\((.*)\)")
_COUNT = re.compile(r"\+?(-?)([0-9][0-9.,]*)")
_WHOLE = r"0|[1-9][0-9]*"
_MARKS: Final[tuple[tuple[DecimalMark, str, str], ...]] = ((".", r"\.", ","), (",", ",", r"\."))
"""A decimal mark, and as patterns write it and what divides thousands beside it."""

_SURE = {
    mark: re.compile(
        rf"[0-9]{{1,3}}(?:{group}[0-9]{{3}})+{point}[0-9]*"
        rf"|(?:0|[0-9]{{4,}}){point}[0-9]+|[0-9]+{point}(?:[0-9]{{1,2}}|[0-9]{{4,}})"
    )
    for mark, point, group in _MARKS
}
"""What is written with either mark and with no other."""

_GRAMMAR: Final[Mapping[DecimalMark | None, re.Pattern[str]]] = {
    None: re.compile(rf"(?P<whole>{_WHOLE})(?P<rest>)"),
    **{
        mark: re.compile(
            rf"(?P<whole>{_WHOLE}|[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+)"
            rf"(?:{point}(?P<rest>[0-9]+))?"
        )
        for mark, point, group in _MARKS
    },
}
"""A number in either way of writing, or as both are alike."""


def marks_in(texts: Iterable[str]) -> dict[DecimalMark, int]:
    """Tell which decimal marks amounts are surely written with, each with its first place."""
    found: dict[DecimalMark, int] = {}
    for place, text in enumerate(texts):
        mark = _mark_of(text)
        if mark and mark not in found:
            found[mark] = place
    return found


def amount(cell: Cell, mark: DecimalMark | None) -> int:
    """Read fen, below nothing where money went back. Without a mark it must need none.

    Errors: Fault.
    """
    fen = exact(cell, mark, FEN)
    if abs(fen) > MAX_FEN:
        raise Fault(
            "history_amount_large", column=cell.column, written=cell.written, most_fen=MAX_FEN
        )
    return fen


def exact(cell: Cell, mark: DecimalMark | None, decimals: int) -> int:
    """Read yuan in units of a decimal: with 2 in fen. Errors: Fault for what is finer."""
    units = _amount(cell.text, mark, decimals)
    if units is None:
        raise Fault("history_no_amount", column=cell.column, written=cell.written)
    return units


def count(cell: Cell, mark: DecimalMark | None) -> int:
    """Read pieces, below nothing where they came back. Errors: Fault."""
    pieces = _pieces(cell.text, mark)
    if pieces is None or abs(pieces) > MOST_PIECES:
        raise Fault("history_no_count", column=cell.column, written=cell.written)
    return pieces


@lru_cache(_CACHED)
def _mark_of(text: str) -> DecimalMark | None:
    parts = _parts(text)
    return _mark_in(parts[1]) if parts else None


def _mark_in(digits: str) -> DecimalMark | None:
    return next((mark for mark, form in _SURE.items() if form.fullmatch(digits)), None)


@lru_cache(_CACHED)
def _amount(text: str, mark: DecimalMark | None, decimals: int) -> int | None:
    parts = _parts(text)
    units = _units(parts[1], mark, decimals) if parts else None
    return None if parts is None or units is None else parts[0] * units


@lru_cache(_CACHED)
def _pieces(text: str, mark: DecimalMark | None) -> int | None:
    found = _COUNT.fullmatch(_short(text))
    # What one mark alone can mean needs no mark of the file.
    pieces = _units(found[2], _mark_in(found[2]) or mark, 0) if found else None
    return -pieces if found and found[1] and pieces else pieces


def _units(digits: str, mark: DecimalMark | None, decimals: int) -> int | None:
    """Give a number in units of a decimal; None for what is finer, or no number."""
    found = _GRAMMAR[mark].fullmatch(digits)
    rest = (found["rest"] or "") if found else ""
    if found is None or rest[decimals:].strip("0"):
        return None
    return int(re.sub("[.,]", "", found["whole"]) + rest[:decimals].ljust(decimals, "0"))


def _parts(text: str) -> tuple[int, str] | None:
    """Give the sign and the digits with their marks."""
    text = _short(text)
    bracketed = _IN_BRACKETS.fullmatch(text)
    found = _AMOUNT.fullmatch(bracketed[1] if bracketed else text)
    if found is None:
        return None
    signs = [each for each in (found[1], found[2], found[4], bracketed and "-") if each]
    if len(signs) > 1:
        return None
    grouped = _GROUPED.fullmatch(found[3])
    digits = found[3].replace(grouped[1], "") if grouped else found[3]
    return -1 if "-" in signs else 1, digits


def _short(text: str) -> str:
    """Give a text in half width; nothing of what is too long for a number."""
    return half_width(text) if len(text) <= LONGEST else ""
