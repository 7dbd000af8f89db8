"""What a refusal looks like in the terminal."""

import click
import pytest

from fenrun.client import Problem
from fenrun.commands.lists import links, orders, returns
from fenrun.terminal.talk import faults_told, print_problem
from shared.edge.http.problems import Unacceptable, field_error, problem_of
from shared.edge.http.query import filter_error
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


def test_what_a_query_names_is_called_as_the_command_s_option(
    capsys: pytest.CaptureFixture[str],
) -> None:
    wrong = [
        filter_error("storefront", "storefront_missing"),
        filter_error("order_no", "filter_empty"),
        filter_error("from", "begins_in_the_future", now="2025-04-02T10:00:00+08:00"),
    ]
    problem = problem_of(Unacceptable("invalid_fields", "fields_named", wrong))
    context = click.Context(orders)

    with pytest.raises(click.exceptions.Exit), faults_told(context):
        raise Problem(problem.status, problem.members())

    said = capsys.readouterr().err.splitlines()[3:]
    assert [line.split()[0] for line in said] == ["--storefront", "--number", "--from"]


@pytest.mark.parametrize(
    ("command", "left_out"),
    [(orders, "30 days ago"), (links, "30 days ago"), (returns, "the beginning")],
)
def test_the_help_says_how_far_a_list_goes_back(command: click.Command, left_out: str) -> None:
    (since,) = (each for each in command.params if each.name == "from")
    assert isinstance(since, click.Option)
    assert f"an instant; {left_out}" in str(since.help)
