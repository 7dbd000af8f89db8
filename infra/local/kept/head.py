"""How many commits a database has had, in a file of its own: a shorter one has lost some."""

import os
from contextlib import suppress
from pathlib import Path

from infra.local.kept.damage import DamagedFile, facts_of
from infra.local.kept.sums import sum_of
from shared.words.catalogue import in_both


class Head:
    """The count beside a database; written after each commit, so that it is never ahead of it.

    It reaches the operating system, as the commit has; a machine that loses power may lose both.
    """

    def __init__(self, database: Path) -> None:
        self.path = database.with_suffix(".head")
        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)

    def read(self) -> int:
        """Give the count; 0 for a file that was not there. Errors: DamagedFile."""
        line = os.pread(self._file, 100, 0)
        if not line:
            return 0
        with suppress(ValueError):
            commits, _, _ = line.decode("ascii").partition(" ")
            if line == _line(int(commits)):
                return int(commits)
        raise DamagedFile(in_both("terminal", "head_damaged", facts_of(self.path)))

    def write(self, commits: int) -> None:
        """Keep the count."""
        os.pwrite(self._file, _line(commits), 0)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)


def _line(commits: int) -> bytes:
    return f"{commits:020d} {sum_of([commits])}\n".encode()
