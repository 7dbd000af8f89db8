"""Commands that were done: each is stored with its effect, at once, and so known again."""

from collections.abc import Callable
from typing import TypeVar

from shared.domain.commands import Command, is_repeat
from shared.domain.errors import Refused
from shared.domain.operations import DoneCommand
from shared.ports import Ports, Store
from shared.usecases.retrying import retried

T = TypeVar("T")


def once(store: Store, command: Command, attempt: Callable[[], T]) -> T:
    """Run an attempt that begins with `first_time`, until it meets no conflict.

    Refused where the same command was done in that very moment, it finds so and is a repeat.
    Errors: what the attempt refuses; `Busy`.
    """

    def decided() -> T:
        try:
            return attempt()
        except Refused:
            if store.get(DoneCommand, command.id) is None:
                raise
            return attempt()

    return retried(decided)


def first_time(
    ports: Ports, command: Command, subject: str, reason: str | None = None
) -> list[DoneCommand]:
    """Give the record to commit along with the effect; none for a command that was done before.

    Errors: idempotency_conflict for a known key with another body.
    """
    known = ports.store.get(DoneCommand, command.id)
    if known is not None:
        is_repeat({known.id: known.body_hash}, command)
        return []
    return [DoneCommand.of(command, subject, ports.clock.now(), reason)]


def done_by_person(
    ports: Ports, command: Command, subject: str, reason: str | None = None
) -> list[DoneCommand]:
    """Give the record to commit along with what knows its own repeat; a machine leaves none."""
    if not command.is_of_a_person:
        return []
    return [DoneCommand.of(command, subject, ports.clock.now(), reason)]
