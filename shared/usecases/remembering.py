"""Idempotency for commands that change no order: the key is stored with the effect, at once."""

from collections.abc import Callable
from typing import TypeVar

from shared.domain.commands import Command, is_repeat
from shared.domain.done_commands import DoneCommand
from shared.domain.errors import Refused
from shared.ports import Store
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


def first_time(store: Store, command: Command) -> list[DoneCommand]:
    """Give the record to commit along with the effect; none for a command that was done before.

    Errors: idempotency_conflict for a known key with another body.
    """
    known = store.get(DoneCommand, command.id)
    if known is not None:
        is_repeat({known.id: known.body_hash}, command)
        return []
    return [DoneCommand(id=command.id, body_hash=command.body_hash)]
