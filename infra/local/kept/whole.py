"""A database opened with all the commits that it has had, or not at all."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from infra.local.kept.counts import Count
from infra.local.kept.damage import DamagedFile, facts_of
from infra.local.kept.opening import Commits, Table, opened
from shared.words.catalogue import in_both


class Opened(NamedTuple):
    """A database, what its commits have left, and where they are counted."""

    db: sqlite3.Connection
    commits: Commits
    counted: Count | None


def opened_whole(path: Path | None, tables: tuple[Table, ...]) -> Opened:
    """Open a file that has lost nothing, or one in memory.

    Errors: DatabaseInUse, DatabaseOfAnotherFormat, DamagedFile, UnusableFile, OSError.
    """
    if path is None:
        return Opened(*opened(None, tables), None)
    count = Count(path)
    try:
        return _with_all_commits(path, count, tables)
    except BaseException:
        count.close()
        raise


def _with_all_commits(path: Path, count: Count, tables: tuple[Table, ...]) -> Opened:
    is_new = _is_new(path, count)
    db, commits = opened(path, tables)
    try:
        if not is_new:
            _require_all(path, count, commits.number)
        count.write(commits.number)
    except BaseException:
        db.close()
        raise
    return Opened(db, commits, count)


def _is_new(path: Path, count: Count) -> bool:
    """Tell whether a file is yet to be made. Errors: DamagedFile, where one was there before."""
    # SQLite takes an empty file for a new one, and deletes the write-ahead log beside it.
    if _holds_something(path):
        return False
    if count.told or (count.told is None and _holds_something(Path(f"{path}-wal"))):
        raise DamagedFile(in_both("terminal", "file_gone", facts_of(path)))
    count.write(0)
    return True


def _holds_something(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _require_all(path: Path, count: Count, commits: int) -> None:
    facts = facts_of(path, count=str(count.path), commits=commits)
    if count.told is None:
        raise DamagedFile(in_both("terminal", "count_gone", facts))
    if count.told > commits:
        raise DamagedFile(in_both("terminal", "history_short", {**facts, "told": count.told}))
