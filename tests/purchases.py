"""A file's sales as a replay has them."""

from itertools import islice
from pathlib import Path

from fenrun.histories.read import read_file
from infra.replay.history import Purchase, purchases


def read_history(path: Path, limit: int | None = None) -> list[Purchase]:
    """Read the first sales of a file in time order; all without a limit."""
    return list(islice(purchases(path, read_file(path).history), limit))
