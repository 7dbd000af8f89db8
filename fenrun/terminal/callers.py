"""As whom a command calls the API: `finance`, `distributor:A`; by default whom a route is for."""

import json
import re
from collections.abc import Callable
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from fenrun.roles import Role, is_role
from shared.words.catalogue import in_both

if TYPE_CHECKING:
    from fenrun.client import Client, Stack

Command = TypeVar("Command", bound=Callable[..., object])

PREFERRED: tuple[Role, ...] = ("storefront", "finance", "operator", "auditor")


class Caller(NamedTuple):
    """A role, None for nobody in particular, and who has it."""

    role: Role | None
    subject: str = ""


class CallerType(click.ParamType[Caller]):
    """An option like `finance`, `finance:li` or `distributor:A`; a distributor needs an id."""

    name = "who"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Caller:
        """Read the text; an unknown role is a usage error."""
        role, _, subject = value.partition(":")
        if not is_role(role):
            roles = ", ".join((*PREFERRED, "distributor:ID"))
            self.fail(in_both("terminal", "no_role", {"role": role, "roles": roles}))
        if role == "distributor" and not subject:
            self.fail(in_both("terminal", "which_distributor"))
        return Caller(role, subject or role)


def as_whom(help_: str, default: str | None = None) -> Callable[[Command], Command]:
    """Take as whom a command calls, as `caller`."""
    return click.option(
        "--as",
        "caller",
        type=CallerType(),
        default=default,
        show_default=default is not None,
        metavar="WHO",
        help=help_,
    )


def client_of(stack: "Stack", caller: Caller) -> "Client":
    """Call as somebody; as nobody in particular where he has no role."""
    if caller.role is None:
        return stack.anybody()
    if caller.role == "storefront":
        return stack.storefront()
    return stack.person(caller.role, caller.subject)


def default_caller(method: str, path: str) -> Caller:
    """Give whom the access table lets call a path. Errors: a UsageError for a distributor's own."""
    caller = callers_of(method, path)[0]
    if caller.role == "distributor":
        raise click.UsageError(in_both("terminal", "distributors_own", {"path": path}))
    return caller


def callers_of(method: str, path: str) -> list[Caller]:
    """Give whom the access table lets call a path, a distributor without a name last."""
    roles = _roles_of(method, path)
    if roles is None:
        return [Caller("storefront")]  # an unknown path: the API itself says so
    if not roles:
        return [Caller(None)]
    named = [Caller(role, role) for role in PREFERRED if role in roles]
    return [*named, *([Caller("distributor")] if "distributor" in roles else [])]


def _roles_of(method: str, path: str) -> list[str] | None:
    """Give who may call a path by the API's own table; None for an unknown one."""
    bare = path.partition("?")[0]
    for route, methods in _access().items():
        if method.upper() in methods and _pattern(route).fullmatch(bare):
            return methods[method.upper()]
    return None


def _access() -> dict[str, dict[str, list[str]]]:
    text = (resources.files("shared.data") / "access.json").read_text("utf-8")
    table: dict[str, dict[str, list[str]]] = json.loads(text)
    return table


def _pattern(route: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(route)))
