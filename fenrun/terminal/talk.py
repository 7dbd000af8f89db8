"""What the commands say on stderr when something goes wrong, and the exit codes that go with it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Final

import click
import requests

from fenrun.client import EndlessPages, NoCredential, Problem
from fenrun.documents.unreadable import DocumentError
from fenrun.terminal.console import open_lines
from shared.words.catalogue import in_both

REFUSED: Final = 1
"""Fenrun answered a problem, or failed."""

UNREADABLE: Final = 2
"""A file cannot be read."""

_WHERE_IT_FAILED: Final = re.compile(r"^\w+\(host=.*?\): ")


@contextmanager
def faults_told(ctx: click.Context, url: str | None = None) -> Iterator[None]:
    """Say what went wrong, in words that can be acted on, and end with its exit code.

    What does not answer is the one at the URL, or else the laptop's.
    """
    try:
        yield
    except DocumentError as error:
        click.echo(error, err=True)
        ctx.exit(UNREADABLE)
    except Problem as problem:
        print_problem(problem, _options_of(ctx))
        ctx.exit(REFUSED)
    except NoCredential as error:
        raise click.ClickException(str(error)) from error
    except (requests.RequestException, EndlessPages) as error:
        raise click.ClickException(_no_answer(error, url)) from error


def _no_answer(error: Exception, url: str | None) -> str:
    if isinstance(error, requests.ReadTimeout):
        return in_both("terminal", "slow_answer", {"url": url or "Fenrun", "why": error})
    why = reason_of(error)
    if url is None:
        return in_both("terminal", "laptop_failed", {"why": why})
    return in_both("terminal", "no_answer", {"url": url, "why": why})


def reason_of(error: Exception) -> str:
    """Say why a connection failed, without the pools and objects that it failed in."""
    inner = error.args[0] if error.args else error
    return _WHERE_IT_FAILED.sub("", str(getattr(inner, "reason", None) or inner or error))


def _options_of(ctx: click.Context) -> Mapping[str, str]:
    """Give what a command calls each name of a query: its option."""
    options = (each for each in ctx.command.params if isinstance(each, click.Option))
    return {f"?{option.name}": option.opts[0] for option in options}


def print_problem(error: Problem, options: Mapping[str, str] = MappingProxyType({})) -> None:
    """Print a problem document: its titles, what to do and every field that is wrong, twice.

    What a query names is called as the command's option, where it has one.
    """
    problem = error.document
    console = open_lines(stderr=True)
    titles = " ".join(problem[name] for name in ("title", "title_zh") if name in problem)
    console.print(f"{error.status} {error.code}  {titles}", style="red", markup=False)
    for name in ("detail_zh", "detail", "message"):
        if said := problem.get(name):
            console.print(f"  {said}", markup=False)
    for wrong in problem.get("errors", ()):
        named = {**wrong, "pointer": options.get(wrong["pointer"], wrong["pointer"])}
        console.print("  " + "  ".join(str(part) for part in named.values()), markup=False)
