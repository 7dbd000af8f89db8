"""Sums by which a change of any bit is seen; against mishap, not against an enemy."""

from collections.abc import Iterable
from hashlib import blake2b


def sum_of(values: Iterable[str | int | None]) -> str:
    """Give the sum of some values, in hexadecimal digits."""
    summed = blake2b(digest_size=8)
    for value in values:
        summed.update(b"-" if value is None else b"=" + str(value).encode())
        summed.update(b"\0")
    return summed.hexdigest()
