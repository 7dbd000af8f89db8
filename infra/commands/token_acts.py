"""A token as the brand's login would give it."""

from pathlib import Path

import click

from infra.local.credentials import FILE_NAME, Credentials
from shared.edge.callers.access import is_person_role
from shared.words.catalogue import in_both


def token(role: str, sub: str | None, data: Path) -> None:
    """Print a token, and on stderr whose it is."""
    if not (data / FILE_NAME).exists():
        raise click.ClickException(in_both("usage", "keys_missing", {"data": data}))
    assert is_person_role(role)
    subject = sub or ("A" if role == "distributor" else role)
    click.echo(Credentials.load(data).token(role, subject))
    click.echo(f"{role} {subject}, 12 hours. Use: -H 'Authorization: Bearer TOKEN'", err=True)
