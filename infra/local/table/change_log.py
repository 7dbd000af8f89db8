"""The one append-only file of every committed change, which is also the stream."""

from __future__ import annotations

import base64
import json
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

Image = dict[str, Any]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, table_name TEXT NOT NULL, key TEXT NOT NULL,
    old TEXT, new TEXT, at TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS changes_by_key ON changes (table_name, key, seq);
CREATE TABLE IF NOT EXISTS checkpoints (consumer TEXT PRIMARY KEY, seq INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS request_tokens (
    token TEXT PRIMARY KEY, digest TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
# One process owns the log: a second writer would not see the first one's tables in memory.
_PRAGMAS = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
)
_INSERT = "INSERT INTO changes (table_name, key, old, new, at) VALUES (?,?,?,?,?)"


FORMAT = 2
"""Raised with whatever makes items that were stored before unreadable, until the first release."""


class LogInUse(RuntimeError):
    """Another process holds the log open; the message says what to do."""


class LogOfAnotherFormat(RuntimeError):
    """What the log holds was written by a Fenrun that stored items in another way."""


@dataclass(frozen=True)
class Change:
    """One item before and after one commit, in DynamoDB's JSON; None: the item is not there."""

    table: str
    key: Image
    old: Image | None
    new: Image | None
    at: datetime
    seq: int = 0

    @property
    def event_name(self) -> str:
        """INSERT, MODIFY or REMOVE."""
        if self.old is None:
            return "INSERT"
        return "REMOVE" if self.new is None else "MODIFY"


@dataclass(frozen=True)
class RequestToken:
    """A client's token for one transaction, with the digest of what it asked for."""

    token: str
    digest: str
    at: datetime


class ChangeLog:
    """Changes in commit order, consumers' checkpoints and a few named values, in SQLite.

    `append` returns after the commit has reached the operating system. In WAL mode that survives
    the death of this process at any moment, kill -9 included; synchronous=NORMAL leaves only the
    last commits of a machine that loses power at risk. Without a path everything is in memory.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._guard = threading.RLock()
        self._listeners: list[Callable[[int], None]] = []
        self._db = sqlite3.connect(path or ":memory:", timeout=1.0, check_same_thread=False)
        try:
            for pragma in _PRAGMAS:
                self._db.execute(pragma)
            self._db.executescript(_SCHEMA)
        except sqlite3.OperationalError as error:
            self._db.close()
            raise LogInUse(
                f"{path}: {error}; stop the other run or choose a data folder"
            ) from error
        self._last = self._db.execute("SELECT ifnull(max(seq), 0) FROM changes").fetchone()[0]
        self._require_format()

    @property
    def last_seq(self) -> int:
        """The sequence number of the newest change; 0 when there is none."""
        with self._guard:
            return int(self._last)

    def _require_format(self) -> None:
        (written,) = self._db.execute("PRAGMA user_version").fetchone()
        if self._last == 0:
            self._db.execute(f"PRAGMA user_version = {FORMAT}")
        elif written != FORMAT:
            self._db.close()
            raise LogOfAnotherFormat(f"format {written}, not {FORMAT}")

    def append(self, changes: Sequence[Change], token: RequestToken | None = None) -> None:
        """Commit all or nothing, number the changes, then tell the listeners in this thread."""
        with self._guard:
            last = self._last
            with self._db:
                for change in changes:
                    last = self._db.execute(_INSERT, _row(change)).lastrowid
                if token:
                    row = (token.token, token.digest, token.at.isoformat())
                    self._db.execute("INSERT OR REPLACE INTO request_tokens VALUES (?,?,?)", row)
            self._last = last
            if changes:
                self._tell()

    def after(self, seq: int, limit: int) -> list[Change]:
        """At most `limit` changes newer than `seq`, oldest first."""
        with self._guard:
            rows = self._db.execute(
                "SELECT * FROM changes WHERE seq > ? ORDER BY seq LIMIT ?", (seq, limit)
            ).fetchall()
        return [_change(row) for row in rows]

    def latest_images(self) -> Iterator[tuple[str, Image]]:
        """Table and image of every item that exists after the newest change, as of one moment."""
        with self._guard:
            rows = self._db.execute(
                "SELECT table_name, new FROM changes WHERE new IS NOT NULL AND seq IN"
                " (SELECT max(seq) FROM changes GROUP BY table_name, key) ORDER BY seq"
            ).fetchall()
        return ((table, json.loads(image)) for table, image in rows)

    def request_token(self, token: str) -> RequestToken | None:
        """The transaction that was committed under a client's token, if any."""
        with self._guard:
            row = self._db.execute(
                "SELECT token, digest, at FROM request_tokens WHERE token = ?", (token,)
            ).fetchone()
        return RequestToken(row[0], row[1], datetime.fromisoformat(row[2])) if row else None

    def forget_request_tokens(self, before: datetime) -> None:
        """Drop the tokens of transactions that were committed before then."""
        with self._guard, self._db:
            self._db.execute("DELETE FROM request_tokens WHERE at < ?", (before.isoformat(),))

    def checkpoint(self, consumer: str) -> int | None:
        """Up to where the consumer has finished; None for a new one."""
        with self._guard:
            row = self._db.execute(
                "SELECT seq FROM checkpoints WHERE consumer = ?", (consumer,)
            ).fetchone()
        return int(row[0]) if row else None

    def save_checkpoint(self, consumer: str, seq: int) -> None:
        """Record that the consumer has finished everything up to `seq`."""
        with self._guard, self._db:
            self._db.execute("INSERT OR REPLACE INTO checkpoints VALUES (?,?)", (consumer, seq))

    def value(self, name: str) -> str | None:
        """A named value, None when it was never set."""
        with self._guard:
            row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def set_value(self, name: str, value: str) -> None:
        """Set a named value durably."""
        with self._guard, self._db:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?,?)", (name, value))

    def last_time(self) -> datetime | None:
        """The latest business time that the log knows of."""
        with self._guard:
            row = self._db.execute("SELECT at FROM changes WHERE seq = ?", (self._last,)).fetchone()
        known = [text for text in (row and row[0], self.value("business_time")) if text]
        return max(map(datetime.fromisoformat, known), default=None)

    def listen(self, listener: Callable[[int], None]) -> None:
        """Tell the short listener the newest number after each append, in that thread."""
        with self._guard:
            self._listeners.append(listener)

    def close(self) -> None:
        """Close the file; nothing may be appended afterwards."""
        with self._guard:
            self._listeners.clear()
            self._db.close()

    def _tell(self) -> None:
        for listener in self._listeners:
            listener(self._last)


def _row(change: Change) -> tuple[str | None, ...]:
    old, new = (_dump(image) if image is not None else None for image in (change.old, change.new))
    return change.table, _dump(change.key), old, new, change.at.isoformat()


def _dump(image: Image) -> str:
    return json.dumps(image, separators=(",", ":"), ensure_ascii=False, default=_base64)


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _change(row: Sequence[Any]) -> Change:
    seq, table, key, old, new, at = row
    return Change(
        table=table,
        key=json.loads(key),
        old=json.loads(old) if old is not None else None,
        new=json.loads(new) if new is not None else None,
        at=datetime.fromisoformat(at),
        seq=seq,
    )
