"""What the pages for people name is there: files, headings, commands and their options."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from fenrun.main import main

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
COMMAND = re.compile(
    r"(?:^|`|\$\(|  )fenrun ((?:[a-z][\w-]*[ \n`])+)?((?:[^`\n#|]*))", re.MULTILINE
)
OPTION = re.compile(r"(?<=\s)--[a-z][\w-]*")

named = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def slug(heading: str) -> str:
    """What GitHub makes of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def headings(page: Path) -> set[str]:
    return {slug(each) for each in re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)}


@named
def test_each_link_leads_somewhere(page: Path) -> None:
    for path, heading in LINK.findall(page.read_text("utf-8")):
        target = page.parent / path if path else page
        assert target.exists(), path
        assert not heading or heading in headings(target), f"{path}#{heading}"


def told(page: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Words behind `fenrun` and the options behind them."""
    for words, rest in COMMAND.findall(page.read_text("utf-8")):
        if words.strip(" `\n"):
            yield words.strip(" `\n").split(), OPTION.findall(f" {rest}")


@named
def test_each_command_has_what_is_said_of_it(page: Path) -> None:
    for words, options in told(page):
        command = found(words)
        known = {option for parameter in command.params for option in parameter.opts}
        assert {each for each in options if each != "--help"} <= known, words


def found(words: list[str]) -> click.Command:
    command: click.Command = main
    for word in words:
        if not isinstance(command, click.Group):
            break
        inner = command.get_command(click.Context(command), word)
        assert inner is not None, f"fenrun {' '.join(words)}"
        command = inner
    return command
