"""Long numbers that a spreadsheet rounded and wrote in full: orders would run together."""

from collections.abc import Sequence
from typing import Final

from shared.domain.errors import Fault
from shared.domain.histories.entry import Entry
from shared.domain.histories.header import Header
from shared.domain.histories.mistakes import Mistakes

KEPT_DIGITS: Final = 15
"""How many digits of a number a spreadsheet keeps; zeros stand for the others."""

NO_CHANCE: Final = 4
"""How many zeros in a row are no chance: one file in ten thousand would have them."""


def require_unrounded(header: Header, entries: Sequence[Entry], mistakes: Mistakes) -> None:
    """Refuse a file all of whose long order numbers end as a spreadsheet leaves them."""
    numbers = {each.order: each.line for each in reversed(entries) if _is_long(each.order)}
    ends = [(number or "")[KEPT_DIGITS:] for number in numbers]
    if any(each.strip("0") for each in ends) or sum(map(len, ends)) < NO_CHANCE:
        return
    line = min(numbers.values())
    written = next(number for number, each in numbers.items() if each == line)
    column = header.name("order")
    mistakes.add(line, Fault("history_rounded", column=column, written=repr(written)))


def _is_long(order: str | None) -> bool:
    return order is not None and len(order) > KEPT_DIGITS and order.isdecimal()
