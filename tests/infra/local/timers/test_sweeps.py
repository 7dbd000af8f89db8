"""When a laptop sweeps: a minute behind what is due, and not where nothing is."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from infra.local.clock.activity import Activity
from infra.local.clock.business_clock import BusinessClock
from infra.local.functions.registry import FunctionError
from infra.local.table.change_log import Change, ChangeLog
from infra.local.timers.due_times import DueTimes
from infra.local.timers.sweeps import TRIED_AGAIN_AFTER, Sweeps

START = datetime(2025, 3, 31, 15, 30, 20, tzinfo=UTC)
MIDNIGHT = datetime(2025, 3, 31, 16, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class World:
    """A sweeper over a log; a sweep advances what is due, or does what it is told to do."""

    def __init__(self) -> None:
        self.log = ChangeLog()
        self.swept: list[datetime] = []
        self.does: Callable[[], object] = self.advance_what_is_due
        self._due: dict[str, datetime] = {}
        self.start(START)

    def start(self, at: datetime, *, at_once: bool = False) -> None:
        """Begin again on what the log says, as after any end of the process."""
        self.activity = Activity()
        self.clock = BusinessClock(at, frozen=True)
        self.sweeps = Sweeps(
            self.clock, self.activity, self.log, self._sweep, every=MINUTE, at_once=at_once
        )

    def write(self, name: str, due: datetime | None) -> None:
        key = {"PK": {"S": name}, "SK": {"S": "ORDER"}}
        new = {**key, **_waits(name, due)} if due else key
        self._due.pop(name, None)
        self._due |= {name: due} if due else {}
        self.log.append([Change(table="t", key=key, old=None, new=new, at=self.clock.now())])

    def to(self, when: datetime) -> None:
        self.clock.advance(when, self.activity.wait_quiet)

    def advance_what_is_due(self) -> None:
        for name in [name for name, due in self._due.items() if due <= self.clock.now()]:
            self.write(name, None)

    def _sweep(self) -> object:
        self.swept.append(self.clock.now())
        return self.does()


def _waits(name: str, due: datetime) -> dict[str, dict[str, str]]:
    return {"gpk": {"S": "DUE#7"}, "gsk": {"S": f"{due:%Y-%m-%dT%H:%M:%SZ}#ORDER#{name}"}}


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.sweeps.stop()
    world.log.close()


def test_a_minute_in_which_nothing_is_due_is_skipped(world: World) -> None:
    world.write("O1", MIDNIGHT)
    world.write("O2", MIDNIGHT + timedelta(hours=5, seconds=59))
    world.to(MIDNIGHT + timedelta(days=30))
    assert world.swept == [MIDNIGHT + MINUTE, MIDNIGHT + timedelta(hours=5) + MINUTE]


def test_what_others_have_advanced_in_time_is_not_swept(world: World) -> None:
    world.write("O1", MIDNIGHT)
    world.to(MIDNIGHT)
    world.write("O1", None)
    world.to(MIDNIGHT + timedelta(days=1))
    assert world.swept == []


@pytest.mark.parametrize("seconds", [0, 1, 59])
def test_what_is_written_as_due_is_swept_within_the_minute(world: World, seconds: int) -> None:
    now = MIDNIGHT + timedelta(seconds=seconds)
    world.to(now)
    world.write("O1", now)
    world.to(MIDNIGHT + timedelta(days=1))
    assert world.swept == [MIDNIGHT + MINUTE]


@pytest.mark.parametrize("seconds", [-1799, -1, 0, 59])
def test_a_restart_moves_no_sweep(world: World, seconds: int) -> None:
    world.write("O1", MIDNIGHT)
    world.start(MIDNIGHT + timedelta(seconds=seconds))
    world.to(MIDNIGHT + timedelta(days=1))
    assert world.swept == [MIDNIGHT + MINUTE]


def test_a_restart_in_the_middle_of_a_sweep_costs_a_minute(world: World) -> None:
    world.write("O1", MIDNIGHT)
    world.start(MIDNIGHT + MINUTE)
    world.to(MIDNIGHT + timedelta(days=1))
    assert world.swept == [MIDNIGHT + 2 * MINUTE]


def test_a_sweep_that_has_not_come_to_its_end_goes_on_a_minute_later(world: World) -> None:
    def one_at_a_time() -> None:
        if len(world.swept) < 3:
            world.write("place", MIDNIGHT)
        else:
            world.advance_what_is_due()

    world.does = one_at_a_time
    world.write("place", MIDNIGHT)
    world.write("not reached yet", MIDNIGHT)
    world.to(MIDNIGHT + timedelta(days=1))
    assert world.swept == [MIDNIGHT + n * MINUTE for n in (1, 2, 3)]


def _fails() -> None:
    raise FunctionError("TimeoutError", "the channel is down", [])


def _breaks() -> None:
    raise KeyError("sweeper")


@pytest.mark.parametrize("does", [lambda: None, _fails, _breaks])
def test_what_cannot_be_moved_is_tried_again_an_hour_later(
    world: World, does: Callable[[], None]
) -> None:
    world.does = does
    world.write("O1", MIDNIGHT)
    tries = [MIDNIGHT + MINUTE]
    world.to(tries[0])
    for _ in range(2):
        tries.append(tries[-1] + TRIED_AGAIN_AFTER + MINUTE)
        world.to(tries[-1])
    assert world.swept == tries


def test_what_could_not_be_moved_delays_nothing_else(world: World) -> None:
    world.does = lambda: None
    world.write("stuck", MIDNIGHT)
    world.to(MIDNIGHT + MINUTE)
    world.write("O1", MIDNIGHT + 2 * MINUTE)
    world.to(MIDNIGHT + 3 * MINUTE)
    assert world.swept == [MIDNIGHT + MINUTE, MIDNIGHT + 3 * MINUTE]


def test_after_the_end_there_is_no_sweep(world: World) -> None:
    world.write("O1", MIDNIGHT)
    world.sweeps.stop()
    world.to(MIDNIGHT + timedelta(days=1))
    assert world.swept == []


def test_what_cannot_be_found_is_looked_for_again_and_holds_nothing_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.write("O1", MIDNIGHT)
    with monkeypatch.context() as patched:
        patched.setattr(DueTimes, "earliest", _breaks_reading)
        world.to(MIDNIGHT + MINUTE)
    assert world.swept == []

    world.to(MIDNIGHT + timedelta(days=1))

    assert world.swept == [MIDNIGHT + 32 * MINUTE]


def _breaks_reading(_: DueTimes) -> None:
    raise ValueError("no due time")


def test_where_no_machine_has_its_turn_it_sweeps_in_the_very_second(world: World) -> None:
    world.start(START, at_once=True)
    world.write("order", MIDNIGHT)
    world.to(MIDNIGHT)
    assert world.swept == [MIDNIGHT]
    world.write("refund", MIDNIGHT)
    world.to(MIDNIGHT)
    assert world.swept == [MIDNIGHT, MIDNIGHT]


@pytest.mark.parametrize("at_once", [True, False])
def test_while_others_are_at_work_it_comes_again_a_minute_later(
    world: World, *, at_once: bool
) -> None:
    world.start(START, at_once=at_once)
    world.write("order", MIDNIGHT)
    world.does = lambda: {"advanced": 0, "batches": 2}
    world.to(MIDNIGHT + MINUTE)
    world.write("other", MIDNIGHT)
    world.to(MIDNIGHT + 3 * MINUTE)
    first = MIDNIGHT if at_once else MIDNIGHT + MINUTE
    assert world.swept == [first + n * MINUTE for n in range(4 if at_once else 3)]
