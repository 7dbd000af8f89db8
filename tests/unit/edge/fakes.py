"""A secret store whose cache is as old as a test wants it, and ports that nobody may reach for."""

from typing import cast

from shared.ports import Ports

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
