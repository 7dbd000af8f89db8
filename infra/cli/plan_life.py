"""Plans in the running Fenrun: proposed by the operator, decided by finance, listed and shown."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
from rich.console import Console

from infra.cli.client import Client, ProblemAnswer
from infra.cli.console import open_console
from infra.cli.plan_check import UNREADABLE
from infra.cli.plan_tables import print_changes, print_findings
from infra.cli.running import DEFAULT_DATA, client_of, data_option, require_running
from infra.cli.talk import print_problem
from infra.scenarios.strict_yaml import DocumentError
from infra.whatif.plan_file import read_plan_file
from shared.domain.plans.diff import Change
from shared.domain.times import iso_local
from shared.edge.plan_messages import FindingView

PROPOSALS = "/v1/plans/proposals"

by_operator = click.option(
    "--by", default="operator", show_default=True, help="Who proposes it, an operator."
)
by_finance = click.option(
    "--by", default="finance", show_default=True, help="Who decides it, of finance."
)


@click.command()
@click.argument("plan", metavar="FILE")
@by_operator
@data_option
@click.pass_context
def propose(ctx: click.Context, plan: str, by: str, data: Path) -> None:
    """Propose a plan FILE (or a preset) to the running Fenrun; another person has to approve it.

    What it changes and what the guard says of it is printed. Exit code 1: the API answered a
    problem, 2: the file cannot be read.
    """
    try:
        body = {"plan": read_plan_file(plan).document}
    except DocumentError as error:
        click.echo(error, err=True)
        ctx.exit(UNREADABLE)

    def ask(client: Client) -> None:
        receipt = client.as_person("operator", by, "POST", PROPOSALS, body)
        _print_proposal(client, data, receipt["proposal_id"])

    _ask(ctx, data, ask)


@click.command()
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
    path, body = f"{_path(proposal_id)}/approval", {"acknowledged": list(seen)}

    def ask(client: Client) -> None:
        receipt = client.as_person("finance", by, "POST", path, body)
        since = iso_local(datetime.fromisoformat(receipt["effective_from"]))
        click.echo(f"{receipt['plan']} 生效 in force from {since}")

    _ask(ctx, data, ask)


@click.command()
@click.argument("proposal_id", metavar="ID")
@click.option("--reason", required=True, help="Why, for whoever proposed it.")
@by_finance
@data_option
@click.pass_context
def reject(ctx: click.Context, proposal_id: str, reason: str, by: str, data: Path) -> None:
    """Reject the proposal ID. Exit code 1: the API answered a problem."""
    path, body = f"{_path(proposal_id)}/rejection", {"reason": reason}

    def ask(client: Client) -> None:
        client.as_person("finance", by, "POST", path, body)
        click.echo(f"{proposal_id} 已驳回 rejected")

    _ask(ctx, data, ask)


@click.command()
@click.argument("proposal_id", metavar="ID")
@data_option
@click.pass_context
def show(ctx: click.Context, proposal_id: str, data: Path) -> None:
    """Show the proposal ID: what it changes, and what the guard finds in it now."""
    _ask(ctx, data, lambda client: _print_proposal(client, data, proposal_id))


@click.command(name="list")
@data_option
@click.pass_context
def list_plans(ctx: click.Context, data: Path) -> None:
    """List the plan's versions and every open proposal."""
    _ask(ctx, data, lambda client: _print_plans(open_console(), client))


def _ask(ctx: click.Context, data: Path, ask: Callable[[Client], None]) -> None:
    """Ask the running Fenrun; a problem that it answers is told and ends with code 1."""
    client = client_of(require_running(data), data)
    try:
        ask(client)
    except ProblemAnswer as problem:
        print_problem(problem)
        ctx.exit(1)


def _path(proposal_id: str) -> str:
    return f"{PROPOSALS}/{quote(proposal_id, safe='')}"


def _read(client: Client, path: str) -> dict[str, Any]:
    return client.as_person("finance", "finance", "GET", path)


def _print_proposal(client: Client, data: Path, proposal_id: str) -> None:
    console, shown = open_console(), _read(client, _path(proposal_id))
    name = shown["plan"]["name"]
    console.print(f"{proposal_id}  {name}  {shown['state']}", style="bold", markup=False)
    changes = [Change.model_validate(each) for each in shown["changes"]]
    print_changes(console, shown["follows"], name, changes)
    print_findings(console, [FindingView.model_validate(each) for each in shown["findings"]])
    if shown["state"] == "open":
        console.print(_next_step(proposal_id, shown, data), markup=False, soft_wrap=True)


def _next_step(proposal_id: str, shown: dict[str, Any], data: Path) -> str:
    if not shown["allowed"]:
        return "合规检查未通过，不能批准 the guard refuses it: correct the file and propose it anew"
    warnings = [each["code"] for each in shown["findings"] if each["severity"] == "warning"]
    seen = "".join(f" --acknowledge {code}" for code in dict.fromkeys(warnings))
    folder = "" if data == DEFAULT_DATA else f" --data {data}"
    return f"批准 to approve: fenrun plan approve{folder} {proposal_id}{seen}"


def _print_plans(console: Console, client: Client) -> None:
    plans = _read(client, "/v1/plans")
    console.print(f"现行 in force: {plans['in_force']}", style="bold", markup=False)
    for version in plans["versions"]:
        since = iso_local(datetime.fromisoformat(version["effective_from"]))
        console.print(f"  {version['plan']}  生效 from {since}", markup=False)
    for each in plans["proposals"]:
        line = f"  待审 open: {each['proposal_id']}  {each['name']}  by {each['proposed_by']}"
        console.print(line, markup=False)
