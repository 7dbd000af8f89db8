from collections.abc import Callable

import pytest

from infra.memory.store import MemoryStore
from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.network.people import Tree
from shared.usecases.remembering import first_time, once

COMMAND = Command.of("test", "route", "key", b"body")
OTHER_BODY = Command.of("test", "route", "key", b"other")


def _plant(store: MemoryStore, command: Command, meanwhile: Callable[[], object]) -> str:
    """Plant the one tree, unless it stands; somebody else comes between the two reads."""

    def attempt() -> str:
        request = first_time(store, command)
        if not request:
            return "repeat"
        meanwhile()
        if store.get(Tree, "tree"):
            raise Refused("illegal_transition", "the tree stands already")
        store.commit([Tree(), *request])
        return "planted"

    return once(store, command, attempt)


def _nothing() -> None:
    pass


def test_a_command_that_is_done_again_is_a_repeat() -> None:
    store = MemoryStore()
    assert [_plant(store, COMMAND, _nothing) for _ in range(2)] == ["planted", "repeat"]


def test_what_the_same_command_did_in_that_very_moment_refuses_nothing() -> None:
    store = MemoryStore()
    done = _plant(store, COMMAND, lambda: _plant(store, COMMAND, _nothing))
    assert done == "repeat"


def test_what_another_command_did_meanwhile_is_refused() -> None:
    store = MemoryStore()
    other = Command.of("test", "route", "another key", b"")
    with pytest.raises(Refused, match="stands already"):
        _plant(store, COMMAND, lambda: _plant(store, other, _nothing))
    with pytest.raises(Refused, match="stands already"):
        _plant(store, COMMAND, _nothing)


def test_the_same_key_for_another_body_in_that_very_moment_is_a_conflict() -> None:
    store = MemoryStore()
    with pytest.raises(Refused) as refused:
        _plant(store, COMMAND, lambda: _plant(store, OTHER_BODY, _nothing))
    assert refused.value.code == "idempotency_conflict"
