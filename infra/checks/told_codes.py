"""Every code that is told of a record or of a command has words, and no other has any."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from infra.openapi.apps import all_served
from shared.adapters.layout.every_room import heads
from shared.domain.commands import STOREFRONT
from shared.edge.http.operations import Operation
from shared.usecases.inbox.kinds import KINDS
from shared.words.catalogue import Catalogue

UNLOGGED = frozenset({"check_plan", "compare_on_orders"})
"""What is posted and leaves nothing in the operation log."""


SAID_BY = {
    "event": "does a record with moments name it among its `codes`",
    "operation": "is its view in a room among the ROOMS of a function",
    "subject": "is its kind among the APPROVALS of its room, its record among the PLACES",
    "approval_kind": "is its kind among the APPROVALS of its room",
}
"""Where a code that has words should have come from."""


def violations(root: Path, words: Catalogue) -> list[str]:
    """Say which events, logged operations and subjects have no words, and which words are idle."""
    told = {
        "event": {code for kind in heads().values() for code in kind.codes},
        "operation": {each.name for each in _logged(it.operation for it in all_served(root))},
        "subject": {*heads(), *KINDS},
        "approval_kind": {*KINDS},
    }
    return [
        problem
        for register, codes in told.items()
        for problem in _unlike(register, codes, set(words.registers[register]))
    ]


def _logged(operations: Iterable[Operation]) -> Iterator[Operation]:
    """Give what leaves a record in the operation log: the commands of people."""
    of_people = (each for each in operations if each.is_command and each.roles - {STOREFRONT})
    return (each for each in of_people if each.name not in UNLOGGED)


def _unlike(register: str, codes: set[str], worded: set[str]) -> Iterator[str]:
    yield from (f"{register}.{code} has no words" for code in sorted(codes - worded))
    yield from (
        f"{register}.{code} is worded, and never told: {SAID_BY[register]}?"
        for code in sorted(worded - codes)
    )
