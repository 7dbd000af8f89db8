"""Every code has words, every word has a code; and the checker sees each way to break that."""

from pathlib import Path

import pytest

from infra.checks.all_checks import word_violations
from infra.checks.said_codes import Refusal, Said, read_said, said_in
from infra.checks.word_rules import violations
from shared.words.catalogue import Catalogue
from shared.words.catalogue import catalogue as house
from shared.words.wording import ProblemWords, Words

ROOT = Path(__file__).parents[2]
FEW = Words("At most {most:yuan}.", "最多 {most:yuan}。")
PROBLEM = ProblemWords(422, *[Words("Too much", "过多")] * 3)


def catalogue(text: Words = FEW, **registers: dict[str, Words]) -> Catalogue:
    return Catalogue({"over": PROBLEM}, {"over": {"above": text}}, registers)


def said(*facts: str, code: str | None = "over", reason: str | None = "above") -> Said:
    return Said((Refusal("a.py:1", code, reason, frozenset(facts)),), frozenset(), frozenset())


def test_the_house_words_every_code_and_no_other() -> None:
    assert word_violations(ROOT) == []


def test_every_fault_of_a_field_that_is_worded_is_told() -> None:
    told = {code for register, code in read_said(ROOT).terms if register == "field_fault"}
    assert told == house().registers["field_fault"].keys()


def test_what_fits_breaks_nothing() -> None:
    assert violations(said("most", "beside"), catalogue()) == []


@pytest.mark.parametrize(
    ("calls", "problem"),
    [
        (said("most", code=None), "a.py:1: write code and reason out"),
        (said("most", reason="beyond"), "a.py:1: over.beyond has no words"),
        (said("most", reason="beyond"), "over.above is worded, and nothing refuses so"),
        (said("least"), "a.py:1: the words name most, which is not given"),
        (said("most", "status"), "a.py:1: the problem itself says status"),
        (said("most")._replace(clauses=frozenset({"part"})), "the part part has no words"),
        (said("most")._replace(terms=frozenset({("tone", "low")})), "tone.low has no words"),
    ],
)
def test_a_code_that_does_not_fit_its_words_is_seen(calls: Said, problem: str) -> None:
    assert any(each.startswith(problem) for each in violations(calls, catalogue()))


def test_a_problem_that_nothing_says_is_seen() -> None:
    words = catalogue()
    words = words._replace(problems={**words.problems, "under": PROBLEM})
    assert "under is a problem without reasons" in violations(said("most"), words)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (Words("At most {most}.", "At most {most}."), "over.above: English first, then Chinese"),
        (Words("最多 {most}。", "最多 {most}。"), "over.above: English first, then Chinese"),
        (Words("At most {most}.", "最多。"), "over.above: both languages name the same facts"),
        (Words("At most {most:ell}.", "最多 {most:ell}。"), "over.above: most is written as ell"),
    ],
)
def test_a_text_that_says_less_in_one_language_is_seen(text: Words, problem: str) -> None:
    assert any(each.startswith(problem) for each in violations(said("most"), catalogue(text)))


def test_a_part_that_nobody_says_is_seen() -> None:
    words = catalogue(clause={"part": Words("{it}", "{it}")})
    assert violations(said("most"), words) == ["the part part is worded, and never said"]


def test_words_of_a_code_that_is_no_problem_are_seen() -> None:
    words = catalogue()._replace(problems={})
    assert violations(said("most"), words) == ["over words no problem"]


def test_the_source_is_read_for_what_it_says() -> None:
    source = """
raise Refused("over", "above", most=1)
raise Refused(code, reason)
Unacceptable("bad", "worse", errors, more=2)
Problem("busy", "wait")
Problem(error.code, error.reason, error.facts)
Clause("part", {"it": 1})
in_both("tone", "low"); term(register, code)
"""

    found = said_in({"a.py": source})

    assert sorted(found.refusals, key=str) == sorted(
        [
            Refusal("a.py:2", "over", "above", frozenset({"most"})),
            Refusal("a.py:3", None, None, frozenset()),
            Refusal("a.py:4", "bad", "worse", frozenset({"more"})),
            Refusal("a.py:5", "busy", "wait", None),
        ],
        key=str,
    )
    assert (found.clauses, found.terms) == ({"part"}, {("tone", "low")})
