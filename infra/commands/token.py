"""`fenrun token`: a bearer token for a person, as the brand's login would give it."""

from pathlib import Path
from typing import get_args

import click

from fenrun.terminal.there import data_option
from infra.local.credentials import FILE_NAME, Credentials
from shared.edge.callers.access import PersonRole, is_person_role


@click.command()
@click.argument("role", type=click.Choice(get_args(PersonRole)))
@click.option("--sub", help="Who it is for; by default the role's name, for a distributor A.")
@data_option
def token(role: str, sub: str | None, data: Path) -> None:
    """Print a token for a ROLE, good for twelve hours; nothing else goes to stdout."""
    if not (data / FILE_NAME).exists():
        raise click.ClickException(f"there are no keys in {data} yet; start it first: make run")
    assert is_person_role(role)
    subject = sub or ("A" if role == "distributor" else role)
    click.echo(Credentials.load(data).token(role, subject))
    click.echo(f"{role} {subject}, 12 hours. Use: -H 'Authorization: Bearer TOKEN'", err=True)
