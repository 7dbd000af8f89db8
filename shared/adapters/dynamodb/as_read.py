"""What records said when they were last read, by which a write knows whether it is news."""

from collections import OrderedDict
from typing import TypeVar

from shared.adapters.dynamodb.items import Item, read_item
from shared.domain.moments import HeadRecord, is_quiet
from shared.domain.records import Record

R = TypeVar("R", bound=Record)

KEPT = 256
"""How many are remembered; of another, a write is taken for news."""


class AsRead:
    """The records that tell their lives, as they were read last."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[type[Record], str], HeadRecord] = OrderedDict()

    def read(self, kind: type[R], item: Item) -> R:
        """Read a record and remember it, but for one on which a machine's token stands.

        No record keeps a token any more, so that the next write removes it: that is news.
        """
        record = read_item(kind, item)
        if isinstance(record, HeadRecord):
            self._known.pop((kind, record.key), None)
            if "task_token" not in item:
                self._note(record)
        return record

    def _note(self, record: HeadRecord) -> None:
        self._known[type(record), record.key] = record
        if len(self._known) > KEPT:
            self._known.popitem(last=False)

    def is_quiet(self, record: Record) -> bool:
        """Tell whether what is to be written tells nothing new and wakes nobody."""
        known = self._known.get((type(record), record.key))
        if known is None or not isinstance(record, HeadRecord):
            return False
        return known.version == record.version and is_quiet(known, record)
