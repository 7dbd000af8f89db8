"""What calls a function with what an event source holds: its beginnings, whatever the source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, Protocol, TypeVar

from infra.local.clock.activity import Activity
from infra.local.clock.business_clock import BusinessClock
from infra.local.functions.registry import FunctionRegistry


class Works(NamedTuple):
    """What every consumer works with; `send` takes a queue's ARN, and what nobody could take."""

    clock: BusinessClock
    activity: Activity
    functions: FunctionRegistry
    send: Callable[[str, str], None]


class Calling(Protocol):
    """An event source mapping: it names its function."""

    @property
    def function(self) -> str: ...


M = TypeVar("M", bound=Calling)


class Consumer(Generic[M]):
    """Delivers an event source to the function of its mapping, which must be there."""

    def __init__(self, mapping: M, works: Works) -> None:
        self.mapping = mapping
        self._clock, self._activity, self._functions, self._send = works
        self._functions.get(mapping.function)
