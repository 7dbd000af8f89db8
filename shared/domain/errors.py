"""What the domain refuses, and why: codes with facts; what people read stands in shared/words."""

from collections.abc import Mapping
from typing import NamedTuple, Self, TypeAlias


class Clause(NamedTuple):
    """A part of what is said: a code with facts, worded where the whole is."""

    code: str
    facts: "Mapping[str, Fact]" = {}


Fact: TypeAlias = int | str | Clause | tuple[Clause, ...]


class Fault(ValueError):
    """What is wrong with a value, by its code, raised where it is read.

    `place` leads from there to the part that is to be mended.
    """

    def __init__(self, code: str, /, **facts: Fact) -> None:
        super().__init__(f"{code} {facts}")
        self.clause = Clause(code, facts)
        self.place: tuple[str | int, ...] = ()

    def at(self, *place: str | int) -> Self:
        """Give the same fault of a part of the value."""
        self.place = place
        return self


class Refused(Exception):
    """A command that the rules refuse: nothing has changed.

    `code` is what clients act on, `reason` the case of it that people are told, with what to do
    next; both are written out and worded in shared/words, which `make check` sees to. `facts`
    carries what its words name and figures worth knowing (`refundable_fen`, `available_fen`),
    never personal data.
    """

    def __init__(self, code: str, reason: str, /, **facts: Fact) -> None:
        super().__init__(f"{code}: {reason} {facts}")
        self.code = code
        self.reason = reason
        self.facts = facts


class OutOfStep(Exception):
    """Records that were read one after the other do not fit together: read them again.

    Met again and again, it is a fault of ours.
    """


class Busy(Exception):
    """Others kept changing the same items: nothing has changed; ask again in a moment."""
