"""`fenrun approvals`, `approve`, `reject`: what waits for a second person, and its decision."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from infra.cli.client import Client
from infra.cli.console import open_console
from infra.cli.deciding import APPROVALS, decide, read_proposal
from infra.cli.rule_proposals import by_finance
from infra.cli.running import asking, data_option
from infra.cli.times import written


@click.command(short_help="List what waits for a second person, or show one of it.")
@click.argument("proposal_id", metavar="[ID]", required=False)
@data_option
@click.pass_context
def approvals(ctx: click.Context, proposal_id: str | None, data: Path) -> None:
    """List what waits for a second person, of whatever kind.

    With an ID: what is proposed, word for word. Exit code 1: the API answered a problem.
    """
    with asking(ctx, data) as client:
        console = open_console()
        if proposal_id is not None:
            _print_whole(console, read_proposal(client, proposal_id))
            return
        shown = [_print_line(console, each) for each in _waiting(client)]
        if not shown:
            console.print("没有待审批事项 nothing waits for a second person")


@click.command(short_help="Approve what another person has proposed.")
@click.argument("proposal_id", metavar="ID")
@click.option(
    "--acknowledge",
    "acknowledged",
    multiple=True,
    metavar="CODE",
    help="A warning you have read; once for each of them.",
)
@click.option("--reason", help="Why, kept for ever.")
@by_finance
@data_option
@click.pass_context
def approve(
    ctx: click.Context,
    proposal_id: str,
    acknowledged: tuple[str, ...],
    reason: str | None,
    by: str,
    data: Path,
) -> None:
    """Approve the proposal ID as it stands now: it happens.

    Exit code 1: the API answered a problem, such as `same_person` for one's own proposal.
    """
    with asking(ctx, data) as client:
        seen = read_proposal(client, proposal_id)["version"]
        decide(
            client,
            ("finance", by),
            proposal_id,
            "approval",
            seen=seen,
            reason=reason,
            acknowledged=acknowledged,
        )
        click.echo(f"{proposal_id} 已批准 approved")


@click.command(short_help="Reject what another person has proposed.")
@click.argument("proposal_id", metavar="ID")
@click.option("--reason", required=True, help="Why, for whoever proposed it.")
@by_finance
@data_option
@click.pass_context
def reject(ctx: click.Context, proposal_id: str, reason: str, by: str, data: Path) -> None:
    """Reject the proposal ID. Exit code 1: the API answered a problem."""
    with asking(ctx, data) as client:
        seen = read_proposal(client, proposal_id)["version"]
        decide(client, ("finance", by), proposal_id, "rejection", seen=seen, reason=reason)
        click.echo(f"{proposal_id} 已驳回 rejected")


def _waiting(client: Client) -> Iterator[dict[str, Any]]:
    after: str | None = ""
    while after is not None:
        path = f"{APPROVALS}?after={after}" if after else APPROVALS
        page = client.as_person("finance", "finance", "GET", path)
        yield from page["items"]
        after = page["next"]


def _print_line(console: Console, each: dict[str, Any]) -> str:
    line = (
        f"{each['proposal_id']}  {each['kind_zh']} {each['kind']}  {each['subject']}  "
        f"{each['proposed_by']}  {_when(each['proposed_at'])}"
    )
    if each["expires_at"]:
        line += f"  至 until {_when(each['expires_at'])}"
    console.print(line, markup=False, soft_wrap=True)
    return line


def _print_whole(console: Console, shown: dict[str, Any]) -> None:
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
