"""What AWS takes for what was used: a dated sheet a region."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from infra.meter.tally import (
    EXPRESS,
    FUNCTION,
    INDEX,
    LIST,
    LOG,
    MESSAGE,
    READ,
    RECORD,
    REQUEST,
    TOLD,
    TRANSITION,
    WRITE,
    Usage,
    invocations,
)

FOLDER = Path(__file__).parent
MILLION, GB, MS = 1_000_000, 1024**3, 1000
COUNTED = (WRITE, LIST, TOLD, INDEX, READ, TRANSITION, EXPRESS, RECORD, REQUEST, MESSAGE)


class Sheet(BaseModel):
    """The prices of one region on one day; the time that a function takes is assumed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    region: str
    currency: str
    date: date
    sources: tuple[str, ...]
    per_million: Mapping[str, Decimal]
    per_gb: Mapping[str, Decimal]
    per_gb_second: Decimal
    assumed_ms: int

    @classmethod
    def of(cls, region: str) -> "Sheet":
        """The sheet of a region."""
        return cls.model_validate(yaml.safe_load((FOLDER / f"{region}.yaml").read_text("utf-8")))

    def price(self, usage: Usage) -> Decimal:
        """What a usage costs."""
        counted = sum((self.per_million[n] * _exact(usage[n]) for n in COUNTED), Decimal(0))
        logs = self.per_gb[LOG] * _exact(usage[LOG]) / GB
        return counted / MILLION + logs + self._functions(usage)

    def _functions(self, usage: Usage) -> Decimal:
        return sum(
            (_exact(much) * self._invocation(name) for name, much in invocations(usage).items()),
            Decimal(0),
        )

    def _invocation(self, name: str) -> Decimal:
        megabytes = int(name.partition(FUNCTION)[2])
        gb_seconds = Decimal(megabytes * self.assumed_ms) / 1024 / MS
        return self.per_million["invocation"] / MILLION + gb_seconds * self.per_gb_second


def regions() -> list[str]:
    """The regions that have a sheet."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def _exact(much: float) -> Decimal:
    return Decimal(str(much))
