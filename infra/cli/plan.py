"""`fenrun plan`: what concerns a plan before it pays anybody, each command loaded when called."""

import click

from infra.cli.lazy import LazyGroup

COMMANDS = {
    "approve": "infra.cli.plan_life:approve",
    "check": "infra.cli.plan_check:check",
    "compare": "infra.cli.plan_compare:compare",
    "diff": "infra.cli.plan_diff:diff",
    "list": "infra.cli.plan_life:list_plans",
    "propose": "infra.cli.plan_life:propose",
    "reject": "infra.cli.approvals:reject",
    "schema": "infra.cli.plan_schema:schema",
    "show": "infra.cli.plan_life:show",
}
"""Commands by name, each as `module:attribute`."""


@click.group(cls=LazyGroup, places=COMMANDS)
def plan() -> None:
    """Check, propose, approve and compare plans."""
