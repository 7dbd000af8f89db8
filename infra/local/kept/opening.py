"""An SQLite file opened: its tables made, or everything that it holds read again and believed."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EIO
from pathlib import Path
from typing import NamedTuple

from infra.local.kept.damage import DamagedFile, UnusableFile, facts_of
from infra.local.kept.sums import SumOfRows, joined, sum_of
from shared.words.catalogue import in_both

FORMAT = 4
"""Raised with whatever makes what was stored before unreadable, until the first release."""

# One process owns the file: a second writer would not see what the first one has in memory.
_PRAGMAS = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
)


class Table(NamedTuple):
    """A table; its last column is a sum of the others, its first ones are those of its key."""

    name: str
    columns: str
    key: str
    options: str = ""

    @property
    def statement(self) -> str:
        """What makes it."""
        return f"CREATE TABLE {self.name} ({self.columns}){self.options}"


COMMITS = Table(
    "commits", "one INTEGER PRIMARY KEY, number INTEGER, rows TEXT, sum TEXT", "one = ?"
)
KEEP_COMMITS = "INSERT OR REPLACE INTO commits VALUES (?, ?, ?, ?)"


class Commits(NamedTuple):
    """How many commits a database has had, and the sum of all rows that they have left."""

    number: int
    rows: SumOfRows

    @property
    def row(self) -> tuple[int | str, ...]:
        """How it is stored."""
        values = (1, self.number, f"{self.rows:016x}")
        return (*values, sum_of(values))


class DatabaseInUse(RuntimeError):
    """Another process holds the file open; the message says what to do."""


class DatabaseOfAnotherFormat(RuntimeError):
    """What the file holds was written by a Fenrun that stored it in another way."""


def opened(path: Path | None, tables: tuple[Table, ...]) -> tuple[sqlite3.Connection, Commits]:
    """Open a file, or one in memory, and give what it says of its commits.

    Errors: DatabaseInUse, DatabaseOfAnotherFormat, DamagedFile, UnusableFile.
    """
    try:
        return _opened(path or ":memory:", tables)
    except (sqlite3.Error, ValueError, TypeError, _Damaged) as error:
        raise _as_told(path, error) from error


def _opened(path: Path | str, tables: tuple[Table, ...]) -> tuple[sqlite3.Connection, Commits]:
    db = sqlite3.connect(path, timeout=1.0, check_same_thread=False, isolation_level=None)
    try:
        for pragma in _PRAGMAS:
            db.execute(pragma)
        return db, _read_whole(db, tables) if _statements(db) else _create(db, tables)
    except BaseException:
        db.close()
        raise


class _Damaged(Exception):
    """Where something is not as it was written."""


_NOT_NOW = (
    "SQLITE_CANTOPEN",
    "SQLITE_FULL",
    "SQLITE_IOERR_WRITE",
    "SQLITE_PERM",
    "SQLITE_READONLY",
)
"""How SQLite's errors begin that say nothing of what a file holds."""


def _as_told(path: Path | None, error: Exception) -> Exception:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(_NOT_NOW):
        words = in_both("terminal", "file_unusable", {"file": str(path), "why": str(error)})
        return UnusableFile(words)
    if name in ("SQLITE_BUSY", "SQLITE_LOCKED"):
        return DatabaseInUse(in_both("terminal", "file_in_use", {"file": str(path)}))
    facts = facts_of(path or Path(), what=str(error))
    return DamagedFile(in_both("terminal", "file_damaged", facts))


@contextmanager
def naming_database(path: Path | None) -> Iterator[None]:
    """Let an error of writing be one of the file, as where there is no room on the disk."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(EIO, str(error), str(path)) from error


def _statements(db: sqlite3.Connection) -> list[str]:
    found = db.execute("SELECT sql FROM sqlite_master ORDER BY rowid").fetchall()
    return [sql for (sql,) in found]


def _create(db: sqlite3.Connection, tables: tuple[Table, ...]) -> Commits:
    none = Commits(0, 0)
    db.execute("BEGIN IMMEDIATE")
    for table in (COMMITS, *tables):
        db.execute(table.statement)
    db.execute(KEEP_COMMITS, none.row)
    db.execute(f"PRAGMA user_version = {FORMAT}")
    db.execute("COMMIT")
    return none


def _read_whole(db: sqlite3.Connection, tables: tuple[Table, ...]) -> Commits:
    ((written,),) = db.execute("PRAGMA user_version").fetchall()
    ours = _statements(db) == [table.statement for table in (COMMITS, *tables)]
    if 0 <= written < FORMAT and not ours:
        raise DatabaseOfAnotherFormat(f"format {written}, not {FORMAT}")
    if written != FORMAT or not ours:
        raise _Damaged(f"format {written}")
    ((found,),) = db.execute("PRAGMA quick_check(1)").fetchall()
    if found != "ok":
        raise _Damaged(" ".join(found.split()))
    commits, rows = _commits(db), 0
    for table in tables:
        rows = joined(rows, _sums(db, table))
    if rows != commits.rows:
        raise _Damaged("some rows are missing, or older than others")
    return commits


def _commits(db: sqlite3.Connection) -> Commits:
    for row in db.execute("SELECT * FROM commits"):
        commits = Commits(int(row[1]), int(row[2], 16))
        if row == commits.row:
            return commits
    raise _Damaged("commits")


def _sums(db: sqlite3.Connection, table: Table) -> Iterator[str]:
    rows = db.execute(f"SELECT * FROM {table.name}")  # noqa: S608, a name of ours
    for number, (*values, summed) in enumerate(rows, start=1):
        if summed != sum_of(values):
            raise _Damaged(f"{table.name}, row {number}")
        yield summed
