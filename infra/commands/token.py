"""`fenrun token`: a bearer token for a person, as the brand's login would give it."""

from pathlib import Path
from typing import get_args

import click

from fenrun.roles import PersonRole
from fenrun.terminal.there import data_option


@click.command()
@click.argument("role", type=click.Choice(get_args(PersonRole)))
@click.option("--sub", help="Who it is for; by default the role's name, for a distributor A.")
@data_option
def token(role: str, sub: str | None, data: Path) -> None:
    """Print a token for a ROLE, good for twelve hours; nothing else goes to stdout."""
    from infra.commands import token_acts as acts

    acts.token(role, sub, data)
