"""docs/scenarios.md, in both languages, names all events and fields of scenario files."""

from pathlib import Path
from typing import get_args

import pytest

from infra.scenarios import document
from infra.scenarios.events import AnyEvent
from infra.scenarios.order_events import ScenarioLine

DOCS = Path(document.__file__).parents[2] / "docs"
DESCRIPTIONS = [DOCS / "scenarios.md", DOCS / "scenarios.zh-CN.md"]
EVENTS = get_args(get_args(AnyEvent)[0])


@pytest.mark.parametrize("page", DESCRIPTIONS, ids=lambda page: page.name)
def test_every_event_and_field_is_described(page: Path) -> None:
    rows = [row for row in page.read_text("utf-8").splitlines() if row.startswith("| `")]
    for event in EVENTS:
        for do in get_args(event.model_fields["do"].annotation):
            (row,) = [row for row in rows if f"`{do}`" in row.split("|")[1]]
            for name in event.model_fields.keys() - {"at", "do"}:
                assert f"`{name}`" in row, f"{do}: {name}"


@pytest.mark.parametrize("page", DESCRIPTIONS, ids=lambda page: page.name)
def test_everything_around_the_events_is_described(page: Path) -> None:
    text = page.read_text("utf-8")
    for part in (document.Scenario, document.Person, document.Buyer, ScenarioLine):
        for name in part.model_fields:
            assert f"`{name}`" in text, name
