"""Transfers at the same moment: of those that would close a loop together, exactly one loses."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from infra.memory.channel import MemoryChannel
from infra.memory.store import MemoryStore
from infra.scenarios.stage import StoryClock
from shared.adapters.calendar_file import load_calendar
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.errors import Busy, Refused
from shared.domain.network.people import Distributor, RelationChange
from shared.ports import GivenPorts, Store
from shared.usecases.lists import all_of
from shared.usecases.network.network import chain_at
from shared.usecases.network.people import enrol
from shared.usecases.network.transfers import propose_transfer
from tests.at_once import together
from tests.deciding import approve as decide

NOW = datetime.fromisoformat("2025-03-03T02:00:00+00:00")
OPERATOR = Decision(by="ops", reason="he asked for it")
FINANCE = Decision(by="fin", reason="both uplines agree")
ROUNDS = 8
STORE_CALLS = 20
"""More than the store calls of an approval among these few."""


def _ports(store: Any) -> GivenPorts:
    return GivenPorts(store, StoryClock(NOW), load_calendar(), MemoryChannel())


def _command(name: str) -> Command:
    return Command.of("test", name, "", b"")


def _joined(ports: GivenPorts, *names: str) -> None:
    for name in names:
        enrol(ports, _command(f"enrol {name}"), name)


def _approval(ports: GivenPorts, who: str, to: str) -> Callable[[], str]:
    """Propose a transfer; give what approves it and tells what came of it."""
    proposal = propose_transfer(ports, _command(f"{who} to {to}"), who, to, OPERATOR)

    def approve() -> str:
        try:
            decide(ports, _command(f"approve {proposal.id}"), proposal.id, FINANCE)
        except (Refused, Busy) as error:
            return error.code if isinstance(error, Refused) else "busy"
        return "moved"

    return approve


def _uplines(store: Store, *names: str) -> list[str | None]:
    found = [store.get(Distributor, name) for name in names]
    return [person.upline if person else "?" for person in found]


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_a_under_b_and_b_under_a(store: Store, attempt: int) -> None:
    ports = _ports(store)
    _joined(ports, "A", "B")
    outcomes = together([_approval(ports, "A", "B"), _approval(ports, "B", "A")])
    assert sorted(outcomes) == ["loop", "moved"]
    expected = ["B", None] if outcomes[0] == "moved" else [None, "A"]
    assert _uplines(store, "A", "B") == expected
    assert [len(all_of(store, RelationChange, name)) for name in "AB"].count(2) == 1


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_three_that_close_a_loop_together(store: Store, attempt: int) -> None:
    ports = _ports(store)
    _joined(ports, "A", "B", "C")
    moves = [_approval(ports, who, to) for who, to in (("A", "B"), ("B", "C"), ("C", "A"))]
    outcomes = together(moves)
    assert sorted(outcomes) == ["loop", "moved", "moved"]
    assert _uplines(store, "A", "B", "C").count(None) == 1


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_two_moves_of_one_person(store: Store, attempt: int) -> None:
    ports = _ports(store)
    _joined(ports, "A", "B", "C")
    outcomes = together([_approval(ports, "A", "B"), _approval(ports, "A", "C")])
    assert sorted(outcomes) == ["illegal_transition", "moved"]
    assert _uplines(store, "A") == ["B" if outcomes[0] == "moved" else "C"]
    assert len(all_of(store, RelationChange, "A")) == 2


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_one_approval_by_two_persons(store: Store, attempt: int) -> None:
    ports = _ports(store)
    _joined(ports, "A", "B")
    proposal = propose_transfer(ports, _command("A to B"), "A", "B", OPERATOR)

    def approve(by: str) -> str:
        decision = Decision(by=by, reason="agreed")
        try:
            decide(ports, _command(f"by {by}"), proposal.id, decision)
        except Refused as refused:
            return refused.code
        return "moved"

    outcomes = together([partial(approve, "fin"), partial(approve, "boss")])
    assert sorted(outcomes) == ["illegal_transition", "moved"]
    assert len(all_of(store, RelationChange, "A")) == 2


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_somebody_joins_under_one_who_is_being_moved(store: Store, attempt: int) -> None:
    ports = _ports(store)
    _joined(ports, "A", "B")

    def join() -> str:
        enrol(ports, _command("enrol N"), "N", "A")
        return "joined"

    assert together([_approval(ports, "A", "B"), join]) == ["moved", "joined"]
    chain = chain_at(ports, "N", ports.clock.now()).links
    assert [link.distributor for link in chain] == ["N", "A", "B"]


class Interrupted(MemoryStore):
    """A store in whose n-th call somebody else comes first."""

    def __init__(self) -> None:
        super().__init__()
        self.calls_left = -1
        self.meanwhile: Callable[[], str] = lambda: "nothing"
        self.came_of_it = "not yet"

    def get(self, kind: Any, key: str) -> Any:
        self._count()
        return super().get(kind, key)

    def commit(self, records: Any) -> None:
        self._count()
        super().commit(records)

    def _count(self) -> None:
        self.calls_left -= 1
        if self.calls_left == 0:
            self.came_of_it = self.meanwhile()


@pytest.mark.parametrize("call", range(1, STORE_CALLS + 1))
def test_whatever_comes_between_there_is_no_loop(call: int) -> None:
    """B goes under C in the very moment of each store call of A's move under B's new chain."""
    store = Interrupted()
    ports = _ports(store)
    _joined(ports, "A", "B", "C")
    _approval(ports, "C", "A")()
    first, store.meanwhile = _approval(ports, "A", "B"), _approval(ports, "B", "C")
    store.calls_left = call
    outcome = first()
    if store.came_of_it == "not yet":
        store.came_of_it = store.meanwhile()
    assert sorted([outcome, store.came_of_it]) == ["loop", "moved"]
    for one, above in pairwise(chain_at(ports, "B", NOW).links):
        assert one.upline == above.distributor


@pytest.mark.parametrize("call", range(1, STORE_CALLS + 1))
def test_the_same_request_in_the_same_moment_is_answered_alike(call: int) -> None:
    store = Interrupted()
    ports = _ports(store)
    _joined(ports, "A", "B")
    approve = _approval(ports, "A", "B")
    store.meanwhile, store.calls_left = approve, call
    assert approve() == "moved"
    assert store.came_of_it in ("moved", "not yet")
    assert len(all_of(store, RelationChange, "A")) == 2


def test_an_approval_makes_no_more_store_calls_than_are_interrupted() -> None:
    store = Interrupted()
    ports = _ports(store)
    _joined(ports, "A", "B", "C")
    _approval(ports, "C", "A")()
    move = _approval(ports, "A", "B")
    store.calls_left = calls = 1_000
    assert move() == "moved"
    assert calls - store.calls_left <= STORE_CALLS
