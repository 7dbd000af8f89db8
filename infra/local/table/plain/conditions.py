"""Conditions read once: comparisons of attributes with values, what is there, AND, OR and NOT."""

import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from infra.local.table.plain.expressions import Placeholders, a_name, a_value, tokens
from infra.local.table.plain.values import NotPlain, comparable
from infra.local.table.stored import Image

Holds = Callable[[Image, Placeholders], bool]


class Condition(NamedTuple):
    """Whether it holds of an item, and the placeholders that it uses."""

    holds: Holds
    uses: frozenset[str]


_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ORDERED = frozenset({"S", "N"})
_ALWAYS = Condition(lambda _image, _said: True, frozenset())


@lru_cache(1024)
def condition(text: str | None) -> Condition:
    """Read a condition; without one, everything holds. Errors: NotPlain."""
    if text is None:
        return _ALWAYS
    reader = _Reader(tokens(text))
    holds = reader.either()
    if reader.rest:
        raise NotPlain
    return Condition(holds, frozenset(reader.uses))


class _Reader:
    """Reads from the first token on; of what binds less, first."""

    def __init__(self, found: list[str]) -> None:
        self.rest = found[::-1]
        self.uses: set[str] = set()

    def either(self) -> Holds:
        parts = [self._both()]
        while self._skips("OR"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else _any_of(parts)

    def _both(self) -> Holds:
        parts = [self._one()]
        while self._skips("AND"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else _all_of(parts)

    def _one(self) -> Holds:
        if self._skips("NOT"):
            return _not(self._one())
        if self._skips("("):
            return self._until_closed(self.either)
        if self._skips("ATTRIBUTE_EXISTS"):
            return self._there()
        if self._skips("ATTRIBUTE_NOT_EXISTS"):
            return _not(self._there())
        return self._compared(self._name())

    def _there(self) -> Holds:
        self._expect("(")
        return self._until_closed(lambda: _there(self._name()))

    def _compared(self, name: str) -> Holds:
        if self._skips("BETWEEN"):
            least = _compared(name, operator.ge, self._value())
            self._expect("AND")
            return _all_of([least, _compared(name, operator.le, self._value())])
        sign = _COMPARED.get(self._next())
        if sign is None:
            raise NotPlain
        return _compared(name, sign, self._value())

    def _until_closed(self, read: Callable[[], Holds]) -> Holds:
        found = read()
        self._expect(")")
        return found

    def _name(self) -> str:
        return self._used(a_name(self._next()))

    def _value(self) -> str:
        return self._used(a_value(self._next()))

    def _used(self, token: str) -> str:
        if token[0] in "#:":
            self.uses.add(token)
        return token

    def _next(self) -> str:
        if not self.rest:
            raise NotPlain
        return self.rest.pop()

    def _skips(self, word: str) -> bool:
        found = bool(self.rest) and self.rest[-1].upper() == word
        if found:
            self.rest.pop()
        return found

    def _expect(self, word: str) -> None:
        if not self._skips(word):
            raise NotPlain


def _there(name: str) -> Holds:
    return lambda image, said: said.name(name) in image


def _compared(name: str, sign: Callable[[Any, Any], bool], value: str) -> Holds:
    def holds(image: Image, said: Placeholders) -> bool:
        found, wanted = image.get(said.name(name)), said.values[value]
        if not wanted.keys() <= _ORDERED:
            raise NotPlain
        if found is None or found.keys() != wanted.keys():
            return False
        return sign(comparable(found), comparable(wanted))

    return holds


def _not(part: Holds) -> Holds:
    return lambda image, said: not part(image, said)


def _all_of(parts: list[Holds]) -> Holds:
    return lambda image, said: all(part(image, said) for part in parts)


def _any_of(parts: list[Holds]) -> Holds:
    return lambda image, said: any(part(image, said) for part in parts)
