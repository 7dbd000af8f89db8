"""`fenrun plan diff`: what changes from one plan document to another."""

import json
from pathlib import Path

import click

from infra.cli.console import open_console
from infra.cli.plan_changes import print_changes
from infra.cli.rule_versions import is_version, read_plan_version
from infra.cli.running import asking, data_option
from infra.cli.talk import faults_told
from infra.whatif.plan_file import read_plan_file
from shared.domain.plans.diff import changes
from shared.domain.plans.document import Plan, read_plan


@click.command(short_help="Show what changes from one plan to another.")
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@data_option
@click.pass_context
def diff(ctx: click.Context, old: str, new: str, as_json: bool, data: Path) -> None:
    """Show what changes from the plan OLD to NEW; rules are matched by id.

    Each is a file, a preset, or a version of the running Fenrun (tea-house@3, or 3). Exit code 1:
    the API answered a problem, 2: a file cannot be read.
    """
    before, after = _read(ctx, old, data), _read(ctx, new, data)
    found = changes(before, after)
    if as_json:
        shown = [each.model_dump() for each in found]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        print_changes(open_console(), Path(old).name, Path(new).name, found)


def _read(ctx: click.Context, name: str, data: Path) -> Plan:
    """Read a plan; a file that is called like a version is the file."""
    if is_version(name) and not Path(name).exists():
        with asking(ctx, data) as client:
            return read_plan(read_plan_version(client, name)["plan"])
    with faults_told(ctx):
        return read_plan_file(name).plan
