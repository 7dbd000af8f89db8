"""How often plan documents are read, and plans compiled."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from shared.domain.engine.engine import Engine
from shared.domain.plans.document import Plan, read_plan
from shared.domain.rulebook import plan_version as rulebook


@dataclass
class Compiling:
    """What the rulebook has read and compiled so far."""

    read: list[object] = field(default_factory=list)
    compiled: list[Plan] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int]:
        return len(self.read), len(self.compiled)

    def reading(self, document: Any) -> Plan:
        self.read.append(document)
        return read_plan(document)

    def compiling(self, plan: Plan) -> Engine:
        self.compiled.append(plan)
        return Engine(plan)


def watched(monkeypatch: pytest.MonkeyPatch) -> Compiling:
    """Count from now on."""
    watch = Compiling()
    monkeypatch.setattr(rulebook, "read_plan", watch.reading)
    monkeypatch.setattr(rulebook, "Engine", watch.compiling)
    return watch
