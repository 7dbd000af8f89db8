"""`fenrun plan check`: what the guard finds in a plan document, each finding with its line."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from infra.cli.client import Client
from infra.cli.console import open_console
from infra.cli.findings import print_findings
from infra.cli.judging_clock import Judged, judged_now
from infra.cli.running import asking, data_option
from infra.cli.talk import REFUSED, faults_told
from infra.whatif.plan_file import PlanFile, read_plan_file
from infra.whatif.rule_complaints import line_of
from shared.domain.documents.places import Place, named_path, of_document, pointer_of
from shared.domain.guard.findings import Finding
from shared.domain.guard.guard import findings
from shared.edge.rulebook.plan_messages import FindingView, PlanFindings

OF_THE_NETWORK = ("large_tree", "tree_unread")
"""What only the running Fenrun can say."""

OF_THE_DAY = ("begins_in_past",)
"""What a clock decides: such a finding says which."""


@click.command(short_help="Say what the guard finds in a plan.")
@click.argument("plan", metavar="FILE")
@click.option("--network", is_flag=True, help="Look at the running Fenrun's network as well.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@data_option
@click.pass_context
def check(ctx: click.Context, plan: str, network: bool, as_json: bool, data: Path) -> None:
    """Check a plan FILE (YAML or JSON, or a preset's name) as its proposal and approval would.

    Exit code 0: allowed, perhaps with warnings, 1: the guard refuses it, 2: it cannot be read.
    """
    with faults_told(ctx):
        file = read_plan_file(plan)
        found = _of_file(plan, file, judged_now(data))
    if network:
        with asking(ctx, data) as client:
            found = [*_of_network(client, file), *found]
    allowed = all(each.severity != "error" for each in found)
    if as_json:
        _print_json(plan, allowed, found)
    else:
        print_findings(open_console(), found)
    ctx.exit(0 if allowed else REFUSED)


def _print_json(plan: str, allowed: bool, found: Iterable[FindingView]) -> None:
    findings_ = [each.model_dump() for each in found]
    shown = {"plan": plan, "allowed": allowed, "findings": findings_}
    click.echo(json.dumps(shown, ensure_ascii=False, indent=1))


def _of_file(name: str, file: PlanFile, now: Judged) -> list[FindingView]:
    document = file.document if isinstance(file.document, dict) else {}
    short = Path(name).name
    found = findings(file.plan, at=now.at)
    return [_dated(_placed(short, document, file.lines, each), now) for each in found]


def _dated(finding: FindingView, now: Judged) -> FindingView:
    if finding.code not in OF_THE_DAY:
        return finding
    said = {
        "message": f"{finding.message} {now.words}",
        "message_zh": finding.message_zh + now.words_zh,
    }
    return finding.model_copy(update=said)


def _placed(
    name: str, document: Mapping[str, Any], lines: Mapping[Place, int], finding: Finding
) -> FindingView:
    """Show a finding where it stands in the file: `plan.yaml:14 rules.2`."""
    place = of_document(document, finding.place)
    where = f"{name}:{line_of(place, lines)}" if lines else name
    path = named_path(document, place)
    update = {"place": f"{where} {path}".strip(), "pointer": pointer_of(place)}
    return FindingView.of(finding).model_copy(update=update)


def _of_network(client: Client, file: PlanFile) -> list[FindingView]:
    """Let the running Fenrun say what its network decides. Errors: ProblemAnswer."""
    body = {"plan": file.document}
    answer = client.as_person("operator", "operator", "POST", "/v1/plans/checks", body)
    found = PlanFindings.model_validate_json(json.dumps(answer)).findings
    return [each for each in found if each.code in OF_THE_NETWORK]
