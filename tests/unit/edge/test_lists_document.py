"""docs/lists.md in both languages: it says of which lists there is no last page."""

from pathlib import Path

import pytest

from shared.edge.http.operations import Operation
from shared.words.fields.events import FIELD
from tests.unit.edge.rooms import all_views

DOCS = Path(__file__).parents[3] / "docs"
LISTS = [view.operation for view in all_views() if view.operation.is_list]


def endless() -> list[Operation]:
    """The lists whose `next` is never null."""
    return [it for it in LISTS if it.answer and it.answer.model_fields["next"].annotation is str]


@pytest.mark.parametrize(
    ("document", "said"),
    [("lists.md", "never answers `next: null`"), ("lists.zh-CN.md", "`next` 永不为 null")],
)
def test_a_list_without_a_last_page_is_named(document: str, said: str) -> None:
    text = (DOCS / document).read_text(encoding="utf-8")
    (paragraph,) = (each for each in text.split("\n\n") if said in each)
    assert [it.path for it in endless() if f"`GET {it.path}`" in paragraph] == ["/v1/events"]
    assert len(endless()) == 1


def test_and_so_does_its_field() -> None:
    said = FIELD["Events.next"]
    assert "Never null" in said.en
    assert "永不为 null" in said.zh
