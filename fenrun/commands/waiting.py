"""`fenrun waiting`: what of the money waits for whom."""

import click

from fenrun.terminal.there import There, there_option


@click.command()
@there_option
@click.pass_context
def waiting(ctx: click.Context, there: There) -> None:
    """Show what waits for whom, and what to do about it.

    Second persons, payees, the payment channel, finance where a payout failed, and somebody's hand
    where a refund did. Exit code 1: the API answered a problem.
    """
    from fenrun.commands import waiting_acts

    waiting_acts.waiting(ctx, there)
