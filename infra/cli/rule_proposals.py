"""What the commands for plans and for policies share: who proposes and decides, and how."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
from rich.console import Console

from infra.cli.client import Client
from infra.cli.deciding import decide, read_proposal
from infra.cli.running import DEFAULT_DATA, Command
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


def approve(client: Client, proposal_id: str, by: str, seen: Iterable[str] = ()) -> dict[str, Any]:
    """Approve a proposal as it is now, as somebody of finance. Errors: ProblemAnswer."""
    version = read_proposal(client, proposal_id)["version"]
    receipt = decide(
        client,
        ("finance", by),
        proposal_id,
        "approval",
        seen=version,
        acknowledged=list(seen),
    )
    outcome: dict[str, Any] = receipt["outcome"]
    return outcome


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
