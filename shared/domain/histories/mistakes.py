"""All that is wrong with a file, each with its line, so that one look mends it."""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple, TypeVar

from shared.domain.errors import Fault

MOST: Final = 100
"""How many mistakes are told; of the others only how many there are."""

T = TypeVar("T")


class Mistake(NamedTuple):
    """What is wrong in a line; line 0 is the file as a whole."""

    line: int
    fault: Fault


class Unreadable(Exception):
    """A file that is not read: its mistakes by line, the first of them, and how many there are."""

    def __init__(self, mistakes: Iterable[Mistake], total: int | None = None) -> None:
        first = sorted(mistakes, key=lambda each: each.line)[:MOST]
        super().__init__(*first)
        self.mistakes = first
        self.total = len(first) if total is None else total

    @classmethod
    def at(cls, line: int, fault: Fault) -> "Unreadable":
        """Make it of the one mistake that nothing can be read behind."""
        return cls([Mistake(line, fault)])


class Mistakes:
    """Collects them while a file is read to its end."""

    def __init__(self) -> None:
        self.total = 0
        self._kept: list[Mistake] = []

    def add(self, line: int, fault: Fault) -> None:
        """Keep a mistake while there is room."""
        self.total += 1
        # A later pass finds what stands further up: there is room for those of two.
        if len(self._kept) < 2 * MOST:
            self._kept.append(Mistake(line, fault))

    def tried(self, line: int, read: Callable[[], T]) -> T | None:
        """Give what is read, or None and keep what is wrong: of a line that it names, or this."""
        try:
            return read()
        except Fault as fault:
            named = [each for each in fault.place[:1] if isinstance(each, int)]
            self.add(named[0] if named else line, fault)
            return None

    def refuse(self) -> None:
        """End here if anything was wrong. Errors: Unreadable."""
        if self.total:
            raise Unreadable(self._kept, self.total)
