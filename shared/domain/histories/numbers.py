"""Amounts and counts as shops export them: ¥, thousands, a decimal comma, a minus.

An amount has fen or fewer decimals; nothing is rounded. What could be two numbers is a Fault.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal

from shared.domain.errors import Fault
from shared.domain.histories.cell import Cell
from shared.domain.histories.marks import BEFORE, BEHIND, half_width
from shared.domain.money import MAX_FEN

DecimalMark = Literal[".", ","]

LONGEST: Final = 64
"""How many characters a number has at most; Python reads no number of thousands of digits."""

MOST_PIECES: Final = 999_999

_CACHED = 1 << 16
_SIGN = "([+-]?)"
_AMOUNT = re.compile(
    rf"{_SIGN} ?{BEFORE} ?{_SIGN} ?([0-9][0-9.,' ’]*?) ?{BEHIND}(-?)", re.IGNORECASE
)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([ '’])[0-9]{3}(?:\1[0-9]{3})*(?:[.,][0-9]+)?")
_IN_BRACKETS = re.compile(r"\((.*)\)")
_COUNT: Final[dict[DecimalMark | None, re.Pattern[str]]] = {
    ".": re.compile(r"\+?(-?[0-9]+(?:,[0-9]{3})*)(?:\.0+)?"),
    ",": re.compile(r"\+?(-?[0-9]+(?:\.[0-9]{3})*)(?:,0+)?"),
    None: re.compile(r"\+?(-?[0-9]+)(?:[.,]0{1,2})?"),
}
"""Pieces beside amounts with a decimal mark; without one, three zeros may be thousands."""
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

_GRAMMAR = {
    mark: re.compile(rf"({_WHOLE}|[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+)(?:{point}([0-9]+))?")
    for mark, point, group in _MARKS
}


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
    fen = _fen(cell.text, mark)
    if fen is None:
        raise Fault("history_no_amount", column=cell.column, written=cell.written)
    if abs(fen) > MAX_FEN:
        raise Fault(
            "history_amount_large", column=cell.column, written=cell.written, most_fen=MAX_FEN
        )
    return fen


def count(cell: Cell, mark: DecimalMark | None = ".") -> int:
    """Read pieces, below nothing where they came back. Errors: Fault."""
    found = _COUNT[mark].fullmatch(half_width(cell.text)) if len(cell.text) <= LONGEST else None
    pieces = int(re.sub("[.,]", "", found[1])) if found else None
    if pieces is None or abs(pieces) > MOST_PIECES:
        raise Fault("history_no_count", column=cell.column, written=cell.written)
    return pieces


@lru_cache(_CACHED)
def _mark_of(text: str) -> DecimalMark | None:
    parts = _parts(text)
    digits = parts[1] if parts else ""
    if _SURE["."].fullmatch(digits):
        return "."
    return "," if _SURE[","].fullmatch(digits) else None


@lru_cache(_CACHED)
def _fen(text: str, mark: DecimalMark | None) -> int | None:
    if (parts := _parts(text)) is None:
        return None
    sign, digits = parts
    if mark is None:
        return sign * int(digits) * 100 if re.fullmatch(_WHOLE, digits) else None
    number = _GRAMMAR[mark].fullmatch(digits)
    if number is None or (number[2] or "")[2:].strip("0"):
        return None
    whole = re.sub(r"[.,]", "", number[1])
    return sign * (int(whole) * 100 + int((number[2] or "")[:2].ljust(2, "0")))


def _parts(text: str) -> tuple[int, str] | None:
    """Give the sign and the digits with their marks."""
    text = half_width(text) if len(text) <= LONGEST else ""
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
