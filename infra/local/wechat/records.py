"""What the stand-in remembers: JSON records by kind and number, on disk or in memory."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from infra.local.kept.database import Database
from infra.local.kept.opening import Table

Record = dict[str, Any]

FILE_NAME = "wechat_stand_in.sqlite"
_RECORD = Table(
    "record",
    "kind TEXT, number TEXT, position INTEGER, content TEXT, sum TEXT, PRIMARY KEY (kind, number)",
    "kind = ? AND number = ?",
    " WITHOUT ROWID",
)


class Records:
    """Records in the order of their first writing, for any number of threads.

    Errors of the start: those of `Database`.
    """

    def __init__(self, data_dir: Path | None) -> None:
        self._database = Database(None if data_dir is None else data_dir / FILE_NAME, _RECORD)
        ((self._last,),) = self._database.read("SELECT ifnull(max(position), 0) FROM record")

    @contextmanager
    def together(self) -> Iterator[None]:
        """All reads and writes of the block are one: others wait, and a crash undoes them all.

        An exception does not: an error answer uses up the instruction that asked for it.
        """
        failed: Exception | None = None
        with self._database.writing():
            try:
                yield
            except Exception as error:  # noqa: BLE001
                failed = error
        if failed is not None:
            raise failed

    def get(self, kind: str, number: str) -> Record | None:
        """The record, None when there is none."""
        query = "SELECT content FROM record WHERE kind = ? AND number = ?"
        rows = self._database.read(query, kind, number)
        return json.loads(rows[0][0]) if rows else None

    def put(self, kind: str, number: str, record: Record) -> None:
        """Write the record anew; it keeps its position."""
        with self._database.writing():
            position = self._position(kind, number)
            self._database.put(_RECORD, kind, number, position, json.dumps(record))

    def delete(self, kind: str, number: str) -> None:
        """Forget the record."""
        self._database.delete(_RECORD, "kind = ? AND number = ?", kind, number)

    def all(self, kind: str) -> dict[str, Record]:
        """Every record of the kind by its number, oldest first."""
        query = "SELECT number, content FROM record WHERE kind = ? ORDER BY position"
        rows = self._database.read(query, kind)
        return {number: json.loads(content) for number, content in rows}

    def beginning(self, kind: str, prefix: str) -> list[str]:
        """The numbers of the kind that begin so, oldest first."""
        query = (
            "SELECT number FROM record WHERE kind = ? AND number BETWEEN ? AND ? ORDER BY position"
        )
        found = self._database.read(query, kind, prefix, f"{prefix}\U0010ffff")
        return [number for (number,) in found]

    def count(self, kind: str) -> int:
        """How many records of the kind there are."""
        ((count,),) = self._database.read("SELECT COUNT(*) FROM record WHERE kind = ?", kind)
        return int(count)

    def close(self) -> None:
        """Let go of the file; nothing can be read afterwards."""
        self._database.close()

    def _position(self, kind: str, number: str) -> int:
        query = "SELECT position FROM record WHERE kind = ? AND number = ?"
        if rows := self._database.read(query, kind, number):
            return int(rows[0][0])
        self._last += 1
        return int(self._last)
