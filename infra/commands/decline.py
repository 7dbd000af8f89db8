"""`fenrun decline`: a payee refuses his money on his phone, so that its payout fails."""

from pathlib import Path

import click

from fenrun.terminal.there import data_option


@click.command()
@click.argument("payout_id", metavar="PAYOUT")
@data_option
@click.pass_context
def decline(ctx: click.Context, payout_id: str, data: Path) -> None:
    """The payee of PAYOUT refuses the money at the WeChat Pay stand-in, and its notice arrives.

    The payout has failed then: its money is available to the payee again, and finance can rehearse
    `fenrun retry`.
    """
    from infra.commands import payee_acts as acts

    acts.decline(ctx, payout_id, data)
