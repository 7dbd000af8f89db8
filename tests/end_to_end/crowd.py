"""How many come at the same moment, and what that writes."""

from collections import Counter

from infra.local.table.change_log import ChangeLog
from shared.adapters.dynamodb.items import key_in

CROWD = 20


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
