"""How many commits the databases of a folder have had, in one file beside them all.

A database that has fewer has lost some. One file for all, so that none of them can be older than
the others: put back together, they agree with it.
"""

import os
import threading
from collections.abc import Iterable
from pathlib import Path

from infra.local.kept.damage import DamagedFile, facts_of, naming
from infra.local.kept.json_file import write_whole
from infra.local.kept.sums import sum_of
from shared.words.catalogue import in_both

FILE_NAME = "commits.count"


class Count:
    """The count of one database; written after each commit, so that it is never ahead of it.

    It reaches the operating system, as the commit has; a machine that loses power may lose both.
    Errors: DamagedFile, OSError.
    """

    _one_at_a_time = threading.Lock()

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(FILE_NAME)
        self._name = database.name
        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            counts = self._read()
        except BaseException:
            self.close()
            raise
        self.told = counts.get(self._name)
        """What it was when it was opened; None where it was never written."""
        known = list(counts)
        self._at = known.index(self._name) * LINE_LENGTH if self._name in counts else None

    def write(self, commits: int) -> None:
        """Keep the count."""
        with naming(self.path), self._one_at_a_time:
            if self._at is None:
                self._at = os.fstat(self._file).st_size
            os.pwrite(self._file, _line(self._name, commits), self._at)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)

    def _read(self) -> dict[str, int]:
        text = os.pread(self._file, os.fstat(self._file).st_size, 0)
        begins = range(0, len(text), LINE_LENGTH)
        counts = dict(filter(None, (_count(text[at : at + LINE_LENGTH]) for at in begins)))
        if len(counts) < len(begins):
            raise DamagedFile(in_both("terminal", "count_damaged", facts_of(self.path)))
        return counts


def forget_counts(folder: Path, databases: Iterable[str]) -> None:
    """Take databases as they are, whatever they may have lost."""
    text = b"".join(_line(name, 0) for name in databases)
    write_whole(folder / FILE_NAME, text.decode("ascii"))


def _line(name: str, commits: int) -> bytes:
    return f"{name:<24} {commits:020d} {sum_of([name, commits])}\n".encode("ascii")


LINE_LENGTH = len(_line("", 0))


def _count(line: bytes) -> tuple[str, int] | None:
    """Read a line; None for one that is not as it was written."""
    try:
        name, commits, _ = line.decode("ascii").split()
        return (name, int(commits)) if line == _line(name, int(commits)) else None
    except ValueError:
        return None
