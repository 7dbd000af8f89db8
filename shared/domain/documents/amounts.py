"""Amounts as plan documents write them: quoted yuan with two decimals, integer fen in code."""

import re
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from shared.domain.documents.fault import Fault
from shared.domain.documents.fault_hints import amount_of, shown
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
        return Fault(
            f"{shown(value)} is too much; {yuan(MAX_FEN)} is the most",
            f"{shown(value)} 太大，最多为 {yuan(MAX_FEN)}",
        )
    like = amount_of(value)
    return Fault(
        f'{shown(value)} is no amount; write yuan with two decimals, in quotes: "{like}"',
        f'{shown(value)} 不是金额；请写带两位小数的元，加引号："{like}"',
    )


Yuan = Annotated[
    int,
    BeforeValidator(read_amount),
    PlainSerializer(yuan, return_type=str),
    WithJsonSchema(YUAN_SCHEMA),
]
"""Fen in code, a quoted yuan amount in a plan."""
