"""What the end-to-end story leaves out, room by room: `permissions/<room>.py` has a room's cases.

`CASES` are played on one bench, one after the other, each with people and orders of its own, and
`AFTERWARDS` behind all of them; what only machines do, and what wants no review of payouts,
stands in `BY_MACHINES`; what needs a bench of its own in `ALONE`.
"""

from importlib import import_module
from pathlib import Path
from types import ModuleType

from infra.local.laptop import Laptop
from infra.running.brand import brand_of
from tests.end_to_end.story import BEGINNING, STORY, play
from tests.infra.permission_bench import REVIEWED, set_plan
from tests.laptop_bench import Bench, running


def play_everything() -> None:
    """Play the story with machines, and with the sweeper alone; then every case, in both ways."""
    for workflows in (True, False):
        with Laptop(frozen=True, start_time=BEGINNING, workflows=workflows) as laptop:
            play(brand_of(laptop), STORY)
        with running(workflows=workflows) as bench:
            bench.set_policy(payout=REVIEWED)
            set_plan(bench)
            _play_cases(bench, "CASES", "AFTERWARDS")
    with running() as bench:
        _play_cases(bench, "BY_MACHINES")
    for room in _rooms():
        for case in getattr(room, "ALONE", ()):
            case()


def _play_cases(bench: Bench, *groups: str) -> None:
    for when in groups:
        for room in _rooms():
            for case in getattr(room, when, ()):
                case(bench)


def _rooms() -> list[ModuleType]:
    names = sorted(path.stem for path in (Path(__file__).parent / "permissions").glob("*.py"))
    return [import_module(f"tests.infra.permissions.{name}") for name in names]
