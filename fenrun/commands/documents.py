"""The commands that all kinds of documents share; a kind says only in what it differs.

What a command needs is loaded when it runs: its help waits for nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from fenrun.commands.people import acknowledging, by_finance, by_operator, seeing
from fenrun.terminal.there import There, there_option

if TYPE_CHECKING:
    from fenrun.documents.kind import DocumentKind


@dataclass(frozen=True)
class Documents:
    """A kind of documents as its commands speak of it; `kind` is its name in `kinds`."""

    kind: str
    noun: str
    file: str
    """What FILE may be."""
    version: str
    """What a version is called, for example."""
    has_network: bool = False
    """Whether its guard looks at the network."""
    acknowledges: bool = False
    """Whether whoever approves it has to name warnings."""

    def commands(self) -> Mapping[str, click.Command]:
        """Give the commands by name."""
        made = (_check, _diff, _propose, _approve, _show, _list)
        return {command.name or "": command for command in (make(self) for make in made)}

    def load(self) -> "DocumentKind[Any]":
        """Give what is needed to read one."""
        from fenrun.documents import kinds

        kind: DocumentKind[Any] = getattr(kinds, self.kind)
        return kind


def _check(documents: Documents) -> click.Command:
    @click.command(
        "check",
        short_help=f"Say what the guard finds in {documents.noun}.",
        help=f"""Check {documents.noun}, {documents.file}, as its proposal and its
        approval would.

        Exit code 0: allowed, perhaps with warnings, 1: the guard refuses it, 2: it cannot be read.
        """,
    )
    @click.argument("name", metavar="FILE")
    @click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
    @there_option
    @click.pass_context
    def check(
        ctx: click.Context, name: str, as_json: bool, there: There, network: bool = False
    ) -> None:
        from fenrun.commands import document_acts as acts

        acts.check(ctx, documents.load(), name, there, network=network, as_json=as_json)

    if documents.has_network:
        help_ = "Look at Fenrun's network as well."
        check.params.append(click.Option(["--network"], is_flag=True, help=help_))
    return check


def _diff(documents: Documents) -> click.Command:
    @click.command(
        "diff",
        short_help=f"Show what changes from {documents.noun} to another.",
        help=f"""Show what changes from {documents.noun} OLD to NEW.

        Each is {documents.file}, or a version in Fenrun ({documents.version}, or 3). Exit code 1:
        the API answered a problem, 2: a file cannot be read.
        """,
    )
    @click.argument("old")
    @click.argument("new")
    @click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
    @there_option
    @click.pass_context
    def diff(ctx: click.Context, old: str, new: str, as_json: bool, there: There) -> None:
        from fenrun.commands import document_acts as acts

        acts.diff(ctx, documents.load(), (old, new), there, as_json=as_json)

    return diff


def _propose(documents: Documents) -> click.Command:
    @click.command(
        "propose",
        short_help=f"Propose {documents.noun}; another person has to approve it.",
        help=f"""Propose {documents.noun}, {documents.file}; another person
        has to approve it.

        What it changes, and what the guard says of it, is printed. Exit code 1: the API answered a
        problem, 2: the file cannot be read.
        """,
    )
    @click.argument("name", metavar="FILE")
    @by_operator
    @there_option
    @click.pass_context
    def propose(ctx: click.Context, name: str, by: str, there: There) -> None:
        from fenrun.commands import document_acts as acts

        acts.propose(ctx, documents.load(), name, by, there)

    return propose


def _approve(documents: Documents) -> click.Command:
    @click.command(
        "approve",
        short_help=f"Approve {documents.noun} of another person.",
        help=f"""Approve {documents.noun} of another person, the proposal ID in the version that
        you looked at.

        It is in force from its day on. Exit code 1: the API answered a problem, such as warnings
        that are not acknowledged, or a revision after you looked.
        """,
    )
    @click.argument("proposal_id", metavar="ID")
    @seeing
    @by_finance
    @there_option
    @click.pass_context
    def approve(
        ctx: click.Context,
        proposal_id: str,
        seen: int,
        by: str,
        there: There,
        acknowledged: tuple[str, ...] = (),
    ) -> None:
        from fenrun.commands import document_acts as acts

        kind = documents.load()
        acts.approve(ctx, kind, proposal_id, there, by=by, seen=seen, acknowledged=acknowledged)

    return acknowledging(approve) if documents.acknowledges else approve


def _show(documents: Documents) -> click.Command:
    @click.command(
        "show",
        short_help="Show a proposal and what it changes, or a version.",
        help=f"""Show the proposal ID: what it changes, and what the guard finds
        in it now.

        A VERSION ({documents.version}, or 3; 0 is the product's default) is shown as its whole
        document.
        """,
    )
    @click.argument("what", metavar="ID|VERSION")
    @there_option
    @click.pass_context
    def show(ctx: click.Context, what: str, there: There) -> None:
        from fenrun.commands import document_acts as acts

        acts.show(ctx, documents.load(), what, there)

    return show


def _list(documents: Documents) -> click.Command:
    @click.command("list", help="List all versions and every open proposal.")
    @there_option
    @click.pass_context
    def list_(ctx: click.Context, there: There) -> None:
        from fenrun.commands import document_acts as acts

        acts.list_(ctx, documents.load(), there)

    return list_
