"""Stories are played and metered, each in each mode on a Fenrun of its own."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from infra.meter.golden import Step
from infra.meter.modes import Mode
from infra.meter.stage import Play, stage
from infra.meter.stories import (
    auto_receipt,
    happy,
    idle,
    late,
    partial_refund,
    settlement,
    side_by_side,
    withdrawal,
)
from infra.meter.tally import Usage, Write

STORIES: dict[str, Play] = {
    "happy": happy.play,
    "six": partial(side_by_side.play, 6),
    "twenty-five": partial(side_by_side.play, 25),
    "late": late.play,
    "auto-receipt": auto_receipt.play,
    "partial-refund": partial_refund.play,
    "withdrawal": withdrawal.play,
    "settlement": settlement.play,
    "idle": idle.play,
}


class Played(NamedTuple):
    """A step as it was played: what it used, and each write of its last time."""

    step: Step
    usage: Usage
    writes: Sequence[Write]


def play(modes: Iterable[Mode], stories: Iterable[str]) -> Iterator[Played]:
    """Play stories in modes, and give every step."""
    for mode in modes:
        for story in stories:
            yield from _steps(mode, story)


def _steps(mode: Mode, story: str) -> Iterator[Played]:
    with stage(mode) as scene:
        STORIES[story](scene)
    for name, usage in scene.steps.items():
        yield Played(Step(mode.name, story, name), _rounded(usage), scene.writes.get(name, ()))


def _rounded(usage: Usage) -> Usage:
    """What halves and shares sum up to, without the noise of floating point."""
    return Counter({what: round(much, 4) for what, much in usage.items()})
