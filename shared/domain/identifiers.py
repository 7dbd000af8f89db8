"""Ids as somebody outside has them: the numbers, SKUs and buyers of a shop, in whatever script."""

import unicodedata
from typing import Annotated, Final

from pydantic import AfterValidator, Field, WithJsonSchema

from shared.domain.errors import Fault
from shared.domain.texts import CONTROL, VISIBLE

LONGEST: Final = 64
"""How many characters an id has at most."""

_UNSEEN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""The Unicode categories of control characters, and of what ends a line."""

PATTERN: Final = rf"^{VISIBLE}([^\t\n\r\u2028\u2029{CONTROL}]{{0,62}}{VISIBLE})?$"
"""What an id looks like to whoever reads our schemas; it is held against its composed form."""


def identifier(text: str) -> str:
    """Give an id in its one spelling, composed (NFC). Errors: Fault for what is none."""
    composed = unicodedata.normalize("NFC", text)
    if not 0 < len(composed) <= LONGEST:
        raise Fault("identifier_length", length=len(composed), most=LONGEST)
    if any(unicodedata.category(each) in _UNSEEN for each in composed):
        raise Fault("identifier_unseen")
    if composed != composed.strip():
        raise Fault("identifier_spaced")
    return composed


Identifier = Annotated[
    str,
    Field(strict=True),
    AfterValidator(identifier),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": PATTERN}),
]
"""An id as somebody outside has it: 1 to 64 characters, none of them unseen, no space around it."""
