"""When the table's waiting records are due, followed along the change log."""

import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from infra.local.table.change_log import ChangeLog, Image
from shared.adapters.dynamodb.items import key_in
from shared.adapters.layout.index import read_due
from shared.adapters.place import ItemKey
from shared.ports import Due

PAGE = 1000
DUE_PARTITIONS = "DUE#"


class DueTimes:
    """The due time of every entry of the due index that is wanted; it costs no query."""

    def __init__(self, log: ChangeLog, wanted: Callable[[Due], bool] = lambda _: True) -> None:
        self._log = log
        self._wanted = wanted
        self._guard = threading.Lock()
        self._seen = log.last_seq
        self._due: dict[ItemKey, datetime] = {}
        for _, image in log.latest_images():
            self._note(key_in(image), image)

    def earliest(self) -> datetime | None:
        """When something is due next; None while nothing waits for time."""
        with self._guard:
            self._catch_up()
            return min(self._due.values(), default=None)

    def put_off(self, until: datetime, to: datetime) -> None:
        """Take what is due by an instant for due later, until it is written again."""
        with self._guard:
            self._catch_up()
            late = [key for key, due in self._due.items() if due <= until]
            self._due.update(dict.fromkeys(late, to))

    def _catch_up(self) -> None:
        for key, image in self._news():
            self._note(key, image)

    def _news(self) -> Iterator[tuple[ItemKey, Image | None]]:
        while changes := self._log.after(self._seen, PAGE):
            for change in changes:
                yield key_in(change.key), change.new
            self._seen = changes[-1].seq

    def _note(self, key: ItemKey, image: Mapping[str, Any] | None) -> None:
        self._due.pop(key, None)
        if image and image.get("gpk", {}).get("S", "").startswith(DUE_PARTITIONS):
            due = read_due(image["gsk"]["S"])
            if self._wanted(due):
                self._due[key] = due.due_at
