"""Who decides names the version that he looked at; what he cannot decide, he is told a way on."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from fenrun.client import Problem
from fenrun.terminal.console import open_lines, say_way_on
from fenrun.terminal.talk import REFUSED, print_problem
from fenrun.terminal.there import There
from shared.words.catalogue import in_both


@contextmanager
def deciding(ctx: click.Context, there: There, look: Sequence[str]) -> Iterator[None]:
    """Say which command goes on where a decision is refused, and end as any refusal does.

    What is another version now is looked at again; what one has proposed oneself is taken back.
    """
    try:
        yield
    except Problem as problem:
        way_on = _way_on(problem, there, look)
        if way_on is None:
            raise
        print_problem(problem)
        say_way_on(open_lines(stderr=True), *way_on)
        ctx.exit(REFUSED)


def version_in_words(version: int) -> str:
    """Say which version of a proposal is shown."""
    return f"{in_both('terminal', 'proposal_version')} {version}"


def _way_on(problem: Problem, there: There, look: Sequence[str]) -> tuple[str, str] | None:
    if problem.code == "outdated_version":
        return in_both("terminal", "look_again"), " ".join(look)
    if problem.code == "warnings_open":
        return in_both("terminal", "look_at_warnings"), " ".join(look)
    if problem.document.get("reason") == "own_proposal":
        proposal, person = problem.document["proposal_id"], problem.document["person"]
        return in_both("terminal", "take_back"), there.command(
            "withdraw", proposal, f"--by {person}"
        )
    return None
