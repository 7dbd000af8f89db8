"""The file of what every step may use: whoever makes one cost more says so in it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from infra.meter.tally import Usage

PATH = Path(__file__).with_name("golden.txt")
HEAD = (
    "# What each step uses of AWS, in units that AWS charges; written by `make meter ARGS=--write`."
)


class Step(NamedTuple):
    """A step of a story in a mode."""

    mode: str
    story: str
    name: str


Steps = Mapping[Step, Usage]


class Difference(NamedTuple):
    """A step uses more or less of something than the file says."""

    step: Step
    what: str
    known: float
    found: float

    @property
    def is_more(self) -> bool:
        return self.found > self.known

    def __str__(self) -> str:
        return f"{' '.join(self.step)}: {self.what} {_figure(self.known)} -> {_figure(self.found)}"


def read_golden(text: str) -> dict[Step, Usage]:
    """Read the file's text."""
    steps: dict[Step, Usage] = {}
    mode = story = ""
    for line in text.splitlines():
        if line.startswith("["):
            mode, story = line.strip("[]").split()
        elif line and not line.startswith("#"):
            name, _, used = line.partition(":")
            steps[Step(mode, story, name)] = _read_usage(used)
    return steps


def write_golden(steps: Steps) -> str:
    """Write steps as the file's text."""
    lines = [HEAD]
    section = ("", "")
    for step, usage in sorted(steps.items(), key=lambda item: item[0][:2]):
        if step[:2] != section:
            section = step[:2]
            lines += ["", f"[{step.mode} {step.story}]"]
        lines.append(f"{step.name}: {_written(usage)}")
    return "\n".join(lines) + "\n"


def differences(known: Steps, found: Steps) -> Iterator[Difference]:
    """Where steps that were played use something else than the file says."""
    for step, usage in found.items():
        before = known.get(step, Counter())
        for what in sorted({*before, *usage}):
            if before[what] != usage[what]:
                yield Difference(step, what, before[what], usage[what])


def _read_usage(text: str) -> Usage:
    usage: Usage = Counter()
    for each in text.split():
        what, _, much = each.partition("=")
        usage[what] = float(much)  # type: ignore[assignment]
    return usage


def _written(usage: Usage) -> str:
    return " ".join(f"{what}={_figure(much)}" for what, much in sorted(usage.items()))


def _figure(much: float) -> str:
    """All of a number's digits that are kept, and no more."""
    return f"{much:.4f}".rstrip("0").rstrip(".")
