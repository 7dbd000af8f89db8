"""Whatever moves are made in whatever order, no day of the past or present shows a loop."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from infra.memory.channel import MemoryChannel
from infra.memory.store import MemoryStore
from infra.scenarios.stage import StoryClock
from shared.adapters.calendar_file import load_calendar
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.network.people import RelationChange
from shared.ports import GivenPorts
from shared.usecases.lists import all_of
from shared.usecases.network.network import chain_at
from shared.usecases.network.people import enrol
from shared.usecases.network.transfers import propose_transfer
from tests.deciding import approve

START = datetime.fromisoformat("2025-03-03T02:00:00+00:00")
OPERATOR = Decision(by="ops", reason="he asked for it")
FINANCE = Decision(by="fin", reason="agreed")

PEOPLE = ("1", "11", "111", "A", "A-1")
MOVES = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.sampled_from(PEOPLE),
        # The clock of one function may be behind another's.
        st.integers(-30, 3_600),
    ),
    max_size=12,
)

Uplines = dict[str, str | None]


def _world() -> GivenPorts:
    ports = GivenPorts(MemoryStore(), StoryClock(START), load_calendar(), MemoryChannel())
    for name in PEOPLE:
        enrol(ports, _command(f"enrol {name}"), name)
    return ports


def _command(name: str) -> Command:
    return Command.of("test", name, "", b"")


def _move(ports: GivenPorts, number: int, who: str, to: str) -> bool:
    try:
        proposal = propose_transfer(ports, _command(f"propose {number}"), who, to, OPERATOR)
        approve(ports, _command(f"approve {number}"), proposal.id, FINANCE)
    except Refused:
        return False
    return True


def _above(uplines: Uplines, who: str) -> list[str]:
    """The plain model: climb a map of uplines; one more step than there are people is a loop."""
    chain = [who]
    while (above := uplines[chain[-1]]) is not None and len(chain) <= len(PEOPLE):
        chain.append(above)
    return chain


@settings(max_examples=150, deadline=None)
@given(moves=MOVES)
def test_every_instant_shows_the_tree_that_stood_then_and_no_loop(
    moves: list[tuple[str, str, int]],
) -> None:
    ports = _world()
    clock = ports.clock
    assert isinstance(clock, StoryClock)
    tree: Uplines = dict.fromkeys(PEOPLE)
    seen: list[tuple[datetime, Uplines]] = [(START, dict(tree))]
    for number, (who, to, seconds) in enumerate(moves):
        clock.set(clock.now() + timedelta(seconds=seconds))
        loop = who in _above(tree, to)
        moved = _move(ports, number, who, to)
        assert moved == (not loop and tree[who] != to)
        if moved:
            tree[who] = to
            seen.append((all_of(ports.store, RelationChange, who)[-1].at, dict(tree)))
    _require_same_at_every_instant(ports, seen)


def _require_same_at_every_instant(ports: GivenPorts, seen: list[tuple[datetime, Uplines]]) -> None:
    assert [at for at, _ in seen] == sorted(at for at, _ in seen)
    last_of_instant = dict(seen)
    for at, tree in last_of_instant.items():
        for who in PEOPLE:
            chain = chain_at(ports, who, at).links
            assert [link.distributor for link in chain] == _above(tree, who)
            assert len(chain) <= len(PEOPLE)
