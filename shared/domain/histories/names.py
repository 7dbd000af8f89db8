"""Order numbers, buyers and goods as a file calls them, as ids of ours."""

import hashlib
import re
from typing import Final

from shared.domain.errors import Fault
from shared.domain.histories.cell import Cell
from shared.domain.histories.spelling import bare
from shared.domain.identifiers import LONGEST, composed, identifier

_SHORTENED = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]+", re.IGNORECASE)
"""What a spreadsheet makes of a long number: its last digits are gone."""

_NO_NAME = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)|#{3,}|=.*"
    r"|NaN|NULL|null|\(null\)|None|N/A|n/a|undefined",
    re.DOTALL,
)
"""What programs write where there is nothing: all who are called so would be one."""

LOST: Final = "\ufffd"
"""What stands for letters that somebody's program could not read; others may look the same."""

_DIGEST: Final = 8


def name(cell: Cell) -> str:
    """Read an order's number, or who bought. Errors: Fault, also for what many may be called."""
    text = bare(cell.text)
    if _NO_NAME.fullmatch(text):
        raise Fault("history_no_value", column=cell.column, written=cell.written)
    if LOST in text:
        raise Fault("history_damaged", column=cell.column, written=cell.written)
    return _identifier(cell, text)


def sku(cell: Cell) -> str:
    """Read what was bought; a title too long for an id is cut, and told apart by a hash of it."""
    text = composed(bare(cell.text))
    if len(text) > LONGEST:
        digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]
        text = f"{text[: LONGEST - _DIGEST - 1].rstrip()}~{digest}"
    return _identifier(cell, " ".join(text.split()))


def _identifier(cell: Cell, text: str) -> str:
    if _SHORTENED.fullmatch(text):
        raise Fault("history_shortened", column=cell.column, written=cell.written)
    try:
        return identifier(text)
    except Fault:
        raise Fault(
            "history_no_name", column=cell.column, written=cell.written, most=LONGEST
        ) from None
