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

_NO_STEPS: Final = frozenset({".", ".."})
"""What is no step of a path to any client, however it is written."""

PATTERN: Final = rf"^{VISIBLE}([^\t\n\r\u2028\u2029{CONTROL}]{{0,62}}{VISIBLE})?$"
"""What an id looks like to whoever reads our schemas; it is held against its composed form."""


def composed(text: str) -> str:
    """Give the one spelling of a text (NFC)."""
    return unicodedata.normalize("NFC", text)


def identifier(text: str) -> str:
    """Give an id in its one spelling. Errors: Fault for what is none."""
    name = composed(text)
    if not 0 < len(name) <= LONGEST:
        raise Fault("identifier_length", length=len(name), most=LONGEST)
    if any(unicodedata.category(each) in _UNSEEN for each in name):
        raise Fault("identifier_unseen")
    if name != name.strip():
        raise Fault("identifier_spaced")
    if name in _NO_STEPS:
        raise Fault("identifier_of_dots")
    return name


PLAIN: Final = r"[A-Za-z0-9._:-]{1,64}"

PlainId = Annotated[str, Field(strict=True, pattern=f"^{PLAIN}$")]
"""A number that a bank, the channel or the brand itself gave: of letters, digits and `._:-`."""

PERIOD: Final = r"[0-9]{4}(-(0[1-9]|1[0-2])|-Q[1-4])?"

PeriodName = Annotated[str, Field(strict=True, pattern=f"^{PERIOD}$")]
"""What a month, a quarter or a year is called: `2025-03`, `2025-Q1`, `2025`."""


Identifier = Annotated[
    str,
    Field(strict=True),
    AfterValidator(identifier),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": PATTERN}),
]
"""An id as somebody outside has it: 1 to 64 characters, none of them unseen, no space around it."""
