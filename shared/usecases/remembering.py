"""Idempotency for commands that change no order: the key is stored with the effect, at once."""

from shared.domain.commands import Command
from shared.domain.requests import Request
from shared.ports import Store
from shared.usecases.books import is_repeat


def first_time(store: Store, command: Command) -> list[Request]:
    """Give the record to commit along with the effect; none for a command that was done before.

    Errors: idempotency_conflict for a known key with another body.
    """
    known = store.get(Request, command.id)
    if known is not None:
        is_repeat({known.id: known.body_hash}, command)
        return []
    return [Request(id=command.id, body_hash=command.body_hash)]
