"""What is wrong with a text that should name a day or an instant, as its writer can mend it."""

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Final

from shared.domain.times import EARLIEST, LATEST
from shared.words.catalogue import term
from shared.words.wording import Words

_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(T.*)?", re.DOTALL)
_TIME: Final = r"T\d{2}:\d{2}(:\d{2}(\.\d+)?)?"
_WITHOUT_ZONE: Final = re.compile(rf".{{10}}{_TIME}")
_PLUS_LOST: Final = re.compile(rf".{{10}}{_TIME} \d{{2}}:?\d{{2}}")
_YEARS: Final = {"earliest": EARLIEST, "latest": LATEST}
_TOLD: Final = 40
"""As much of what was sent is told back."""


def moment_fault(text: str) -> Words:
    """Say what is wrong with what names no day or instant of ours."""
    shaped = _DAY.fullmatch(text)
    if shaped and not _is_day(shaped[1]):
        return term("field_fault", "no_such_day", {"day": shaped[1]})
    if shaped and _WITHOUT_ZONE.fullmatch(text):
        return term("field_fault", "zone_missing", {"got": text[:_TOLD]})
    if shaped and _PLUS_LOST.fullmatch(text):
        return term("field_fault", "plus_sent_as_space", {"got": text[:_TOLD]})
    if _is_moment(text):
        return term("field_fault", "year_out_of_range", {**_YEARS, "got": text[:_TOLD]})
    return term("field_fault", "no_instant", {"got": text[:_TOLD]})


def _is_day(text: str) -> bool:
    with suppress(ValueError):
        return bool(date.fromisoformat(text))
    return False


def _is_moment(text: str) -> bool:
    with suppress(ValueError):
        return bool(datetime.fromisoformat(text))
    return False
