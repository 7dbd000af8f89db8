"""What the type of a problem leads to."""

import pytest

from shared.edge.service.problem_page import ProblemMeaning, page_of
from shared.words.catalogue import catalogue, is_problem, problem_words


@pytest.mark.parametrize("code", catalogue().problems)
def test_every_code_says_what_to_do_in_both_languages(code: str) -> None:
    told = ProblemMeaning.of(code)
    page = page_of(told)

    assert (told.code, told.status) == (code, problem_words(code).status)
    assert told.remedy.isascii()
    assert not told.remedy_zh.isascii()
    assert f"<code>{code}</code> · HTTP {told.status}" in page
    assert all(f"<code>{each.reason}</code>" in page for each in told.reasons)


def test_its_reasons_name_their_facts() -> None:
    (reason,) = ProblemMeaning.of("over_dispute").reasons
    assert reason.reason == "above_what_was_taken"
    assert "At most {winnable_fen} that chargebacks took" in reason.detail
    assert "{winnable_fen}" in reason.detail_zh


def test_no_word_becomes_a_tag() -> None:
    told = ProblemMeaning.of("internal").changed(meaning="<script>&")
    assert "&lt;script&gt;&amp;" in page_of(told)


def test_what_is_no_code_is_none() -> None:
    assert is_problem("over_refund")
    assert not is_problem("over_charge")
