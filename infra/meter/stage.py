"""Where a story is played: a laptop's Fenrun, everybody around it, and the meter."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from fenrun.client import PersonRole, Stack
from infra.local.laptop import SWEEP, Laptop
from infra.meter.modes import Mode
from infra.meter.pump import EVENT, Pump
from infra.meter.tally import Tally, Usage, Write, between
from infra.meter.tap import Tap
from infra.meter.turns import Turns
from shared.domain.records import Record
from shared.domain.rulebook.versions import RuleVersion

BEGINNING = datetime.fromisoformat("2025-03-03T10:00:00+08:00")
"""A Monday that no day off follows for four weeks."""

R = TypeVar("R", bound=Record)

ONCE = "once"
"""The step of what is used once, however many share it."""

PLAN = {"preset": "depth-10-5-2"}
"""Three payees an order."""


@dataclass
class Stage:
    """Every act is a request as the product's callers send it, under a key of its own.

    What a sweep costs that finds nothing to do is left out of the steps: it is a cost of the
    minute, not of an order, and stands by itself as `idle`.
    """

    laptop: Laptop
    mode: Mode
    tally: Tally
    turns: Turns
    steps: dict[str, Usage] = field(default_factory=dict)
    writes: dict[str, list[Write]] = field(default_factory=dict)
    idle: Usage = field(default_factory=Counter)
    _number: int = 0

    def __post_init__(self) -> None:
        self._stack = Stack(self.laptop.cloud.base_url, self.laptop.credentials, pauses=())

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """What is used from here until all is quiet again is this step's."""
        before = self.tally.used()
        self.tally.writes.clear()
        yield
        self.settle()
        self.steps[name] = between(before, self.tally.used())
        self.writes[name] = list(self.tally.writes)

    def settle(self) -> None:
        """Wait until nothing is under way and the stream is read."""
        self.advance_to(self.now)

    @property
    def now(self) -> datetime:
        """The business time."""
        return self.laptop.cloud.clock.now()

    def advance(self, **span: float) -> None:
        """Let time go on by a span, said as `timedelta` takes it."""
        self.advance_to(self.now + timedelta(**span))

    def advance_to(self, when: datetime) -> None:
        """Let time go on; in a mode that sweeps, the sweeper comes by then."""
        moves = when > self.now
        self.laptop.cloud.clock.advance(when, self.turns.take_all)
        if moves and self.mode.sweeps:
            self.sweep()

    def minute(self) -> None:
        """Let a minute go on, in which the sweeper comes by in a mode that sweeps."""
        self.advance(minutes=1)

    def learn_idle(self) -> None:
        """Find out what a sweep costs that finds nothing."""
        with self.step("minute"):
            self.sweep()
        self.idle = self.steps.pop("minute")

    def sweep(self) -> None:
        """Let the sweeper come by, and count what it does beside looking."""
        self.laptop.cloud.functions.invoke(f"{self.laptop.cloud.stack_name}-sweeper", {})
        for what, much in self.idle.items():
            self.tally.add(what, -much)
        self.settle()

    def shop(self, path: str, body: object = None) -> dict[str, Any]:
        """Call as the storefront."""
        return self._stack.storefront().call("POST", path, body, self._key())

    def person(self, role: PersonRole, who: str, path: str, body: object = None) -> dict[str, Any]:
        """Call as a person."""
        return self._stack.person(role, who).call("POST", path, body, self._key())

    def stored(self, kind: type[R], key: str) -> R:
        """A record as it is now; to look at it is not counted."""
        with self.tally.unmetered():
            record = self.laptop.ports.store.get(kind, key)
        assert record is not None, f"no {kind.__name__} {key}"
        return record

    def _key(self) -> str:
        self._number += 1
        return f"meter-{self._number:06d}"


Play = Callable[[Stage], None]


@contextmanager
def stage(mode: Mode) -> Iterator[Stage]:
    """A fresh Fenrun under the plan, nobody in it yet, with the meter running."""
    without = frozenset({SWEEP, EVENT})
    with ExitStack() as up:
        laptop = up.enter_context(
            Laptop(frozen=True, start_time=BEGINNING, without=without, parameters=mode.parameters)
        )
        tally = Tally()
        up.enter_context(Tap(laptop.cloud, tally).open())
        rule = RuleVersion(kind="plan", number=1, effective_from=BEGINNING, document=PLAN)
        laptop.ports.store.commit([rule])
        turns = Turns(laptop.cloud.activity, Pump(laptop.cloud, tally))
        up.enter_context(turns.in_charge())
        set_up = Stage(laptop, mode, tally, turns)
        if mode.sweeps:
            set_up.learn_idle()
        yield set_up
