"""Every story in tests/data/scenarios ends as it says."""

from pathlib import Path

import pytest

from infra.scenarios.document import read_scenario
from infra.scenarios.play import play
from shared.adapters.calendar_file import load_calendar

STORIES = Path(__file__).parent.parent / "data" / "scenarios"
FILES = sorted(STORIES.rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_story_ends_as_expected(path: Path) -> None:
    scenario = read_scenario(path)
    assert scenario.expect.model_fields_set, "a story that expects nothing cannot fail"

    assert play(scenario, load_calendar()).mismatches == []


def test_every_published_story_is_played() -> None:
    assert len([path for path in FILES if path.parent.name == "published"]) == 10
