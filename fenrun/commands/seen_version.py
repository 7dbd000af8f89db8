"""Who decides names the version that he looked at; what has changed since is looked at again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from fenrun.client import Problem
from fenrun.terminal.console import open_lines
from fenrun.terminal.talk import REFUSED, print_problem
from shared.words.catalogue import in_both


@contextmanager
def seen_version_told(ctx: click.Context, look: Sequence[str]) -> Iterator[None]:
    """Say how to look at a proposal that is another version now, and end as any refusal does."""
    try:
        yield
    except Problem as problem:
        if problem.code != "outdated_version":
            raise
        print_problem(problem)
        _say_how_to_look(" ".join(look))
        ctx.exit(REFUSED)


def version_in_words(version: int) -> str:
    """Say which version of a proposal is shown."""
    return f"{in_both('terminal', 'proposal_version')} {version}"


def _say_how_to_look(look: str) -> None:
    said = in_both("terminal", "look_again", {"look": look})
    open_lines(stderr=True).print(f"  {said}", markup=False, soft_wrap=True)
