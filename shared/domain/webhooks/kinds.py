"""What kinds of events an endpoint wants: `order.paid`, `order.*`; without any, all."""

from typing import Annotated, Final

from pydantic import Field

from shared.domain.moments import HeadRecord

ALL_OF: Final = "*"

EventKind = Annotated[str, Field(strict=True, pattern=r"^[a-z_]{1,40}\.([A-Za-z_]{1,40}|\*)$")]
"""A kind of events by what it is about and its code, or all about something."""


def kind_of(record: HeadRecord, number: int) -> str:
    """Give the kind of a record's `number`-th event."""
    return f"{record.called}.{record.moments[number - 1].code}"


def is_wanted(kinds: tuple[str, ...], kind: str) -> bool:
    """Tell whether somebody who asked for some kinds wants one."""
    return not kinds or kind in kinds or f"{kind.partition('.')[0]}.{ALL_OF}" in kinds
