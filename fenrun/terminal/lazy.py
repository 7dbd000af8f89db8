"""A command group that imports a command only to run it or to show its help."""

from collections.abc import Mapping
from errno import EPIPE
from typing import Any, NamedTuple

import click

from fenrun.terminal.extra import load
from fenrun.terminal.usage import told_in_both
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

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Read its own options; what is wrong with them is said in both languages."""
        with told_in_both():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that is named; what is wrong with it is said in both languages.

        A file that it cannot use is named, by no trace.
        """
        try:
            with told_in_both():
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
