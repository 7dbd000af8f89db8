"""What a refusal looks like in the terminal."""

import pytest

from fenrun.client import Problem
from fenrun.terminal.talk import print_problem
from shared.edge.http.problems import Unacceptable, field_error, problem_of
from shared.words.wording import Words


def test_a_problem_says_what_to_do_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = field_error("#/amount", Words("expected a whole number", "须为整数"))
    problem = problem_of(Unacceptable("invalid_fields", "fields_named", [wrong]))

    print_problem(Problem(problem.status, problem.members()))

    assert capsys.readouterr().err.splitlines() == [
        "422 invalid_fields  Some fields are invalid 部分字段无效",
        "  请更正所列字段。",
        "  Correct the named fields.",
        "  #/amount  expected a whole number  须为整数",
    ]
