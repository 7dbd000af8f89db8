"""Plans in the running Fenrun: proposed by the operator, decided by finance, listed and shown."""

from pathlib import Path
from typing import Any

import click
from rich.console import Console

from infra.cli import rule_proposals as proposals
from infra.cli.client import Client
from infra.cli.console import open_console
from infra.cli.findings import print_findings
from infra.cli.plan_changes import print_changes
from infra.cli.rule_proposals import by_finance, by_operator
from infra.cli.rule_versions import as_document, is_version, read_plan_version
from infra.cli.running import asking, data_option
from infra.cli.talk import faults_told
from infra.whatif.plan_file import read_plan_file
from shared.domain.documents.changes import Change
from shared.domain.plans.document import read_plan
from shared.edge.rulebook.plan_messages import FindingView

PROPOSALS = "/v1/plans/proposals"


@click.command(short_help="Propose a plan; another person has to approve it.")
@click.argument("plan", metavar="FILE")
@by_operator
@data_option
@click.pass_context
def propose(ctx: click.Context, plan: str, by: str, data: Path) -> None:
    """Propose a plan FILE (or a preset) to the running Fenrun; another person has to approve it.

    What it changes and what the guard says of it is printed. Exit code 1: the API answered a
    problem, 2: the file cannot be read.
    """
    with faults_told(ctx):
        body = {"plan": read_plan_file(plan).document}
    with asking(ctx, data) as client:
        proposal_id = proposals.propose(client, PROPOSALS, by, body)
        _print_proposal(open_console(), client, data, proposal_id)


@click.command(short_help="Approve the plan of another person.")
@click.argument("proposal_id", metavar="ID")
@click.option(
    "--acknowledge",
    "seen",
    multiple=True,
    metavar="CODE",
    help="A warning you have read; once for each of them.",
)
@by_finance
@data_option
@click.pass_context
def approve(
    ctx: click.Context, proposal_id: str, seen: tuple[str, ...], by: str, data: Path
) -> None:
    """Approve the proposal ID of another person: its plan is in force from its day on.

    Exit code 1: the API answered a problem, such as warnings that are not acknowledged.
    """
    with asking(ctx, data) as client:
        receipt = proposals.approve(client, proposal_id, by, seen)
        click.echo(f"{receipt['label']} 生效 in force from {proposals.since(receipt)}")


@click.command(short_help="Show a proposal with its findings, or a version.")
@click.argument("what", metavar="ID|VERSION")
@data_option
@click.pass_context
def show(ctx: click.Context, what: str, data: Path) -> None:
    """Show the proposal ID: what it changes, and what the guard finds in it now.

    A VERSION (tea-house@3, or 3; 0 is the product's default) is shown as its whole document.
    """
    with asking(ctx, data) as client:
        if is_version(what):
            _print_version(read_plan_version(client, what))
        else:
            _print_proposal(open_console(), client, data, what)


@click.command(name="list")
@data_option
@click.pass_context
def list_plans(ctx: click.Context, data: Path) -> None:
    """List the plan's versions and every open proposal."""
    with asking(ctx, data) as client:
        _print_plans(open_console(), proposals.read(client, "/v1/plans"))


def _print_version(version: dict[str, Any]) -> None:
    click.echo(f"# {version['label']}\n{as_document(read_plan(version['plan']))}")


def _print_proposal(console: Console, client: Client, data: Path, proposal_id: str) -> None:
    shown = proposals.read(client, proposals.path_of(PROPOSALS, proposal_id))
    name = shown["plan"]["name"]
    console.print(f"{proposal_id}  {name}  {shown['state']}", style="bold", markup=False)
    changes = [Change.model_validate(each) for each in shown["changes"]]
    print_changes(console, shown["follows"], name, changes)
    print_findings(console, [FindingView.model_validate(each) for each in shown["findings"]])
    if shown["state"] == "open":
        _print_next_step(console, proposal_id, shown, data)


def _print_next_step(console: Console, proposal_id: str, shown: dict[str, Any], data: Path) -> None:
    if not shown["allowed"]:
        console.print(
            "合规检查未通过，不能批准 the guard refuses it: correct the file and propose it anew",
            soft_wrap=True,
        )
        return
    warnings = [each["code"] for each in shown["findings"] if each["severity"] == "warning"]
    seen = dict.fromkeys(warnings)
    proposals.print_to_approve(console, "fenrun plan approve", proposal_id, data, seen)


def _print_plans(console: Console, plans: dict[str, Any]) -> None:
    console.print(f"现行 in force: {plans['in_force']}", style="bold", markup=False)
    for version in plans["versions"]:
        line = f"  {version['plan']}  生效 from {proposals.since(version)}"
        console.print(line, markup=False)
    for each in plans["proposals"]:
        line = f"  待审 open: {each['proposal_id']}  {each['name']}  by {each['proposed_by']}"
        console.print(line, markup=False)
