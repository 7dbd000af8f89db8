"""What kinds of events an endpoint wants: `order.paid`, `order.*`; without any, all."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, Field, WithJsonSchema

from shared.domain.errors import Fault
from shared.domain.events.readers import Reader
from shared.domain.moments import HeadRecord

ALL_OF: Final = "*"

_SHAPE: Final = r"^[a-z_]{1,40}\.([a-z_]{1,40}|\*)$"
_TOLD: Final = 40
"""As much of what is no kind is told back."""


def event_kind(text: str) -> str:
    """Give a kind of events. Errors: Fault for what looks like none."""
    if not re.fullmatch(_SHAPE, text):
        raise Fault("no_event_kind", written=text[:_TOLD])
    return text


EventKind = Annotated[
    str,
    Field(strict=True),
    AfterValidator(event_kind),
    WithJsonSchema({"type": "string", "pattern": _SHAPE}),
]
"""A kind of events by what it is about and what happened, or all about something."""


def kind_named(called: str, code: str) -> str:
    """Name a kind of events, as Standard Webhooks names types: `refund_paid` is refund.paid."""
    return f"{called}.{code.lower().removeprefix(f'{called}_')}"


def kind_of(record: HeadRecord, number: int) -> str:
    """Give the kind of a record's `number`-th event."""
    return kind_named(record.called, record.moments[number - 1].code)


def kinds_of(head: type[HeadRecord]) -> dict[str, str]:
    """Give all kinds of events about a kind of record, with the code of each."""
    return {kind_named(head.called, code): code for code in sorted(head.codes)}


def is_told_to(reader: Reader, head: type[HeadRecord]) -> bool:
    """Tell whether a reader who owns endpoints may be told of a kind of record at all."""
    return reader.kind == "back_office" or head.storefronts is not HeadRecord.storefronts


def is_wanted(kinds: tuple[str, ...], kind: str) -> bool:
    """Tell whether somebody who asked for some kinds wants one."""
    return not kinds or kind in kinds or f"{kind.partition('.')[0]}.{ALL_OF}" in kinds
