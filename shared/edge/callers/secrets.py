"""Secrets as the edge needs them, and keys by id read from one secret."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final, Generic, Protocol, TypeVar

_MIN_BETWEEN_REFRESHES: Final = timedelta(seconds=30)

Key = TypeVar("Key")


class Secrets(Protocol):
    """A cached store of secret texts; `fresh` reads past the cache."""

    def get(self, name: str, *, fresh: bool = False) -> str: ...


class KeySet(Generic[Key]):
    """The keys of one secret by id: an unknown id makes it read the secret again, once in 30 s."""

    def __init__(
        self,
        secrets: Secrets,
        name: str,
        parse: Callable[[str], Mapping[str, Key]],
        machine_clock: Callable[[], datetime],
    ) -> None:
        self._secrets = secrets
        self._name = name
        self._parse = parse
        self._machine_clock = machine_clock
        self._text: str | None = None
        self._keys: Mapping[str, Key] = {}
        self._refreshed_at: datetime | None = None

    def find(self, key_id: str) -> Key | None:
        """The key, or None where the newest secret does not know it."""
        self._read(fresh=False)
        if key_id not in self._keys and self._may_refresh():
            self._read(fresh=True)
        return self._keys.get(key_id)

    def _read(self, *, fresh: bool) -> None:
        text = self._secrets.get(self._name, fresh=fresh)
        if text != self._text:
            self._keys = self._parse(text)
            self._text = text

    def _may_refresh(self) -> bool:
        # Anybody can send unknown ids: they must not make us call the secret store each time.
        now = self._machine_clock()
        if self._refreshed_at is not None and now - self._refreshed_at < _MIN_BETWEEN_REFRESHES:
            return False
        self._refreshed_at = now
        return True
