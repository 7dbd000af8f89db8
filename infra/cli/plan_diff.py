"""`fenrun plan diff`: what changes from one plan document to another."""

import json
from pathlib import Path

import click

from infra.cli.console import open_console
from infra.cli.plan_changes import print_changes
from infra.cli.talk import faults_told
from infra.whatif.plan_file import read_plan_file
from shared.domain.plans.diff import changes


@click.command(short_help="Show what changes from one plan to another.")
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@click.pass_context
def diff(ctx: click.Context, old: str, new: str, as_json: bool) -> None:
    """Show what changes from the plan OLD to NEW, files or presets; rules are matched by id.

    Exit code 2: a file cannot be read.
    """
    with faults_told(ctx):
        before, after = read_plan_file(old).plan, read_plan_file(new).plan
    found = changes(before, after)
    if as_json:
        shown = [each.model_dump() for each in found]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        print_changes(open_console(), Path(old).name, Path(new).name, found)
