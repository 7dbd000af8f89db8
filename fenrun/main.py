"""The `fenrun` command: a thin group whose commands are loaded when they are called."""

import click

from fenrun.terminal.discovery import places_in
from fenrun.terminal.encoding import print_whatever_is_there
from fenrun.terminal.lazy import LazyGroup, Place

LAPTOP = {
    "advance": Place(
        "infra.commands.advance:advance", "Move business time on; whatever falls due happens."
    ),
    "confirm": Place(
        "infra.commands.confirm:confirm", "Let a payee take his money, at the stand-in."
    ),
    "decline": Place(
        "infra.commands.decline:decline", "Let a payee refuse his money, at the stand-in."
    ),
    "invoke": Place(
        "infra.commands.invoke:invoke", "Let one function play one event, without Docker."
    ),
    "pay": Place("infra.commands.pay:pay", "Let the customer pay an order, at the stand-in."),
    "proxy": Place(
        "infra.commands.proxy:proxy", "Let plain HTTP clients call the laptop's Fenrun, signed."
    ),
    "replay": Place(
        "infra.commands.replay:replay", "Push an order history through the running endpoints."
    ),
    "run": Place("infra.commands.run:run", "Start the whole system, and stay up until Ctrl-C."),
    "show": Place("infra.commands.show:show", "Show items of the table, with readable bodies."),
    "simulate": Place(
        "infra.commands.simulate:simulate", "Play scenario files and compare their end."
    ),
    "token": Place("infra.commands.token:token", "Print a token for a role."),
}
"""What is there once the extra `local` is installed, and told of without it."""

COMMANDS = {**LAPTOP, **places_in("fenrun.commands")}
"""Commands by name."""


@click.group(
    cls=LazyGroup,
    places=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def main() -> None:
    """Fenrun: commission for a brand's distribution network.

    Commands speak to the laptop's Fenrun (fenrun run), or to the one at --url.
    """
    print_whatever_is_there()
