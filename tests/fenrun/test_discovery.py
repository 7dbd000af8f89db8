"""Commands are found in their modules, without loading one."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fenrun.main import COMMANDS
from fenrun.terminal.discovery import places_in
from fenrun.terminal.lazy import Place

MODULE = '''"""`fenrun tea-house`: tea, and who drinks it."""
import click, nothing_that_exists

@click.command()
def tea_house() -> None:
    """Pour tea.

    Into cups.
    """

@click.group
def guests() -> None:
    """Name the guests."""

@guests.command()
def of_honour() -> None:
    """A command of the group alone."""

def helper() -> None:
    """Boil water."""
'''


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "found_commands"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder
    sys.modules.pop("found_commands", None)


def test_a_module_brings_what_it_declares_at_its_top(package: Path) -> None:
    (package / "tea.py").write_text(MODULE, "utf-8")
    assert places_in("found_commands") == {
        "tea-house": Place("found_commands.tea:tea_house", "Pour tea."),
        "guests": Place("found_commands.tea:guests", "Name the guests."),
    }


def test_a_module_that_serves_others_brings_none(package: Path) -> None:
    (package / "tea.py").write_text(MODULE.replace("`fenrun tea-house`", "`fenrun a b`"), "utf-8")
    assert places_in("found_commands") == {}


def test_a_package_that_is_not_there_brings_none() -> None:
    assert places_in("found_nowhere") == {}


def test_those_of_the_laptop_and_of_any_fenrun_are_there() -> None:
    assert {"run", "simulate", "approvals", "plan"} <= COMMANDS.keys()
    assert all(place.said for place in COMMANDS.values())
