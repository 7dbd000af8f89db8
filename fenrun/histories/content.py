"""The bytes of a file, gzipped or not, within a bound."""

import gzip
import zlib
from pathlib import Path
from typing import Final

from shared.domain.errors import Fault

GZIP_MAGIC: Final = b"\x1f\x8b"

MOST_MIB: Final = 256
"""How large a file may be, unpacked: some millions of rows."""


def content_of(path: Path) -> bytes:
    """Read a file whole. Errors: Fault for one that cannot be read, or is too large."""
    try:
        with path.open("rb") as file:
            zipped = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
        with gzip.open(path) if zipped else path.open("rb") as file:
            content = file.read((MOST_MIB << 20) + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Fault("history_unreadable", why=_why(error)) from error
    if len(content) > MOST_MIB << 20:
        raise Fault("history_large", most=MOST_MIB)
    return content


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
