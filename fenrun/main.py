"""The `fenrun` command: a thin group whose commands are loaded when they are called."""

import click

from fenrun.terminal.lazy import LazyGroup, Place

COMMANDS = {
    "advance": Place(
        "infra.commands.advance:advance", "Move business time on; whatever falls due happens."
    ),
    "approvals": Place(
        "fenrun.commands.approvals:approvals", "List what waits for a second person, or show one."
    ),
    "approve": Place("fenrun.commands.approvals:approve", "Approve what another has proposed."),
    "call": Place("fenrun.commands.call:call", "Call the API, and print its answer."),
    "confirm": Place(
        "infra.commands.confirm:confirm", "Let a payee take his money, at the stand-in."
    ),
    "explain": Place(
        "fenrun.commands.explain:explain", "Explain an order's commission, or a period's awards."
    ),
    "pay": Place("infra.commands.pay:pay", "Let the customer pay an order, at the stand-in."),
    "plan": Place("fenrun.commands.plans:plan", "Check, propose, approve and compare plans."),
    "policy": Place("fenrun.commands.policies:policy", "Check, propose and approve policies."),
    "reject": Place("fenrun.commands.approvals:reject", "Reject what another has proposed."),
    "relation": Place(
        "fenrun.commands.network:relation", "Draw who stands above a distributor, on any day."
    ),
    "replay": Place(
        "infra.commands.replay:replay", "Push an order history through the running endpoints."
    ),
    "run": Place("infra.commands.run:run", "Start the whole system, and stay up until Ctrl-C."),
    "simulate": Place(
        "infra.commands.simulate:simulate", "Play scenario files and compare their end."
    ),
    "token": Place("infra.commands.token:token", "Print a token for a role."),
}
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
