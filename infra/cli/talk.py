"""What the commands say on stderr when something goes wrong, and the exit codes that go with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click
import requests

from infra.cli.client import ProblemAnswer
from infra.cli.console import open_lines
from infra.replay.history import HistoryError
from infra.scenarios.strict_yaml import DocumentError

REFUSED: Final = 1
"""The running Fenrun answered a problem, or failed."""

UNREADABLE: Final = 2
"""A file cannot be read."""


@contextmanager
def faults_told(ctx: click.Context) -> Iterator[None]:
    """Say what went wrong, in words that can be acted on, and end with its exit code."""
    try:
        yield
    except (DocumentError, HistoryError) as error:
        click.echo(error, err=True)
        ctx.exit(UNREADABLE)
    except ProblemAnswer as problem:
        print_problem(problem)
        ctx.exit(REFUSED)
    except requests.RequestException as error:
        raise click.ClickException(
            f"Fenrun failed: {error}. Start it again (make run), then repeat this command"
        ) from error


def print_problem(error: ProblemAnswer) -> None:
    """Print a problem document: its titles, what to do and every field that is wrong, twice."""
    problem = error.problem
    console = open_lines(stderr=True)
    titles = " ".join(problem[name] for name in ("title", "title_zh") if name in problem)
    console.print(f"{error.status} {problem.get('code', '')}  {titles}", style="red", markup=False)
    for name in ("detail_zh", "detail", "message"):
        if said := problem.get(name):
            console.print(f"  {said}", markup=False)
    for wrong in problem.get("errors", ()):
        console.print("  " + "  ".join(str(part) for part in wrong.values()), markup=False)
