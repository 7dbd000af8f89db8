"""`fenrun retry`: a payout that failed or got no clear answer, tried again without paying twice."""

import click

from fenrun.commands.people import proposed_by_finance
from fenrun.terminal.there import There, there_option


@click.command()
@click.argument("payout_id", metavar="PAYOUT")
@click.option("--reason", required=True, help="Why, kept for ever.")
@proposed_by_finance
@there_option
@click.pass_context
def retry(ctx: click.Context, payout_id: str, there: There, by: str, reason: str) -> None:
    """Try PAYOUT again, in the way that cannot pay twice.

    While the channel has given no clear answer, it is asked now, under the same numbers. What has
    failed for good is proposed to be paid under new ones: somebody else of finance approves. Exit
    code 1: the API answered a problem, such as `illegal_transition` while it may still succeed.
    """
    from fenrun.commands import retry_acts

    retry_acts.retry(ctx, payout_id, there, by=by, reason=reason)
