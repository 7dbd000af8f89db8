"""What reads and writes of items cost, in units, by the bytes of the items.

AWS: "DynamoDB read and write operations" (read-write-operations.html), read 2026-11-30.
"""

from collections.abc import Iterable

WRITE_BYTES, READ_BYTES = 1024, 4096
TRANSACTIONAL = 2
EVENTUAL = 0.5


def write_units(before: int, after: int) -> int:
    """A put, an update or a delete: the larger of the item's sizes, up to the next KB.

    What a condition refuses costs the same: it counts the item there and the one that was sent.
    """
    return _rounded(max(before, after), WRITE_BYTES)


def read_units(sizes: Iterable[int], *, consistent: bool) -> float:
    """Items read one by one, each up to the next 4 KB; one that is not there as the smallest."""
    return sum(_rounded(size, READ_BYTES) for size in sizes) * _factor(consistent=consistent)


def query_units(sizes: Iterable[int], *, consistent: bool) -> float:
    """Items read by one query: their sum, up to the next 4 KB; nothing found as the smallest."""
    return _rounded(sum(sizes), READ_BYTES) * _factor(consistent=consistent)


def _rounded(size: int, unit: int) -> int:
    return max(1, -(-size // unit))


def _factor(*, consistent: bool) -> float:
    return 1 if consistent else EVENTUAL
