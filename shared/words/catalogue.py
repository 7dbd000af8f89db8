"""All words of all rooms: a new room is found, no list names it.

A room says PROBLEMS by code, REFUSALS by code and reason, and any other code in a register of its
own, such as ORDER_STATUS.
"""

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple, TypeVar

import shared.words
from shared.words.wording import Facts, ProblemWords, Register, Words, said, said_twice

Entry = TypeVar("Entry")

_PROBLEMS, _REFUSALS = "PROBLEMS", "REFUSALS"


class Catalogue(NamedTuple):
    """What every room says, together."""

    problems: Mapping[str, ProblemWords]
    refusals: Mapping[str, Mapping[str, Words]]
    """By problem code and reason."""
    registers: Mapping[str, Register]
    """By the register's name in small letters."""


class DoubleWords(ValueError):
    """Two rooms word the same code."""


@cache
def catalogue() -> Catalogue:
    """Gather what the rooms say. Errors: DoubleWords."""
    problems: dict[str, ProblemWords] = {}
    refusals: dict[str, dict[str, Words]] = {}
    registers: dict[str, dict[str, Words]] = {}
    for room in rooms():
        _add(problems, getattr(room, _PROBLEMS, {}))
        for code, reasons in getattr(room, _REFUSALS, {}).items():
            _add(refusals.setdefault(code, {}), reasons)
        for name, words in registers_of(room).items():
            _add(registers.setdefault(name.lower(), {}), words)
    return Catalogue(problems, refusals, registers)


def rooms() -> Iterator[ModuleType]:
    """Give every module of this package, by name; `fields` is for who describes the API."""
    for found in pkgutil.iter_modules(shared.words.__path__):
        if not found.ispkg:
            yield import_module(f"{shared.words.__name__}.{found.name}")


def registers_of(room: ModuleType) -> dict[str, Register]:
    """Give the registers of a room by their names: its mappings to words in capitals."""
    known: dict[str, Any] = vars(room)
    return {
        name: value
        for name, value in known.items()
        if name.isupper() and isinstance(value, dict) and _holds_words(value)
    }


def problem_words(code: str) -> ProblemWords:
    """Say what a problem code means. Errors: KeyError."""
    return catalogue().problems[code]


def is_problem(code: str) -> bool:
    """Tell whether a text is a problem code."""
    return code in catalogue().problems


def refusal(code: str, reason: str, facts: Facts) -> Words:
    """Say why something was refused and what to do next. Errors: KeyError."""
    found = catalogue()
    return said(found.refusals[code][reason], facts, found.registers)


def term(register: str, code: str, facts: Facts | None = None) -> Words:
    """Say a code of a register, such as `order_status`. Errors: KeyError."""
    found = catalogue()
    return said(found.registers[register][code], facts or {}, found.registers)


def in_both(register: str, code: str, facts: Facts | None = None) -> str:
    """Say a code of a register in Chinese and English, as the terminal has them."""
    return said_twice(term(register, code, facts))


def has_term(register: str, code: str) -> bool:
    """Tell whether a register words a code."""
    return code in catalogue().registers[register]


def _holds_words(value: dict[Any, Any]) -> bool:
    return bool(value) and all(isinstance(each, Words) for each in value.values())


def _add(known: dict[str, Entry], more: Mapping[str, Entry]) -> None:
    if twice := known.keys() & more.keys():
        raise DoubleWords(", ".join(sorted(twice)))
    known.update(more)
