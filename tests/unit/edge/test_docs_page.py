"""The page with the API's description: with its viewer, and where that was not built in."""

import json

import pytest

from shared.edge.service import docs_page as page
from shared.words.catalogue import term


def viewer(*there: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "page_file", lambda name: "" if name in there else None)


def test_where_the_viewer_is_the_page_loads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    viewer(*page.FILES, monkeypatch=monkeypatch)
    shown = page.docs_page("en")
    for name in page.FILES:
        assert f'="docs/{name}"' in shown
    assert "make viewer" not in shown


@pytest.mark.parametrize("language", ["en", "zh"])
def test_where_it_is_not_the_page_says_how_to_come_by_it(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    viewer("start.js", monkeypatch=monkeypatch)
    shown = page.docs_page("zh" if language == "zh" else "en")
    assert getattr(term("page", "viewer_not_there"), language) in shown
    assert "<script" not in shown
    assert 'href="openapi.json"' in shown


def test_what_was_built_in_goes_through_lambda_and_names_its_license() -> None:
    for name in page.FILES:
        text = page.page_file(name)
        if text is None:
            pytest.skip("make viewer puts the viewer's files here")
        # A function answers at most 6 MB, the answer's JSON included.
        assert len(json.dumps({"body": text}).encode()) < 5_000_000
    assert "Apache License" in str(page.page_file("LICENSE"))
