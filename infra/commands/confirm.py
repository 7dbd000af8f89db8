"""`fenrun confirm`: a payee takes his money on his phone."""

from pathlib import Path

import click

from fenrun.terminal.there import data_option


@click.command()
@click.argument("payout_id")
@data_option
@click.pass_context
def confirm(ctx: click.Context, payout_id: str, data: Path) -> None:
    """The payee takes the money of PAYOUT_ID at the WeChat Pay stand-in, and its notice arrives."""
    from infra.commands import payee_acts as acts

    acts.confirm(ctx, payout_id, data)
