"""The tables of codes tell what the words say, and nothing older."""

from typing import get_args

import pytest

from infra.codes import DOCS, PAGES, Page, written
from shared.domain.guard.findings import FindingCode
from shared.words.catalogue import catalogue


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_the_published_table_is_what_the_words_say(page: Page) -> None:
    published = (DOCS / page.file).read_text("utf-8")
    assert published == written(page), "run `make codes` and look at what changed"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
def test_every_problem_and_finding_has_a_row(page: Page) -> None:
    rows = written(page).splitlines()
    for code in (*catalogue().problems, *get_args(FindingCode)):
        assert any(row.startswith(f"| `{code}` |") for row in rows), code


def test_a_fact_is_shown_by_its_name() -> None:
    english = written(PAGES[0])
    assert "At most {refundable_fen} of this part can still be refunded" in english
    assert ":yuan}" not in english
