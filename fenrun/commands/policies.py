"""`fenrun policy`: the brand's policy, its deadlines and limits."""

import click

from fenrun.commands.documents import Documents
from fenrun.terminal.lazy import LazyGroup, Place

DOCUMENTS = Documents("POLICY", "a policy", "a FILE (YAML or JSON)", "policy@3")

COMMANDS = {
    "reject": Place("fenrun.commands.approvals:reject", "Reject what another has proposed."),
}


@click.group(cls=LazyGroup, places=COMMANDS, commands=DOCUMENTS.commands())
def policy() -> None:
    """Check, propose, approve and show policies."""
