"""Every code has one status and words, and a problem says both."""

import pytest

from shared.domain.errors import Clause, Refused
from shared.edge.http.problems import (
    Problem,
    Unacceptable,
    field_error,
    problem_of,
)
from shared.words.catalogue import catalogue, problem_words
from shared.words.wording import Words


@pytest.mark.parametrize("code", sorted(catalogue().problems))
def test_a_problem_is_a_client_or_server_error(code: str) -> None:
    assert 400 <= problem_words(code).status <= 599


def test_unknown_things_are_404() -> None:
    problems = catalogue().problems.items()
    assert {words.status for code, words in problems if code.startswith("unknown_")} == {404}


def test_a_problem_says_what_to_do_in_both_languages() -> None:
    refused = Refused("over_refund", "above_what_is_left", refundable_fen=7_90)

    told = problem_of(refused).members()

    assert told["type"] == "/problems/over_refund"
    assert (told["title"], told["title_zh"]) == ("More than is left to refund", "超过可退金额")
    assert told["detail"] == "At most 7.90 of this part can still be refunded; lower the amount."
    assert told["detail_zh"] == "此部分最多还可退 7.90；请降低金额。"
    assert (told["reason"], told["refundable_fen"]) == ("above_what_is_left", 7_90)


def test_what_is_said_in_a_part_of_a_sentence_is_no_member() -> None:
    findings = (Clause("begins_in_past", {"since": "2025-03-01"}), Clause("depth_three"))

    told = problem_of(Refused("invalid", "plan_unfit", findings=findings)).members()

    assert "findings" not in told
    assert "2025-03-01 is past; leave it out" in str(told["detail"])
    assert "; An order pays three depths." in str(told["detail"])
    assert "；每单向上计酬三层" in str(told["detail_zh"])


def test_field_errors_are_members_only_where_there_are_some() -> None:
    assert "errors" not in problem_of(Unacceptable("unauthorized", "nobody_known")).members()
    wrong = field_error("#/a", Words("too small", "太小"))
    told = problem_of(Unacceptable("invalid_fields", "fields_named", [wrong])).members()
    assert told["errors"] == [{"pointer": "#/a", "detail": "too small", "detail_zh": "太小"}]


def test_the_same_problem_has_the_same_members() -> None:
    one, two = (Problem("busy", "others_were_quicker", {"a_fen": 1}).members() for _ in range(2))
    assert one == two


def test_whoever_prefers_chinese_is_told_in_it_with_english_beside() -> None:
    wrong = field_error("#/a", Words("too small", "太小"))
    problem = problem_of(Unacceptable("invalid_fields", "fields_named", [wrong]))

    english, chinese = problem.members(), problem.members("zh")

    both = {
        f"{name}_{language}": told[name]
        for name in ("title", "detail")
        for language, told in (("en", english), ("zh", chinese))
    }
    assert chinese == {**english, **chinese, **both}
    assert chinese["title"] == english["title_zh"] != english["title"]
    assert chinese["errors"] == [
        {"pointer": "#/a", "detail": "太小", "detail_en": "too small", "detail_zh": "太小"}
    ]
