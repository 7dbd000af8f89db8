"""Where a story is played: a laptop's Fenrun, everybody around it, and the meter."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from fenrun.client import PersonRole, Stack
from infra.local.laptop import SWEEP, Laptop
from infra.meter.modes import Mode
from infra.meter.pump import EVENT, Pump
from infra.meter.tally import Tally, Usage, between
from infra.meter.tap import Tap
from shared.domain.records import Record
from shared.domain.rulebook.versions import RuleVersion

BEGINNING = datetime.fromisoformat("2025-03-03T10:00:00+08:00")
"""A Monday that no day off follows for four weeks."""

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
    pump: Pump
    steps: dict[str, Usage] = field(default_factory=dict)
    idle: Usage = field(default_factory=Counter)
    _number: int = 0

    def __post_init__(self) -> None:
        self._stack = Stack(self.laptop.cloud.base_url, self.laptop.credentials, pauses=())

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """What is used from here until all is quiet again is this step's."""
        before = self.tally.used()
        yield
        self.settle()
        self.steps[name] = between(before, self.tally.used())

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
        """Let time go on; where no machine keeps time, the sweeper comes by then."""
        moves = when > self.now
        self.laptop.cloud.clock.advance(when, self._quieten)
        if moves and not self.mode.starts:
            self.sweep()

    def learn_idle(self) -> None:
        """Find out what a sweep costs that finds nothing, the functions being warm."""
        self.sweep()
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

    def pay(self, order: str) -> None:
        """Let the customer pay by the code that he is given."""
        self.shop(f"/v1/orders/{order}/payment")
        self.laptop.channel.pay(order)

    def stored(self, kind: type[Record], key: str) -> Any:
        """A record as it is now; between steps, for reading it is counted."""
        return self.laptop.ports.store.get(kind, key)

    def listed(self, path: str) -> list[Mapping[str, Any]]:
        """A list as finance reads it; between steps, for reading it is counted."""
        return list(self._stack.person("finance", "fiona").items(path))

    def _quieten(self) -> None:
        self.laptop.cloud.activity.wait_quiet()
        while self.pump.deliver():
            self.laptop.cloud.activity.wait_quiet()

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
        up.enter_context(Tap(laptop.cloud, tally, mode.starts).open())
        rule = RuleVersion(kind="plan", number=1, effective_from=BEGINNING, document=PLAN)
        laptop.ports.store.commit([rule])
        set_up = Stage(laptop, mode, tally, Pump(laptop.cloud, tally))
        set_up.learn_idle()
        yield set_up
