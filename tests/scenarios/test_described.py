"""docs/scenarios.md names every event and every field that a scenario file may have."""

from pathlib import Path
from typing import get_args

from infra.scenarios import document
from infra.scenarios.events import AnyEvent
from infra.scenarios.order_events import ScenarioLine

DESCRIPTION = Path(document.__file__).parents[2] / "docs" / "scenarios.md"
EVENTS = get_args(get_args(AnyEvent)[0])


def test_every_event_and_field_is_described() -> None:
    rows = [row for row in DESCRIPTION.read_text().splitlines() if row.startswith("| `")]
    for event in EVENTS:
        for do in get_args(event.model_fields["do"].annotation):
            (row,) = [row for row in rows if f"`{do}`" in row.split("|")[1]]
            for name in event.model_fields.keys() - {"at", "do"}:
                assert f"`{name}`" in row, f"{do}: {name}"


def test_everything_around_the_events_is_described() -> None:
    text = DESCRIPTION.read_text()
    for part in (document.Scenario, document.Person, document.Buyer, ScenarioLine):
        for name in part.model_fields:
            assert f"`{name}`" in text, name
