"""`fenrun plan check`: what the guard finds in a plan document, each finding with its line."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from infra.cli.client import ProblemAnswer
from infra.cli.console import open_console
from infra.cli.plan_tables import print_findings
from infra.cli.running import client_of, data_option, require_running
from infra.cli.talk import print_problem
from infra.scenarios.strict_yaml import DocumentError
from infra.whatif.plan_file import PlanFile, read_plan_file
from shared.domain.plans.faults import Place, of_document, path_of, pointer_of
from shared.domain.plans.findings import Finding
from shared.domain.plans.guard import findings
from shared.edge.plan_messages import FindingView, PlanFindings

REFUSED, UNREADABLE = 1, 2
OF_THE_NETWORK = ("large_tree", "tree_unread")


@click.command()
@click.argument("plan", metavar="FILE")
@click.option("--network", is_flag=True, help="Look at the running Fenrun's network as well.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@data_option
@click.pass_context
def check(ctx: click.Context, plan: str, network: bool, as_json: bool, data: Path) -> None:
    """Check a plan FILE (YAML or JSON, or a preset's name) as its approval would.

    Exit code 0: allowed, perhaps with warnings, 1: the guard refuses it, 2: it cannot be read.
    """
    try:
        file = read_plan_file(plan)
        found = [*_of_file(plan, file), *(_of_network(file, data) if network else ())]
    except DocumentError as error:
        click.echo(error, err=True)
        ctx.exit(UNREADABLE)
    except ProblemAnswer as problem:
        print_problem(problem)
        ctx.exit(REFUSED)
    allowed = all(each.severity != "error" for each in found)
    if as_json:
        shown = {
            "plan": plan,
            "allowed": allowed,
            "findings": [each.model_dump() for each in found],
        }
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        print_findings(open_console(), found)
    ctx.exit(0 if allowed else REFUSED)


def _of_file(name: str, file: PlanFile) -> list[FindingView]:
    document = file.document if isinstance(file.document, dict) else {}
    short = Path(name).name
    return [_placed(short, document, file.lines, each) for each in findings(file.plan)]


def _placed(
    name: str, document: Mapping[str, Any], lines: Mapping[Place, int], finding: Finding
) -> FindingView:
    """Show a finding where it stands in the file: `plan.yaml:14 rules.2`."""
    place = of_document(document, finding.place)
    known = place
    while known and known not in lines:
        known = known[:-1]
    where = f"{name}:{lines[known]}" if lines else name
    update = {"place": f"{where} {path_of(place)}".strip(), "pointer": pointer_of(place)}
    return FindingView.of(finding).model_copy(update=update)


def _of_network(file: PlanFile, data: Path) -> list[FindingView]:
    client = client_of(require_running(data), data)
    body = {"plan": file.document}
    answer = client.as_person("operator", "operator", "POST", "/v1/plans/checks", body)
    found = PlanFindings.model_validate_json(json.dumps(answer)).findings
    return [each for each in found if each.code in OF_THE_NETWORK]
