"""`fenrun plan`: what concerns a plan before it pays anybody."""

import click

from fenrun.commands.documents import Documents
from fenrun.terminal.lazy import LazyGroup, Place

DOCUMENTS = Documents(
    "PLAN",
    "a plan",
    "a FILE (YAML or JSON) or a preset's name",
    "tea-house@3",
    has_network=True,
    acknowledges=True,
)

COMMANDS = {
    "compare": Place("infra.commands.compare:compare", "Say what past orders cost under a plan."),
    "reject": Place("fenrun.commands.approvals:reject", "Reject what another has proposed."),
    "schema": Place("fenrun.commands.plan_schema:schema", "Print the JSON Schema of plans."),
}
"""Those that only plans have, and one that everything proposed has."""


@click.group(cls=LazyGroup, places=COMMANDS, commands=DOCUMENTS.commands())
def plan() -> None:
    """Check, propose, approve and compare plans."""
