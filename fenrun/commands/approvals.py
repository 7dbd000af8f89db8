"""`fenrun approvals`, `approve`, `reject`: what waits for a second person, and its decision."""

import json
from collections.abc import Iterator
from datetime import datetime

import click
from rich.console import Console

from fenrun.client import Answer, Stack
from fenrun.client.deciding import APPROVALS, decide, read_proposal
from fenrun.commands.people import acknowledging, by_finance
from fenrun.terminal.console import open_console
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There, there_option
from fenrun.terminal.times import written


@click.command()
@click.argument("proposal_id", metavar="[ID]", required=False)
@there_option
@click.pass_context
def approvals(ctx: click.Context, proposal_id: str | None, there: There) -> None:
    """List what waits for a second person, of whatever kind.

    With an ID: what is proposed, word for word. Exit code 1: the API answered a problem.
    """
    with asking(ctx, there) as stack:
        console = open_console()
        if proposal_id is not None:
            _print_whole(console, read_proposal(stack, proposal_id))
            return
        shown = [_print_line(console, each) for each in _waiting(stack)]
        if not shown:
            console.print("没有待审批事项 nothing waits for a second person")


@click.command()
@click.argument("proposal_id", metavar="ID")
@acknowledging
@click.option("--reason", help="Why, kept for ever.")
@by_finance
@there_option
@click.pass_context
def approve(
    ctx: click.Context,
    proposal_id: str,
    acknowledged: tuple[str, ...],
    reason: str | None,
    by: str,
    there: There,
) -> None:
    """Approve the proposal ID as it stands now: it happens.

    Exit code 1: the API answered a problem, such as `same_person` for one's own proposal.
    """
    with asking(ctx, there) as stack:
        seen = read_proposal(stack, proposal_id)["version"]
        decide(
            stack,
            ("finance", by),
            proposal_id,
            "approval",
            seen=seen,
            reason=reason,
            acknowledged=acknowledged,
        )
        click.echo(f"{proposal_id} 已批准 approved")


@click.command()
@click.argument("proposal_id", metavar="ID")
@click.option("--reason", required=True, help="Why, for whoever proposed it.")
@by_finance
@there_option
@click.pass_context
def reject(ctx: click.Context, proposal_id: str, reason: str, by: str, there: There) -> None:
    """Reject the proposal ID. Exit code 1: the API answered a problem."""
    with asking(ctx, there) as stack:
        seen = read_proposal(stack, proposal_id)["version"]
        decide(stack, ("finance", by), proposal_id, "rejection", seen=seen, reason=reason)
        click.echo(f"{proposal_id} 已驳回 rejected")


def _waiting(stack: Stack) -> Iterator[Answer]:
    for page in stack.staff("finance").pages(APPROVALS):
        yield from page["items"]


def _print_line(console: Console, each: Answer) -> str:
    line = (
        f"{each['proposal_id']}  {each['kind_zh']} {each['kind']}  {each['subject']}  "
        f"{each['proposed_by']}  {_when(each['proposed_at'])}"
    )
    if each["expires_at"]:
        line += f"  至 until {_when(each['expires_at'])}"
    console.print(line, markup=False, soft_wrap=True)
    return line


def _print_whole(console: Console, shown: Answer) -> None:
    head = f"{shown['proposal_id']}  {shown['kind_zh']} {shown['kind']}  {shown['state']}"
    console.print(head, style="bold", markup=False)
    who = f"  {shown['subject']}  {shown['proposed_by']}  {_when(shown['proposed_at'])}"
    console.print(f"{who}  {shown['reason'] or ''}".rstrip(), markup=False, soft_wrap=True)
    console.print_json(json.dumps(shown["content"], ensure_ascii=False))
    if shown["state"] == "open":
        command = f"fenrun approve {shown['proposal_id']}"
        console.print(f"批准 to approve: {command}", markup=False, soft_wrap=True)


def _when(at: str) -> str:
    return written(datetime.fromisoformat(at))
