"""`fenrun policy`: the brand's policy in the running Fenrun, each command loaded when called."""

import click

from infra.cli.lazy import LazyGroup

COMMANDS = {
    "approve": "infra.cli.policy_life:approve",
    "list": "infra.cli.policy_life:list_policies",
    "propose": "infra.cli.policy_life:propose",
    "reject": "infra.cli.approvals:reject",
    "show": "infra.cli.policy_life:show",
}
"""Commands by name, each as `module:attribute`."""


@click.group(cls=LazyGroup, places=COMMANDS)
def policy() -> None:
    """Propose, approve and show policies."""
