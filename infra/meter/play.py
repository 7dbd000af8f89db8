"""Stories are played and metered, each in each mode on a Fenrun of its own."""

from collections.abc import Iterable, Iterator

from infra.meter.golden import Step
from infra.meter.modes import Mode
from infra.meter.stage import Play, stage
from infra.meter.stories import happy
from infra.meter.tally import Usage

STORIES: dict[str, Play] = {"happy": happy.play}


def play(modes: Iterable[Mode], stories: Iterable[str]) -> Iterator[tuple[Step, Usage]]:
    """Give every step of the stories as it was played."""
    for mode in modes:
        for story in stories:
            yield from _steps(mode, story)


def _steps(mode: Mode, story: str) -> Iterator[tuple[Step, Usage]]:
    with stage(mode) as scene:
        STORIES[story](scene)
    for name, usage in scene.steps.items():
        yield Step(mode.name, story, name), usage
