"""Into which shards payees are divided, so that several can be worked on at once."""

import zlib

SHARDS = 8
"""Into how many shards payees are divided, so that a run can work on several at once."""


def shard_of(payee: str) -> int:
    """Give the shard of a payee."""
    return zlib.crc32(payee.encode()) % SHARDS
