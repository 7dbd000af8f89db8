"""A command group that imports a command only to run it or to show its help."""

from collections.abc import Mapping
from errno import EPIPE
from typing import NamedTuple

import click

from fenrun.terminal.extra import load
from shared.words.catalogue import in_both

LONGEST = 80
"""The longest line that a list says of a command."""


class Place(NamedTuple):
    """Where a command is, as `module:attribute`, and what a list says of it."""

    where: str
    said: str


class LazyGroup(click.Group):
    """Commands by name, each with its place; besides those that it is given as they are."""

    def __init__(self, *args: object, places: Mapping[str, Place], **attributes: object) -> None:
        super().__init__(*args, **attributes)  # type: ignore[arg-type]
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands."""
        return sorted([*self._places, *self.commands])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command, or None where there is none of that name."""
        if cmd_name not in self._places:
            return super().get_command(ctx, cmd_name)
        command = load(self._places[cmd_name].where)
        assert isinstance(command, click.Command), f"{cmd_name} is no command"
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a file that it cannot use is named in both languages, by no trace."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.filename is None or error.errno == EPIPE:
                raise
            facts = {"file": str(error.filename), "why": error.strerror or str(error)}
            raise click.ClickException(in_both("terminal", "file_unusable", facts)) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List what each command is for, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._said(name)) for name in self.list_commands(ctx)])

    def _said(self, name: str) -> str:
        place = self._places.get(name)
        return place.said if place else self.commands[name].get_short_help_str(LONGEST)
