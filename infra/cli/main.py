"""The `fenrun` command: a thin group whose commands are loaded when they are called."""

import click

from infra.cli.lazy import LazyGroup

COMMANDS = {
    "advance": "infra.cli.advance:advance",
    "approvals": "infra.cli.approvals:approvals",
    "approve": "infra.cli.approvals:approve",
    "call": "infra.cli.call:call",
    "confirm": "infra.cli.confirm:confirm",
    "explain": "infra.cli.explain:explain",
    "pay": "infra.cli.pay:pay",
    "plan": "infra.cli.plan:plan",
    "policy": "infra.cli.policy:policy",
    "reject": "infra.cli.approvals:reject",
    "relation": "infra.cli.relation:relation",
    "replay": "infra.cli.replay:replay",
    "run": "infra.cli.run:run",
    "simulate": "infra.cli.simulate:simulate",
    "token": "infra.cli.token:token",
}
"""Commands by name, each as `module:attribute`."""


@click.group(
    cls=LazyGroup,
    places=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
def main() -> None:
    """Fenrun: commission for a brand's distribution network, whole on this machine."""
