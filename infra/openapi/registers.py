"""Codes that a register words, written out where a field says that it bears one."""

from typing import Final

from shared.words.catalogue import catalogue

REGISTER: Final = "x-register"
"""What a field's type says in its schema: whose codes it bears."""


def codes_of(register: str) -> list[str]:
    """The codes of a register; `problem` is that of all problems. Errors: KeyError."""
    words = catalogue()
    return sorted(words.problems if register == "problem" else words.registers[register])
