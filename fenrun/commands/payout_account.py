"""`fenrun payout-account`: where a distributor is paid, entered after he has joined."""

import click

from fenrun.commands.people import decided_by_operator
from fenrun.terminal.there import There, there_option


@click.command()
@click.argument("distributor", metavar="ID")
@click.argument("openid", metavar="OPENID")
@click.option("--reason", required=True, help="Why, kept for ever.")
@decided_by_operator
@there_option
@click.pass_context
def payout_account(
    ctx: click.Context, distributor: str, openid: str, reason: str, by: str, there: There
) -> None:
    """Enter the OPENID at which the distributor ID is paid.

    Whoever was left out for want of it can be paid then, by another round or his own withdrawal.
    One that he has already is not changed. Exit code 1: the API answered a problem.
    """
    from fenrun.client import path_of
    from fenrun.terminal.reach import asking
    from shared.words.catalogue import in_both

    with asking(ctx, there) as stack:
        path = "/v1/distributors" + path_of(distributor, "payout-account")
        stack.person("operator", by).post(path, {"openid": openid, "reason": reason})
        click.echo(f"{distributor} {in_both('terminal', 'payout_account_entered')}")
