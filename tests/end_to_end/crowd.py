"""Many callers at the same moment."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from infra.local.change_log import ChangeLog
from shared.adapters.dynamodb_items import key_in

T = TypeVar("T")

CROWD = 20


def together(actions: Sequence[Callable[[], T]]) -> list[T]:
    """Take all actions at once, each in a thread of its own; answers in the actions' order."""
    start = threading.Barrier(len(actions))

    def act(action: Callable[[], T]) -> T:
        start.wait()
        return action()

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(act, actions))


class Writes:
    """What was written to the table since this was made, counted by kind of item."""

    def __init__(self, log: ChangeLog) -> None:
        self._log = log
        self._since = log.last_seq

    def by_kind(self) -> Counter[str]:
        """Counts by the first word of partition and sort key, like `ORDER/JOURNAL`."""
        changes = self._log.after(self._since, 10_000)
        places = [key_in(change.key) for change in changes]
        return Counter(f"{p.pk.split('#')[0]}/{p.sk.split('#')[0]}" for p in places)
