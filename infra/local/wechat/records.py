"""What the stand-in remembers: JSON records by kind and number in SQLite, on disk or in memory."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Record = dict[str, Any]

FILE_NAME = "wechat_stand_in.sqlite"
SCHEMA = """
CREATE TABLE IF NOT EXISTS record (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    content TEXT NOT NULL,
    UNIQUE (kind, number)
)
"""


class Records:
    """Records in the order of their first writing, for any number of threads."""

    def __init__(self, data_dir: Path | None) -> None:
        self._lock = threading.RLock()
        place = ":memory:" if data_dir is None else str(data_dir / FILE_NAME)
        self._database = sqlite3.connect(place, check_same_thread=False, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute(SCHEMA)

    @contextmanager
    def together(self) -> Iterator[None]:
        """All reads and writes of the block are one: others wait, and a crash undoes them all.

        An exception does not: an error answer uses up the instruction that asked for it.
        """
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                self._database.execute("COMMIT")

    def get(self, kind: str, number: str) -> Record | None:
        """The record, None when there is none."""
        query = "SELECT content FROM record WHERE kind = ? AND number = ?"
        with self._lock:
            row = self._database.execute(query, (kind, number)).fetchone()
        return None if row is None else json.loads(row[0])

    def put(self, kind: str, number: str, record: Record) -> None:
        """Write the record anew; it keeps its position."""
        statement = (
            "INSERT INTO record (kind, number, content) VALUES (?, ?, ?)"
            " ON CONFLICT (kind, number) DO UPDATE SET content = excluded.content"
        )
        with self._lock:
            self._database.execute(statement, (kind, number, json.dumps(record)))

    def delete(self, kind: str, number: str) -> None:
        """Forget the record."""
        with self._lock:
            self._database.execute(
                "DELETE FROM record WHERE kind = ? AND number = ?", (kind, number)
            )

    def all(self, kind: str) -> dict[str, Record]:
        """Every record of the kind by its number, oldest first."""
        query = "SELECT number, content FROM record WHERE kind = ? ORDER BY position"
        with self._lock:
            rows = self._database.execute(query, (kind,)).fetchall()
        return {number: json.loads(content) for number, content in rows}

    def count(self, kind: str) -> int:
        """How many records of the kind there are."""
        with self._lock:
            row = self._database.execute("SELECT COUNT(*) FROM record WHERE kind = ?", (kind,))
            return int(row.fetchone()[0])

    def close(self) -> None:
        """Let go of the file; nothing can be read afterwards."""
        with self._lock:
            self._database.close()
