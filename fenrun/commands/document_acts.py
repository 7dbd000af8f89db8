"""What the commands of documents do, whatever the kind."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from fenrun.client import Answer, Stack, path_of
from fenrun.client.deciding import decide
from fenrun.commands.document_checks import (
    allows,
    findings_of_file,
    findings_of_network,
    print_found,
)
from fenrun.commands.document_versions import as_document, is_version, read_version
from fenrun.commands.judging_clock import judged_now
from fenrun.commands.seen_version import deciding, version_in_words
from fenrun.documents.kind import D, DocumentKind
from fenrun.terminal.changes import print_changes
from fenrun.terminal.console import open_console, say_line
from fenrun.terminal.findings import Found, print_findings
from fenrun.terminal.reach import asking
from fenrun.terminal.talk import REFUSED, faults_told
from fenrun.terminal.there import There
from fenrun.terminal.times import written
from shared.domain.documents.changes import Change
from shared.words.catalogue import in_both

Kind = DocumentKind[Any]


def check(
    ctx: click.Context, kind: Kind, name: str, there: There, *, network: bool, as_json: bool
) -> None:
    """Say what the guard finds in a file, and end with 1 where it refuses it."""
    with faults_told(ctx):
        file = kind.read_file(name)
        found = findings_of_file(kind, name, file, judged_now(there))
    if network:
        with asking(ctx, there) as stack:
            found = [*findings_of_network(stack, kind, file), *found]
    print_found(kind, name, found, as_json=as_json)
    ctx.exit(0 if allows(found) else REFUSED)


def diff(
    ctx: click.Context,
    kind: DocumentKind[D],
    names: tuple[str, str],
    there: There,
    *,
    as_json: bool,
) -> None:
    """Print what changes from one document to another."""
    before, after = (_read(ctx, kind, name, there) for name in names)
    found = kind.changes(before, after)
    if as_json:
        shown = [each.model_dump() for each in found]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        print_changes(open_console(), Path(names[0]).name, Path(names[1]).name, found)


def propose(ctx: click.Context, kind: Kind, name: str, by: str, there: There) -> None:
    """Propose a file's document, and print what a second person gets to see."""
    with faults_told(ctx):
        body = {kind.name: kind.read_file(name).document}
    with asking(ctx, there) as stack:
        receipt = stack.person("operator", by).post(kind.proposals, body)
        _print_proposal(open_console(), stack, kind, receipt["proposal_id"], there)


def approve(
    ctx: click.Context,
    kind: Kind,
    proposal_id: str,
    there: There,
    *,
    by: str,
    seen: int,
    acknowledged: Iterable[str],
) -> None:
    """Approve a proposal in the version that was seen, and print from when on it is in force."""
    look = (f"fenrun {kind.name} show", *there.words, proposal_id)
    with asking(ctx, there) as stack, deciding(ctx, there, look):
        outcome = decide(
            stack,
            ("finance", by),
            proposal_id,
            "approval",
            seen=seen,
            acknowledged=tuple(acknowledged),
        )["outcome"]
        click.echo(
            f"{kind.label(outcome)} {in_both('terminal', 'in_force_from')} {_since(outcome)}"
        )


def show(ctx: click.Context, kind: Kind, what: str, there: There) -> None:
    """Print a proposal as a second person gets to see it, or a version as its whole document."""
    with asking(ctx, there) as stack:
        if is_version(what):
            version = read_version(stack, kind, what)
            document = as_document(kind.read(version[kind.name]))
            click.echo(f"# {kind.label(version)}\n{document}")
        else:
            _print_proposal(open_console(), stack, kind, what, there)


def list_(ctx: click.Context, kind: Kind, there: There) -> None:
    """Print all versions, and every open proposal."""
    with asking(ctx, there) as stack:
        console, pages = open_console(), list(stack.staff("finance").pages(kind.path))
        found = pages[0]
        in_force = kind.in_words(found["in_force"])
        now = in_both("terminal", "in_force")
        console.print(f"{now}: {in_force}", style="bold", markup=False)
        for version in (each for page in pages for each in page["items"]):
            since = f"{in_both('terminal', 'in_force_from')} {_since(version)}"
            console.print(f"  {kind.label(version)}  {since}", markup=False)
        for each in found["proposals"]:
            who = "  ".join(
                [
                    *_title(kind, each),
                    f"by {each['proposed_by']}",
                    version_in_words(each["version"]),
                ]
            )
            waits = f"{in_both('terminal', 'open')}: {each['proposal_id']}"
            console.print(f"  {waits}  {who}", markup=False)


def _read(ctx: click.Context, kind: DocumentKind[D], name: str, there: There) -> D:
    """Read a document; a file that is called like a version is the file."""
    if is_version(name) and not Path(name).exists():
        with asking(ctx, there) as stack:
            return kind.read(read_version(stack, kind, name)[kind.name])
    with faults_told(ctx):
        return kind.read_file(name).read


def _print_proposal(
    console: Console, stack: Stack, kind: Kind, proposal_id: str, there: There
) -> None:
    shown = stack.staff("finance").get(kind.proposals + path_of(proposal_id))
    title = _title(kind, shown[kind.name])
    head = "  ".join([proposal_id, *title, shown["state"], version_in_words(shown["version"])])
    console.print(head, style="bold", markup=False)
    changes = [Change.model_validate(each, extra="ignore") for each in shown["changes"]]
    after = title[0] if title else proposal_id
    print_changes(console, kind.in_words(shown["follows"]), after, changes)
    if "findings" in shown:
        print_findings(console, map(Found.of_answer, shown["findings"]))
    if shown["state"] == "open":
        _print_next_step(console, kind, proposal_id, shown, there)


def _print_next_step(
    console: Console, kind: Kind, proposal_id: str, shown: Answer, there: There
) -> None:
    if not shown.get("allowed", True):
        console.print(in_both("terminal", "guard_refuses"), soft_wrap=True)
        return
    found = shown.get("findings", ())
    warnings = dict.fromkeys(each["code"] for each in found if each["severity"] == "warning")
    words = [f"fenrun {kind.name} approve", *there.words, proposal_id, f"--seen {shown['version']}"]
    words += [f"--acknowledge {code}" for code in warnings]
    how = in_both("terminal", "to_approve")
    say_line(console, f"{how}: {' '.join(words)}")


def _title(kind: Kind, proposal: Answer) -> list[str]:
    return [title] if (title := kind.title(proposal)) else []


def _since(version: Answer) -> str:
    return written(datetime.fromisoformat(version["effective_from"]))
