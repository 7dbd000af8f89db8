"""An SQLite file of which every row bears a sum, and which knows how many commits it has had.

SQLite sees a damaged page, neither a damaged value nor a page of another time; and of a damaged
write-ahead log it silently reads what stands before the damage. So each row is summed, and all rows
together, the commits are counted in the database and beside it, and all is read at the start.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from infra.local.kept.opening import KEEP_COMMITS, Commits, Table, naming_database
from infra.local.kept.sums import joined, sum_of
from infra.local.kept.whole import opened_whole

logger = logging.getLogger(__name__)


class Database:
    """Tables, each with `sum` as its last column, for any number of threads.

    A commit has reached the operating system when it returns. In WAL mode that survives the death
    of this process at any moment, kill -9 included; synchronous=NORMAL leaves only the last commits
    of a machine that loses power at risk. Without a path everything is in memory. Errors of the
    start: DatabaseInUse, DatabaseOfAnotherFormat, DamagedFile.
    """

    def __init__(self, path: Path | None, *tables: Table) -> None:
        self._lock = threading.RLock()
        self._writing, self._path = False, path
        self._db, self._commits, self._count = opened_whole(path, tables)

    def read(self, query: str, *values: Any) -> list[Any]:
        """Give all rows that a query finds."""
        with self._lock:
            return self._db.execute(query, values).fetchall()

    def add(self, table: Table, *values: Any) -> None:
        """Write a row where none has its key. Errors: sqlite3.IntegrityError."""
        self._insert("INSERT", table, values, [])

    def put(self, table: Table, *values: Any) -> None:
        """Write a row, in the place of one with its key."""
        with self.writing():
            known = f"SELECT sum FROM {table.name} WHERE {table.key}"  # noqa: S608, both are ours
            before = self.read(known, *values[: table.key.count("?")])
            self._insert("INSERT OR REPLACE", table, values, before)

    def delete(self, table: Table, where: str, *values: Any) -> None:
        """Forget some rows."""
        statement = f"DELETE FROM {table.name} WHERE {where} RETURNING sum"  # noqa: S608, ours
        with self.writing():
            self._changed(self._db.execute(statement, values).fetchall())

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make all of the block one commit, or nothing of it; inside another one a part of it.

        Errors: OSError where nothing can be written.
        """
        with self._lock:
            if self._writing:
                yield
                return
            with naming_database(self._path), self._transaction():
                yield
            self._tell_count()

    def close(self) -> None:
        """Close the file; nothing may be read or written afterwards."""
        with self._lock:
            self._db.close()
            count, self._count = self._count, None
            if count:
                count.close()

    def _insert(self, how: str, table: Table, values: tuple[Any, ...], before: list[Any]) -> None:
        summed, marks = sum_of(values), ",".join("?" * (len(values) + 1))
        with self.writing():
            self._db.execute(f"{how} INTO {table.name} VALUES ({marks})", (*values, summed))
            self._changed([*before, (summed,)])

    def _changed(self, sums: list[Any]) -> None:
        """Count the sums of rows that came, and of those that went."""
        rows = joined(self._commits.rows, (each for (each,) in sums))
        self._commits = Commits(self._commits.number, rows)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        self._writing, commits, changes = True, self._commits, self._db.total_changes
        try:
            yield
            if self._db.total_changes > changes:
                self._commits = Commits(commits.number + 1, self._commits.rows)
                self._db.execute(KEEP_COMMITS, self._commits.row)
            self._db.execute("COMMIT")
        except BaseException:
            self._commits = commits
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        finally:
            self._writing = False

    def _tell_count(self) -> None:
        try:
            if self._count:
                self._count.write(self._commits.number)
        except OSError:
            # It is committed: whoever was told otherwise would do it again, under the same number.
            logger.exception("the count of commits stays behind; what was committed is there")
