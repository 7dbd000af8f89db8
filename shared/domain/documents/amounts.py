"""Amounts as plan documents write them: quoted yuan with two decimals, integer fen in code."""

import re
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from shared.domain.documents.fault_hints import amount_of, shown
from shared.domain.errors import Fault
from shared.domain.money import MAX_FEN, YUAN_SCHEMA, parse_yuan, yuan

_LONG = re.compile(r"[1-9][0-9]{10,}\.[0-9]{2}")
"""Amounts as long as the most, or longer."""


def read_amount(value: object) -> int:
    """Read "12.30" as 1230 fen. Errors: a fault that says how to write what was probably meant."""
    try:
        return parse_yuan(value)
    except ValueError as error:
        raise _no_amount(value) from error


def _no_amount(value: object) -> ValueError:
    if isinstance(value, str) and _LONG.fullmatch(value):
        return Fault("amount_too_large", written=shown(value), most_fen=MAX_FEN)
    return Fault("no_amount", written=shown(value), like=amount_of(value))


Yuan = Annotated[
    int,
    BeforeValidator(read_amount),
    PlainSerializer(yuan, return_type=str),
    WithJsonSchema(YUAN_SCHEMA),
]
"""Fen in code, a quoted yuan amount in a plan."""
