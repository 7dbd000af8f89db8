"""What the parts of a path look like: an id of another shape names nothing that exists."""

import re
from collections.abc import Mapping
from typing import Final

_ID = re.compile(r"[A-Z2-7]{26}")

PATH_PATTERNS: Final[Mapping[str, re.Pattern[str]]] = {
    "award_id": _ID,
    "buyer": re.compile(r"[A-Za-z0-9._:-]{1,64}"),
    "code": re.compile(r"[2-9A-HJ-NP-Z]{7,8}"),
    "distributor_id": re.compile(r"[A-Za-z0-9_-]{1,32}"),
    "number": re.compile(r"0|[1-9][0-9]{0,5}"),
    "order_id": _ID,
    "payout_id": _ID,
    "period": re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])|-Q[1-4])?"),
    "proposal_id": _ID,
    "refund_id": _ID,
    "return_id": _ID,
}
"""Matched against the whole value; the names are the path parameters of all routes."""


def parameters_of(path: str) -> tuple[str, ...]:
    """The names in braces, in order; a name without a pattern is a `KeyError` at start-up."""
    names = tuple(re.findall(r"{(\w+)}", path))
    for name in names:
        PATH_PATTERNS[name]
    return names
