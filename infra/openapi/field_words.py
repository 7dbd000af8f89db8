"""What fields, parameters and tags say, from `shared/words/fields`; and who asked for what."""

import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any, Final, Self

from infra.openapi.registers import choices_of, names_codes, with_codes
from infra.openapi.texts import both
from shared.words import fields
from shared.words.catalogue import DoubleWords
from shared.words.wording import Words

REGISTERS: Final = ("FIELD", "CODES", "TAG", "NOTE")


class FieldWords:
    """The words by register and key; knows which keys were used, and which asked for in vain."""

    def __init__(self, registers: Mapping[str, Mapping[str, Any]]) -> None:
        self._registers = registers
        self.used: set[tuple[str, str]] = set()
        self.missing: set[tuple[str, str]] = set()

    @classmethod
    def of_all_rooms(cls) -> Self:
        """The words of every room. Errors: DoubleWords."""
        return cls({name: _together(name) for name in REGISTERS})

    def field(self, *keys: str) -> dict[str, str]:
        """Describe a field by the first of its keys that has words; nothing where none has."""
        words: Words | None = self._first("FIELD", keys)
        return {} if words is None else {"description": both(words)}

    def codes(self, schema: dict[str, Any], *keys: str) -> dict[str, Any]:
        """Write out what the codes of a field mean: whose they are, one of its keys says.

        Codes that plans have need no key.
        """
        whose = self._first("CODES", keys, wanted=False) or choices_of(schema)
        if whose is None and names_codes(schema):
            self.missing.add(("CODES", next(iter(keys))))
        return schema if whose is None else with_codes(schema, whose)

    def tag(self, room: str) -> dict[str, str]:
        """Describe what the calls of a room are for."""
        words: Words | None = self._first("TAG", (room,))
        return {} if words is None else {"description": both(words)}

    def note(self, operation: str) -> Words:
        """Say what is to be known of a call beside its summary; nothing of most."""
        noted: Words | None = self._first("NOTE", (operation,), wanted=False)
        return noted or Words("", "")

    def every(self) -> Iterator[tuple[str, str, Any]]:
        """Give all that is said, by register and key."""
        for register, words in self._registers.items():
            yield from ((register, key, text) for key, text in words.items())

    def unused(self) -> list[tuple[str, str]]:
        """Give the words that nothing of what was described has."""
        every = {(register, key) for register, key, _ in self.every()}
        return sorted(every - self.used)

    def _first(self, register: str, keys: Iterable[str], *, wanted: bool = True) -> Any:
        known = self._registers[register]
        for key in keys:
            if key in known:
                self.used.add((register, key))
                return known[key]
        if wanted:
            self.missing.add((register, next(iter(keys))))
        return None


def _together(register: str) -> dict[str, Any]:
    together: dict[str, Any] = {}
    for key, words in _entries(register):
        if key in together:
            raise DoubleWords(f"{register}: {key}")
        together[key] = words
    return together


def _entries(register: str) -> Iterator[tuple[str, Any]]:
    for found in pkgutil.iter_modules(fields.__path__):
        room = import_module(f"{fields.__name__}.{found.name}")
        yield from getattr(room, register, {}).items()
