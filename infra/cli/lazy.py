"""A command group that imports a command only to run it or to show its help."""

from collections.abc import Mapping
from importlib import import_module

import click


class LazyGroup(click.Group):
    """Its commands by name, each as `module:attribute`."""

    def __init__(self, *args: object, places: Mapping[str, str], **attributes: object) -> None:
        super().__init__(*args, **attributes)  # type: ignore[arg-type]
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands."""
        return sorted(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command, or None where there is none of that name."""
        if cmd_name not in self._places:
            return None
        module, attribute = self._places[cmd_name].split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command), f"{self._places[cmd_name]} is no command"
        return command
