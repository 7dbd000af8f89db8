from collections.abc import Callable

import pytest

from infra.memory.channel import MemoryChannel
from infra.memory.store import MemoryStore
from infra.scenarios.stage import StoryClock
from shared.domain.calendar import WorkingCalendar
from shared.domain.commands import Command, Origin
from shared.domain.errors import Refused
from shared.domain.network.people import Tree
from shared.domain.operations import DoneBy, DoneCommand, DoneIn, DoneTo
from shared.ports import GivenPorts
from shared.usecases.remembering import done_by_person, first_time, once
from tests.refusals import told
from tests.unit.domain.orders.orders import NOW

COMMAND = Command.of("test", "route", "key", b"body")
OTHER_BODY = Command.of("test", "route", "key", b"other")


def _ports(store: MemoryStore) -> GivenPorts:
    return GivenPorts(store, StoryClock(NOW), WorkingCalendar(), MemoryChannel())


def _plant(store: MemoryStore, command: Command, meanwhile: Callable[[], object]) -> str:
    """Plant the one tree, unless it stands; somebody else comes between the two reads."""

    def attempt() -> str:
        request = first_time(_ports(store), command, "tree")
        if not request:
            return "repeat"
        meanwhile()
        if store.get(Tree, "tree"):
            raise Refused("illegal_transition", "proposal_was_decided", state="approved")
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
    with told("approved already"):
        _plant(store, COMMAND, lambda: _plant(store, other, _nothing))
    with told("approved already"):
        _plant(store, COMMAND, _nothing)


def test_the_same_key_for_another_body_in_that_very_moment_is_a_conflict() -> None:
    store = MemoryStore()
    with pytest.raises(Refused) as refused:
        _plant(store, COMMAND, lambda: _plant(store, OTHER_BODY, _nothing))
    assert refused.value.code == "idempotency_conflict"


def _given(role: str) -> Command:
    return Command.of(
        "test", "route", role, b"body", origin=Origin("li", role, "plant", "request-1")
    )


def test_what_a_person_did_is_kept_with_who_what_why_and_when() -> None:
    store, command = MemoryStore(), _given("operator")

    store.commit(first_time(_ports(store), command, "tree/1", "it is spring"))

    assert store.get(DoneCommand, command.id) == DoneCommand(
        version=1,
        id=command.id,
        body_hash=command.body_hash,
        at=NOW,
        subject="tree/1",
        by="li",
        role="operator",
        what="plant",
        reason="it is spring",
        request="request-1",
    )
    [by_day], [by_who], [by_subject] = (store.all(kind) for kind in (DoneIn, DoneBy, DoneTo))
    assert (by_day.day, by_who.by, by_subject.subject) == ("2025-03-03", "li", "tree%2F1")


def test_what_a_machine_did_stands_in_no_list() -> None:
    store, command = MemoryStore(), _given("storefront")

    store.commit(first_time(_ports(store), command, "tree/1"))

    assert first_time(_ports(store), command, "tree/1") == []
    assert [store.all(kind) for kind in (DoneIn, DoneBy, DoneTo)] == [[], [], []]
    assert done_by_person(_ports(store), command, "tree/1") == []
