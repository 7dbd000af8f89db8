"""What the commands for plans and for policies share: who proposes and decides, and how."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
from rich.console import Console

from infra.cli.client import Client
from infra.cli.running import DEFAULT_DATA, Command, asking, data_option
from infra.cli.times import written
from shared.edge.callers.access import PersonRole


class PersonType(click.ParamType[str]):
    """Who acts, by name alone or as `call` has it: `li`, `finance:li`; one role is right."""

    name = "who"

    def __init__(self, role: PersonRole) -> None:
        self._role = role

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the name; another role is a usage error."""
        role, colon, person = str(value).rpartition(":")
        if colon and role != self._role:
            self.fail(f"{value!r}: this takes {self._role}, like {self._role}:{person or 'li'}")
        if not person:
            self.fail(f"say who, like {self._role}:li")
        return person


def _by(role: PersonRole, help_: str) -> Callable[[Command], Command]:
    return click.option(
        "--by",
        "--as",
        "by",
        type=PersonType(role),
        metavar="WHO",
        default=role,
        show_default=True,
        help=help_,
    )


by_operator = _by("operator", "Who proposes it, an operator.")
by_finance = _by("finance", "Who decides it, of finance.")


def path_of(proposals: str, proposal_id: str) -> str:
    """Give the path of a proposal below that of all proposals."""
    return f"{proposals}/{quote(proposal_id, safe='')}"


def propose(client: Client, proposals: str, by: str, body: object) -> str:
    """Propose something as an operator; gives the proposal's id. Errors: ProblemAnswer."""
    receipt = client.as_person("operator", by, "POST", proposals, body)
    return str(receipt["proposal_id"])


def approve(client: Client, proposal: str, by: str, body: object = None) -> dict[str, Any]:
    """Approve the proposal at a path as somebody of finance. Errors: ProblemAnswer."""
    return client.as_person("finance", by, "POST", f"{proposal}/approval", body)


def rejecting(proposals: str) -> click.Command:
    """Give the command that rejects one of the proposals below a path."""

    @click.command()
    @click.argument("proposal_id", metavar="ID")
    @click.option("--reason", required=True, help="Why, for whoever proposed it.")
    @by_finance
    @data_option
    @click.pass_context
    def reject(ctx: click.Context, proposal_id: str, reason: str, by: str, data: Path) -> None:
        """Reject the proposal ID. Exit code 1: the API answered a problem."""
        path = f"{path_of(proposals, proposal_id)}/rejection"
        with asking(ctx, data) as client:
            client.as_person("finance", by, "POST", path, {"reason": reason})
            click.echo(f"{proposal_id} 已驳回 rejected")

    return reject


def read(client: Client, path: str) -> dict[str, Any]:
    """Read what stands at a path as finance does. Errors: ProblemAnswer."""
    return client.as_person("finance", "finance", "GET", path)


def since(version: dict[str, Any]) -> str:
    """Write from when on a version is in force, local (+08:00)."""
    return written(datetime.fromisoformat(version["effective_from"]))


def print_to_approve(
    console: Console, command: str, proposal_id: str, data: Path, seen: Iterable[str] = ()
) -> None:
    """Print the command that approves a proposal, warnings that it acknowledges included."""
    folder = [] if data == DEFAULT_DATA else ["--data", str(data)]
    words = [command, *folder, proposal_id, *(f"--acknowledge {code}" for code in seen)]
    console.print(f"批准 to approve: {' '.join(words)}", markup=False, soft_wrap=True)
