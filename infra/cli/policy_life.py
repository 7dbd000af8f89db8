"""Policies in the running Fenrun: proposed by the operator, decided by finance, listed, shown."""

from pathlib import Path
from typing import Any

import click
from rich.console import Console

from infra.cli import rule_proposals as proposals
from infra.cli.client import Client
from infra.cli.console import open_console
from infra.cli.policy_file import read_policy_file
from infra.cli.rule_proposals import by_finance, by_operator
from infra.cli.rule_versions import as_document, is_version, read_policy_version
from infra.cli.running import asking, data_option
from infra.cli.talk import faults_told
from shared.domain.policy.policy import read_policy

POLICIES = "/v1/policies"
PROPOSALS = f"{POLICIES}/proposals"


@click.command(short_help="Propose a policy; another person has to approve it.")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@by_operator
@data_option
@click.pass_context
def propose(ctx: click.Context, path: Path, by: str, data: Path) -> None:
    """Propose the policy in FILE to the running Fenrun; another person has to approve it.

    What it leaves out is the product's default. Exit code 1: the API answered a problem, 2: the
    file cannot be read.
    """
    with faults_told(ctx):
        body = {"policy": read_policy_file(path)}
    with asking(ctx, data) as client:
        proposal_id = proposals.propose(client, PROPOSALS, by, body)
        _print_proposal(open_console(), client, data, proposal_id)


@click.command()
@click.argument("proposal_id", metavar="ID")
@by_finance
@data_option
@click.pass_context
def approve(ctx: click.Context, proposal_id: str, by: str, data: Path) -> None:
    """Approve the proposal ID of another person. Exit code 1: the API answered a problem."""
    with asking(ctx, data) as client:
        receipt = proposals.approve(client, proposal_id, by)
        number, since = receipt["number"], proposals.since(receipt)
        click.echo(f"policy@{number} 生效 in force from {since}")


@click.command(short_help="Show a proposal and what it changes, or a version.")
@click.argument("what", metavar="ID|VERSION")
@data_option
@click.pass_context
def show(ctx: click.Context, what: str, data: Path) -> None:
    """Show the proposal ID and what it changes.

    A VERSION (policy@3, or 3; 0 is the product's default) is shown as its whole document.
    """
    with asking(ctx, data) as client:
        if is_version(what):
            _print_version(read_policy_version(client, what))
        else:
            _print_proposal(open_console(), client, data, what)


@click.command(name="list")
@data_option
@click.pass_context
def list_policies(ctx: click.Context, data: Path) -> None:
    """List the policy's versions and every open proposal."""
    with asking(ctx, data) as client:
        _print_policies(open_console(), proposals.read(client, POLICIES))


def _print_version(version: dict[str, Any]) -> None:
    click.echo(f"# policy@{version['number']}\n{as_document(read_policy(version['policy']))}")


def _print_proposal(console: Console, client: Client, data: Path, proposal_id: str) -> None:
    shown = proposals.read(client, proposals.path_of(PROPOSALS, proposal_id))
    console.print(f"{proposal_id}  {shown['state']}", style="bold", markup=False)
    console.print(f"  变更 changes of policy@{shown['follows']}:", markup=False)
    for each in shown["changes"]:
        line = f"  {each['path']}: {_word(each['before'])} -> {_word(each['after'])}"
        console.print(line, markup=False, soft_wrap=True)
    if not shown["changes"]:
        console.print("  没有变化 nothing changes")
    if shown["state"] == "open":
        proposals.print_to_approve(console, "fenrun policy approve", proposal_id, data)


def _word(value: object) -> str:
    return "-" if value is None else str(value)


def _print_policies(console: Console, policies: dict[str, Any]) -> None:
    in_force = f"现行 in force: policy@{policies['in_force']}"
    console.print(in_force, style="bold", markup=False)
    for version in policies["versions"]:
        line = f"  policy@{version['number']}  生效 from {proposals.since(version)}"
        console.print(line, markup=False)
    for each in policies["proposals"]:
        line = f"  待审 open: {each['proposal_id']}  by {each['proposed_by']}"
        console.print(line, markup=False)
