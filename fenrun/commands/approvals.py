"""`fenrun approvals`, `approve`, `reject`: what waits for a second person, and its decision."""

import click

from fenrun.commands.people import acknowledging, by_finance, seeing
from fenrun.terminal.there import There, there_option


@click.command()
@click.argument("proposal_id", metavar="[ID]", required=False)
@there_option
@click.pass_context
def approvals(ctx: click.Context, proposal_id: str | None, there: There) -> None:
    """List what waits for a second person, of whatever kind.

    With an ID: what is proposed, word for word. Exit code 1: the API answered a problem.
    """
    from fenrun.commands import approval_acts as acts

    if proposal_id is None:
        acts.list_(ctx, there)
    else:
        acts.show(ctx, proposal_id, there)


@click.command()
@click.argument("proposal_id", metavar="ID")
@seeing
@acknowledging
@click.option("--reason", help="Why, kept for ever.")
@by_finance
@there_option
@click.pass_context
def approve(
    ctx: click.Context,
    proposal_id: str,
    seen: int,
    acknowledged: tuple[str, ...],
    reason: str | None,
    by: str,
    there: There,
) -> None:
    """Approve the proposal ID as you saw it: it happens.

    Exit code 1: the API answered a problem, such as `same_person` for one's own proposal, or
    `outdated_version` for one that was revised after you looked.
    """
    from fenrun.commands import approval_acts as acts

    acts.approve(
        ctx, proposal_id, there, by=by, seen=seen, reason=reason, acknowledged=acknowledged
    )


@click.command()
@click.argument("proposal_id", metavar="ID")
@seeing
@click.option("--reason", required=True, help="Why, for whoever proposed it.")
@by_finance
@there_option
@click.pass_context
def reject(
    ctx: click.Context, proposal_id: str, seen: int, reason: str, by: str, there: There
) -> None:
    """Reject the proposal ID as you saw it.

    Exit code 1: the API answered a problem.
    """
    from fenrun.commands import approval_acts as acts

    acts.reject(ctx, proposal_id, there, by=by, seen=seen, reason=reason)
