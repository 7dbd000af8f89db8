"""Conditions read once: comparisons of attributes with values, what is there, AND, OR and NOT."""

import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from infra.local.table.plain.expressions import Placeholders
from infra.local.table.plain.token_reader import TokenReader
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
    reader = _Reader(text)
    holds = reader.either()
    if reader.rest:
        raise NotPlain
    return Condition(holds, frozenset(reader.uses))


class _Reader(TokenReader):
    """Reads what binds less first."""

    def either(self) -> Holds:
        parts = [self._both()]
        while self.skips("OR"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else _any_of(parts)

    def _both(self) -> Holds:
        parts = [self._one()]
        while self.skips("AND"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else _all_of(parts)

    def _one(self) -> Holds:
        if self.skips("NOT"):
            return _not(self._one())
        if self.skips("("):
            return self._until_closed(self.either)
        if self.skips("ATTRIBUTE_EXISTS"):
            return self._there()
        if self.skips("ATTRIBUTE_NOT_EXISTS"):
            return _not(self._there())
        return self._compared(self.name())

    def _there(self) -> Holds:
        self.expect("(")
        return self._until_closed(lambda: _there(self.name()))

    def _compared(self, name: str) -> Holds:
        if self.skips("BETWEEN"):
            least = _compared(name, operator.ge, self.value())
            self.expect("AND")
            return _all_of([least, _compared(name, operator.le, self.value())])
        sign = _COMPARED.get(self.following())
        if sign is None:
            raise NotPlain
        return _compared(name, sign, self.value())

    def _until_closed(self, read: Callable[[], Holds]) -> Holds:
        found = read()
        self.expect(")")
        return found


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
