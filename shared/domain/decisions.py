"""What a person decided, and why in his own words."""

from typing import Annotated, Final

from pydantic import Field

from shared.domain.records import Value

CONTROL: Final = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
"""The control characters, as patterns name them: all but tab, line feed and carriage return."""

_VISIBLE: Final = rf"[^\s{CONTROL}]"

Reason = Annotated[
    str, Field(strict=True, pattern=rf"^{_VISIBLE}([^{CONTROL}]{{0,498}}{_VISIBLE})?$")
]
"""Why a person decided something, in his own words: 1 to 500 characters, no space around them.

Lines may end and tabs may stand in it, no other control characters.
"""


class Decision(Value):
    """Who decided something, and why."""

    by: str
    reason: Reason
