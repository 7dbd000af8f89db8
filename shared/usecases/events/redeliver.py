"""Somebody of the back office has the feeds filled again about one subject, from its record."""

from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.ports import Ports, Store
from shared.usecases.events.hand_out import hand_out_again
from shared.usecases.events.heads import head_of, load_heads
from shared.usecases.remembering import first_time, once


def redeliver(ports: Ports, command: Command, subject: str) -> None:
    """Hand out what the feeds lack of a subject; what they have does not come again.

    Errors: unknown_subject, idempotency_conflict.
    """

    def attempt() -> None:
        request = first_time(ports, command, subject)
        _require_known(ports.store, subject)
        hand_out_again(ports, [subject])
        if request:
            ports.store.commit(request)

    once(ports.store, command, attempt)


def _require_known(store: Store, subject: str) -> None:
    try:
        known = list(load_heads(store, [head_of(store, subject)]))
    except KeyError:
        known = []
    if not known:
        raise Refused("unknown_subject", "nothing_told_of_it", subject=subject)
