"""`fenrun approvals`, `approve`, `reject`, `withdraw`: what waits for a second person, decided."""

import click

from fenrun.commands.people import Who, acknowledging, by_finance, by_proposer, seeing
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


@click.command()
@click.argument("proposal_id", metavar="ID")
@seeing
@click.option("--reason", help="Why, kept for ever.")
@by_proposer
@there_option
@click.pass_context
def withdraw(
    ctx: click.Context, proposal_id: str, seen: int, reason: str | None, by: Who, there: There
) -> None:
    """Take your own proposal ID back, as you saw it.

    A settlement that is taken back is over; another round may be started. Exit code 1: the API
    answered a problem, such as `not_proposer`.
    """
    from fenrun.commands import approval_acts as acts

    acts.withdraw(ctx, proposal_id, there, by=by, seen=seen, reason=reason)
