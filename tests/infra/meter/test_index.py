"""An index costs by what becomes of its entry, as AWS lists the cases."""

import pytest

from infra.meter.rules.index import Index
from infra.meter.rules.item_size import Image

TABLE_KEY = ("PK", "SK")
KEYS_ONLY = Index.of(
    {
        "IndexName": "due",
        "KeySchema": [{"AttributeName": "gpk"}, {"AttributeName": "gsk"}],
        "Projection": {"ProjectionType": "KEYS_ONLY"},
    },
    TABLE_KEY,
)
WITH_TITLE = Index.of(
    {
        "IndexName": "due",
        "KeySchema": [{"AttributeName": "gpk"}, {"AttributeName": "gsk"}],
        "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["title"]},
    },
    TABLE_KEY,
)


def item(place: str | None = None, **attributes: str) -> Image:
    key = {"PK": "P", "SK": "S", **({"gpk": "G", "gsk": place} if place else {})}
    return {name: {"S": value} for name, value in {**key, **attributes}.items()}


@pytest.mark.parametrize(
    ("before", "after", "units"),
    [
        pytest.param({}, item("a"), 1, id="a new item with the key"),
        pytest.param(item(), item("a"), 1, id="the key becomes defined"),
        pytest.param(item("a"), item("b"), 2, id="the key changes"),
        pytest.param(item("a"), item(), 1, id="the key is taken away"),
        pytest.param(item("a"), {}, 1, id="the item is deleted"),
        pytest.param(item(), item(body="new"), 0, id="in the index neither before nor after"),
        pytest.param(item("a"), item("a", body="new"), 0, id="what is not projected changes"),
        pytest.param({}, item("a", body="x" * 2_000), 1, id="what is not projected weighs nothing"),
        pytest.param({}, item("a" * 1_100), 2, id="an entry above a kilobyte"),
    ],
)
def test_keys_only(before: Image, after: Image, units: int) -> None:
    assert KEYS_ONLY.write_units(before, after) == units


def test_what_is_projected_changes() -> None:
    assert WITH_TITLE.write_units(item("a", title="old"), item("a", title="new")) == 1
    assert KEYS_ONLY.write_units(item("a", title="old"), item("a", title="new")) == 0


def test_an_item_with_half_of_the_key_has_no_entry() -> None:
    assert KEYS_ONLY.write_units({}, {**item(), "gpk": {"S": "G"}}) == 0
