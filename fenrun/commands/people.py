"""Who acts in a command: options that take a name, of the role that may."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple, TypeVar

import click

from fenrun.roles import PersonRole, is_person_role
from fenrun.terminal.there import There

FIRST_VERSION: Final = 1
"""The version of a proposal that nobody has revised."""

PROPOSERS: Final = frozenset({"finance", "operator", "distributor"})
"""The roles that propose what another person decides."""

Command = TypeVar("Command", bound=Callable[..., object])


class PersonType(click.ParamType[str]):
    """Who acts, by name alone or as `call` has it: `li`, `finance:li`; one role is right."""

    name = "who"

    def __init__(self, role: str) -> None:
        self._role = role

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the name; another role is a usage error."""
        role, colon, person = str(value).rpartition(":")
        if colon and role != self._role:
            self.fail(f"{value!r}: this takes {self._role}, like {self._role}:{person or 'li'}")
        if not person:
            self.fail(f"say who, like {self._role}:li")
        return person


class Who(NamedTuple):
    """A person, in the role that he acts in."""

    role: PersonRole
    name: str


class ProposerType(click.ParamType[Who]):
    """Who has proposed something: `li` of finance, `operator:olga`, `distributor:A`."""

    name = "who"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Who:
        """Give who it is; a role that proposes nothing is a usage error."""
        if isinstance(value, Who):
            return value
        role, _, person = str(value).rpartition(":")
        role = role or "finance"
        if not person or not is_person_role(role) or role not in PROPOSERS:
            self.fail(f"{value!r}: write li, of finance, or one of operator:ID, distributor:ID")
        return Who(role, person)


def _by(role: str, help_: str) -> Callable[[Command], Command]:
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
decided_by_operator = _by("operator", "Who decides it, an operator.")
by_finance = _by("finance", "Who decides it, of finance.")
proposed_by_finance = _by("finance", "Who proposes it, of finance; somebody else approves it.")
started_by_finance = _by("finance", "Who starts it, of finance; somebody else approves it.")

by_proposer = click.option(
    "--by",
    "--as",
    "by",
    type=ProposerType(),
    metavar="WHO",
    default="finance",
    show_default=True,
    help="Who has proposed it: li (of finance), operator:ID, distributor:ID.",
)

seeing = click.option(
    "--seen",
    type=click.IntRange(min=1),
    default=FIRST_VERSION,
    show_default=True,
    metavar="N",
    help="The version that you looked at, as it was shown; a later one is refused.",
)

acknowledging = click.option(
    "--acknowledge",
    "acknowledged",
    multiple=True,
    metavar="CODE",
    help="A warning you have read; once for each of them.",
)


def approve_command(proposal: str, there: There, *who: str) -> str:
    """Write how somebody else approves a proposal that nobody has revised."""
    return there.command("approve", proposal, f"--seen {FIRST_VERSION}", *who)
