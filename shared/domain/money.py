"""Exact money: integer fen inside, yuan with two decimals for people.

Source: rules.md, Money. Rates are integer basis points; a float or Decimal never appears.
"""

import re
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, TypeAlias, TypeVar

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

FULL_RATE = 10_000
"""Basis points in one whole."""

UNITS = FULL_RATE
"""Units of an exact weight in one fen: a base in fen times a rate in basis points."""

MAX_FEN = 10_000_000_000_00
"""Largest amount that any input may carry: ten thousand million yuan."""

_YUAN_PATTERN = r"(0|[1-9][0-9]{0,10})\.[0-9]{2}"
_YUAN = re.compile(_YUAN_PATTERN)


def parse_yuan(text: object) -> int:
    """Read "12.30" as 1230 fen; anything but a quoted amount with two decimals is a ValueError."""
    if not isinstance(text, str) or not _YUAN.fullmatch(text):
        raise ValueError(f'expected an amount like "12.30" in quotes, got {text!r}')
    whole, cents = text.split(".")
    fen = int(whole) * 100 + int(cents)
    if fen > MAX_FEN:
        raise ValueError(f"expected at most {yuan(MAX_FEN)}, got {text!r}")
    return fen


def yuan(fen: int) -> str:
    """Write fen as yuan with two decimals: 1230 is "12.30", -5 is "-0.05"."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def percent(rate_bp: int) -> str:
    """Write basis points as a percentage with two decimals: 790 is "7.90%"."""
    return f"{rate_bp // 100}.{rate_bp % 100:02d}%"


Fen = Annotated[int, Field(strict=True, ge=0, le=MAX_FEN)]
PositiveFen = Annotated[int, Field(strict=True, gt=0, le=MAX_FEN)]
BasisPoints = Annotated[int, Field(strict=True, ge=0, le=FULL_RATE)]
YUAN_SCHEMA = {"type": "string", "pattern": f"^{_YUAN_PATTERN}$", "examples": ["12.30"]}
"""How a JSON Schema describes an amount."""

Yuan = Annotated[
    int,
    BeforeValidator(parse_yuan),
    PlainSerializer(yuan, return_type=str),
    WithJsonSchema(YUAN_SCHEMA),
]
"""Fen in code, a quoted yuan amount in documents."""


Exact: TypeAlias = int | Fraction
"""A weight that is never rounded."""

Named = TypeVar("Named", bound=Hashable)


def spread(total: int, weights: Sequence[Exact]) -> list[int]:
    """Split `total` by `weights` so that the parts sum to it: largest remainder, ties first.

    Weights are not negative; with no weight at all only a total of 0 can be spread.
    """
    whole = sum(weights)
    if whole == 0:
        if total:
            raise ValueError("cannot spread an amount over no weight")
        return [0] * len(weights)
    if len(weights) == 1:
        return [total]
    parts, remainders = [], []
    for weight in weights:
        part, remainder = divmod(total * weight, whole)
        parts.append(part)
        remainders.append(remainder)
    if rest := total - sum(parts):
        # Sorted in reverse, equal ones keep their order: ties go to the first.
        largest = sorted(range(len(parts)), key=remainders.__getitem__, reverse=True)
        for i in largest[:rest]:
            parts[i] += 1
    return parts


def spread_by(total: int, weights: Mapping[Named, Exact]) -> dict[Named, int]:
    """Split `total` like `spread`, over weights that have names."""
    return dict(zip(weights, spread(total, list(weights.values())), strict=True))
