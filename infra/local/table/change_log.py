"""The one append-only file of every committed change, which is also the stream."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from infra.local.kept.database import Database
from infra.local.kept.opening import Table

Image = dict[str, Any]

_CHANGES = Table(
    "changes",
    "seq INTEGER PRIMARY KEY, table_name TEXT, key TEXT, old TEXT, new TEXT, at TEXT, sum TEXT",
    "seq = ?",
)
_CHECKPOINTS = Table(
    "checkpoints",
    "consumer TEXT PRIMARY KEY, seq INTEGER, sum TEXT",
    "consumer = ?",
    " WITHOUT ROWID",
)
_TOKENS = Table(
    "request_tokens",
    "token TEXT PRIMARY KEY, digest TEXT, at TEXT, sum TEXT",
    "token = ?",
    " WITHOUT ROWID",
)
_META = Table("meta", "name TEXT PRIMARY KEY, value TEXT, sum TEXT", "name = ?", " WITHOUT ROWID")


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
    """Changes in commit order, consumers' checkpoints and a few named values.

    Without a path everything is in memory. Errors of the start: those of `Database`.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._guard = threading.RLock()
        self._listeners: list[Callable[[int], None]] = []
        self._db = Database(path, _CHANGES, _CHECKPOINTS, _TOKENS, _META)
        ((self._last,),) = self._db.read("SELECT ifnull(max(seq), 0) FROM changes")

    @property
    def last_seq(self) -> int:
        """The sequence number of the newest change; 0 when there is none."""
        with self._guard:
            return int(self._last)

    def append(self, changes: Sequence[Change], token: RequestToken | None = None) -> None:
        """Commit all or nothing, number the changes, then tell the listeners in this thread."""
        with self._guard:
            with self._db.writing():
                for seq, change in enumerate(changes, start=self._last + 1):
                    self._db.add(_CHANGES, seq, *_row(change))
                if token:
                    at = token.at.isoformat()
                    self._db.put(_TOKENS, token.token, token.digest, at)
            self._last += len(changes)
            if changes:
                self._tell()

    def after(self, seq: int, limit: int) -> list[Change]:
        """At most `limit` changes newer than `seq`, oldest first."""
        query = "SELECT * FROM changes WHERE seq > ? ORDER BY seq LIMIT ?"
        return [_change(row) for row in self._db.read(query, seq, limit)]

    def latest_images(self) -> Iterator[tuple[str, Image]]:
        """Table and image of every item that exists after the newest change, as of one moment."""
        rows = self._db.read(
            "SELECT table_name, new FROM changes WHERE new IS NOT NULL AND seq IN"
            " (SELECT max(seq) FROM changes GROUP BY table_name, key) ORDER BY seq"
        )
        return ((table, json.loads(image)) for table, image in rows)

    def request_token(self, token: str) -> RequestToken | None:
        """The transaction that was committed under a client's token, if any."""
        query = "SELECT token, digest, at FROM request_tokens WHERE token = ?"
        found = self._db.read(query, token)
        tokens = [
            RequestToken(name, digest, datetime.fromisoformat(at)) for name, digest, at in found
        ]
        return next(iter(tokens), None)

    def forget_request_tokens(self, before: datetime) -> None:
        """Drop the tokens of transactions that were committed before then."""
        self._db.delete(_TOKENS, "at < ?", before.isoformat())

    def checkpoint(self, consumer: str) -> int | None:
        """Up to where the consumer has finished; None for a new one."""
        rows = self._db.read("SELECT seq FROM checkpoints WHERE consumer = ?", consumer)
        return int(rows[0][0]) if rows else None

    def save_checkpoint(self, consumer: str, seq: int) -> None:
        """Record that the consumer has finished everything up to `seq`."""
        self._db.put(_CHECKPOINTS, consumer, seq)

    def value(self, name: str) -> str | None:
        """A named value, None when it was never set."""
        rows = self._db.read("SELECT value FROM meta WHERE name = ?", name)
        return str(rows[0][0]) if rows else None

    def set_value(self, name: str, value: str) -> None:
        """Set a named value durably."""
        self._db.put(_META, name, value)

    def last_time(self) -> datetime | None:
        """The latest business time that the log knows of."""
        rows = self._db.read("SELECT at FROM changes WHERE seq = ?", self._last)
        known = [*(at for (at,) in rows), self.value("business_time")]
        return max((datetime.fromisoformat(text) for text in known if text), default=None)

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
    seq, table, key, old, new, at, _ = row
    return Change(
        table=table,
        key=json.loads(key),
        old=json.loads(old) if old is not None else None,
        new=json.loads(new) if new is not None else None,
        at=datetime.fromisoformat(at),
        seq=seq,
    )
