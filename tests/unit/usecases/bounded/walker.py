"""Walks the use cases over a store whose lists never end, and notes who would read for ever."""

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any, TypeVar

from infra.scenarios.stage import StoryClock
from shared import usecases
from shared.adapters.calendar_file import load_calendar
from shared.adapters.webhooks.secrets import DerivedSecrets
from shared.domain.commands import Command, Origin
from shared.domain.errors import Refused
from shared.domain.webhooks.deliveries import Answered
from shared.domain.webhooks.jobs import Job
from shared.ports import GivenPorts
from tests.unit.usecases.bench import BEGINNING, ToldChannel
from tests.unit.usecases.bounded.endless import Endless, Unbounded

T = TypeVar("T")

NO_USE_CASES = {
    "lists": "reads lists to their ends, as far as they are consumed",
    "retrying": "reads nothing",
}
WHOLE = {
    "clockwork.advancing.advance": "brings a story's record as far as it goes",
    "clockwork.follow_changes.begin_all": "starts a laptop's machines anew",
    "payouts.settle_period.advance_settlement": "takes all turns of a story's settlement",
    "periods.evaluate_period.advance_evaluation": "takes all turns of a story's evaluation",
}
"""What no request and no sweep does."""

REACHES = ("Ports", "Store", "Lists", "Lookup", "Sellers")


class Walk:
    """A brand over such a store; `ask` is a request, `let` what only brings the story on."""

    def __init__(self) -> None:
        self.store = Endless()
        self.clock = StoryClock(BEGINNING)
        self.channel = ToldChannel()
        secrets = DerivedSecrets(lambda: "a key of thirty-two characters or more", self.clock.now)
        self.ports = GivenPorts(
            self.store,
            self.clock,
            load_calendar(),
            self.channel,
            jobs=self,
            outside=self,
            webhook_secrets=secrets,
        )
        self.unbounded: list[str] = []
        self.walked: set[CodeType] = set()
        self.most: dict[str, int] = {}
        self._commands = 0

    # What is outside.

    def put(self, jobs: Sequence[Job]) -> None: ...

    def require_public(self, url: str) -> None: ...

    def post(self, url: str, headers: object, body: str) -> Answered:
        return Answered(204, None)

    # What a story does.

    def command(self, by: str = "ops") -> Command:
        self._commands += 1
        role = "storefront" if by == "shop" else "operator"
        origin = Origin(by, role, "something", f"request {self._commands}")
        return Command.of(by, "route", f"command {self._commands}", b"", origin=origin)

    def ask(self, use_case: Callable[..., T], *given: Any, **named: Any) -> T:
        """Make a request; one that reads for ever is noted, and done once more with an end."""
        self.store.read, self.store.endless = 0, True
        try:
            with _called(self.walked):
                return _consumed(use_case(*self._first(use_case), *given, **named))
        except Unbounded:
            self.unbounded.append(_name(use_case))
        finally:
            self.store.endless = False
            self.most[_name(use_case)] = max(self.most.get(_name(use_case), 0), self.store.read)
        return self.let(use_case, *given, **named)

    def refused(self, use_case: Callable[..., object], *given: Any, **named: Any) -> None:
        """Make a request that is refused."""
        try:
            self.ask(use_case, *given, **named)
        except Refused:
            return
        raise AssertionError(f"{_name(use_case)} is not refused")

    def let(self, use_case: Callable[..., T], *given: Any, **named: Any) -> T:
        """Do something whose reading is not looked at."""
        return _consumed(use_case(*self._first(use_case), *given, **named))

    def _first(self, use_case: Callable[..., object]) -> list[object]:
        first = next(iter(inspect.signature(use_case).parameters))
        return [self.ports if first.endswith("ports") else self.store]


def times(number: int) -> Callable[[], bool]:
    """Give as much time as somebody may ask for it so often."""
    left = iter(range(number))
    return lambda: next(left, None) is not None


def use_cases() -> dict[str, CodeType]:
    """Find every public function of the use cases that may read, by its name."""
    found = {}
    for module in pkgutil.walk_packages(usecases.__path__, f"{usecases.__name__}."):
        room = module.name.removeprefix(f"{usecases.__name__}.")
        for name, function in vars(importlib.import_module(module.name)).items():
            own = inspect.isfunction(function) and function.__module__ == module.name
            if own and not name.startswith("_") and _reads(function) and room not in NO_USE_CASES:
                found[f"{room}.{name}"] = function.__code__
    return {name: code for name, code in found.items() if name not in WHOLE}


def _reads(function: Callable[..., object]) -> bool:
    given = inspect.signature(function).parameters.values()
    return any(getattr(each.annotation, "__name__", "") in REACHES for each in given)


def _name(function: Callable[..., object]) -> str:
    return f"{function.__module__.removeprefix(f'{usecases.__name__}.')}.{function.__name__}"


def _consumed(answer: T) -> T:
    return list(answer) if isinstance(answer, Iterator) else answer  # type: ignore[return-value]


@contextmanager
def _called(walked: set[CodeType]) -> Iterator[None]:
    """Note what is called in the block."""

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            walked.add(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(before)
