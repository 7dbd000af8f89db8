"""The `fenrun` command: a thin group whose commands are loaded when they are called."""

from importlib import import_module

import click

COMMANDS = {
    "advance": "infra.cli.advance:advance",
    "call": "infra.cli.call:call",
    "confirm": "infra.cli.confirm:confirm",
    "pay": "infra.cli.pay:pay",
    "replay": "infra.cli.replay:replay",
    "run": "infra.cli.run:run",
    "simulate": "infra.cli.simulate:simulate",
    "token": "infra.cli.token:token",
}
"""Commands by name, each as `module:attribute`."""


class LazyGroup(click.Group):
    """A group that imports a command only to run it or to show its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command), f"{COMMANDS[cmd_name]} is no command"
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Fenrun: commission for a brand's distribution network, whole on this machine."""
