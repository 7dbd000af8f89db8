"""Sums by which a change of any bit is seen; against mishap, not against an enemy."""

from collections.abc import Iterable
from hashlib import blake2b

SumOfRows = int
"""The sums of any number of rows in one, whatever their order: it sees one that is missing."""


def sum_of(values: Iterable[str | int | None]) -> str:
    """Give the sum of some values, in hexadecimal digits."""
    summed = blake2b(digest_size=8)
    for value in values:
        summed.update(b"-" if value is None else b"=" + str(value).encode())
        summed.update(b"\0")
    return summed.hexdigest()


def joined(rows: SumOfRows, sums: Iterable[str]) -> SumOfRows:
    """Add the sums of rows; of rows that were in it, take them out."""
    for each in sums:
        rows ^= int(each, 16)
    return rows
