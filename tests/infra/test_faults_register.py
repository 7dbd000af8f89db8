"""The register of others' faults has a row for each, and what a row names exists."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
REGISTER = TESTS.parent / "docs" / "decisions" / "0120-faults.md"
ROWS = re.findall(
    r"^\| (W\d+) [^|]+\| ([^|]+) \| ([^|]+) \|$", REGISTER.read_text("utf-8"), re.MULTILINE
)
STORIES = sorted((TESTS / "data" / "scenarios" / "faults").iterdir())


def test_every_fault_has_one_row_in_order() -> None:
    assert [fault for fault, _, _ in ROWS] == [f"W{number}" for number in range(1, 55)]


@pytest.mark.parametrize(("fault", "shown"), [pytest.param(f, shown, id=f) for f, _, shown in ROWS])
def test_what_shows_it_exists(fault: str, shown: str) -> None:
    named = re.findall(r"`([^`]+)`", shown)
    assert named
    assert re.sub(r"`[^`]+`", "", shown).split() == []
    for each in named:
        path, _, test = each.partition("::")
        text = (TESTS / path).read_text("utf-8")
        assert not test or re.search(rf"^def {test}\(", text, re.MULTILINE), f"{path} has no {test}"


@pytest.mark.parametrize("story", STORIES, ids=[story.stem for story in STORIES])
def test_every_story_of_a_fault_stands_in_its_row(story: Path) -> None:
    fault = f"W{int(story.stem[1:3])}"
    [shown] = [shown for found, _, shown in ROWS if found == fault]
    assert f"`data/scenarios/faults/{story.name}`" in shown
