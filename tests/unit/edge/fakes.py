"""A secret store whose cache is as old as a test wants it, and ports that nobody may reach for."""

from typing import cast

from shared.edge.settings import Settings
from shared.ports import Ports

SIGNING = Settings({"CURSOR_KEYS_ARN": "cursor-keys"})
"""The settings of a function that lists."""

NO_PORTS = cast("Ports", None)


class FakeSecrets:
    def __init__(self, text: str) -> None:
        self._cached = self._stored = text
        self.fresh_reads = 0

    def change(self, text: str) -> None:
        self._stored = text

    def get(self, name: str, *, fresh: bool = False) -> str:
        if fresh:
            self.fresh_reads += 1
            self._cached = self._stored
        return self._cached


def a_secret() -> FakeSecrets:
    return FakeSecrets("a-key-of-cursors")
