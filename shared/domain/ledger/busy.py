"""Which purses were busy of late: where a credit met another write, the next leaves a note."""

from collections.abc import Container
from datetime import datetime, timedelta
from typing import Final

BUSY_FOR: Final = timedelta(minutes=1)
"""For how long a purse counts as busy that was met so; then a credit tries again."""

_REMEMBERED: Final = 1_000


class BusyPurses:
    """What a process has met; another meets it for itself. Past what it remembers, it forgets."""

    def __init__(self) -> None:
        self._until: dict[str, datetime] = {}

    def met(self, purse: str, now: datetime) -> None:
        """Let a purse be busy from now on."""
        if len(self._until) >= _REMEMBERED:
            self._until.clear()
        self._until[purse] = now + BUSY_FOR

    def at(self, now: datetime) -> Container[str]:
        """Give the purses that are busy."""
        return {purse for purse, until in self._until.items() if until > now}
