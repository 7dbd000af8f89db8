"""What a person decided, and why in his own words."""

from typing import Annotated

from pydantic import Field

from shared.domain.records import Value
from shared.domain.texts import CONTROL, VISIBLE

Reason = Annotated[
    str, Field(strict=True, pattern=rf"^{VISIBLE}([^{CONTROL}]{{0,498}}{VISIBLE})?$")
]
"""Why a person decided something, in his own words: 1 to 500 characters, no space around them.

Lines may end and tabs may stand in it, no other control characters.
"""


class Decision(Value):
    """Who decided something, and why."""

    by: str
    reason: Reason
