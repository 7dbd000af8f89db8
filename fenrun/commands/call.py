"""`fenrun call`: one request to the running API, signed or with a token, and its answer."""

import json
import re
from typing import Any

import click
import requests

from fenrun.client import Stack, answer_of
from fenrun.terminal.callers import Caller, CallerType, default_caller
from fenrun.terminal.console import open_lines
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There, there_option


class JsonType(click.ParamType[object]):
    """An argument that is JSON text."""

    name = "json"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> object:
        """Read the text; what is no JSON is a usage error."""
        try:
            return json.loads(value)
        except ValueError as error:
            self.fail(f"{error}: give JSON in single quotes, like '{{\"amount_fen\": 500}}'")


def _checked_key(_: click.Context, __: click.Parameter, key: str | None) -> str | None:
    if key is not None and not re.fullmatch(r"[\x21-\x7e]{8,64}", key):
        raise click.BadParameter("write 8 to 64 visible ASCII characters")
    return key


@click.command()
@click.argument(
    "method", metavar="METHOD", type=click.Choice(("GET", "POST"), case_sensitive=False)
)
@click.argument("path")
@click.argument("body", metavar="[JSON]", type=JsonType(), required=False)
@click.option(
    "--as",
    "caller",
    type=CallerType(),
    metavar="WHO",
    help="storefront, finance, operator, auditor or distributor:ID; by default as the route wants.",
)
@click.option(
    "--key",
    callback=_checked_key,
    help="The Idempotency-Key of a POST, 8 to 64 visible ASCII characters; by default a new one.",
)
@there_option
@click.pass_context
def call(
    ctx: click.Context,
    method: str,
    path: str,
    body: object,
    caller: Caller | None,
    key: str | None,
    there: There,
) -> None:
    """Call the running API: METHOD PATH [JSON], signed as the storefront or as a person.

    The answer goes to stdout, its status to stderr. Exit code 1: the API answered a problem.
    """
    _require_path(path)
    with asking(ctx, there) as stack:
        asked = (method, path, body, key)
        response = _send(stack, caller or default_caller(method, path), asked)
        _print_answer(response, answer_of(response))


def _require_path(path: str) -> None:
    if not path.startswith("/"):
        raise click.UsageError(f"PATH begins with a slash, like /v1/orders; got {path!r}")


def _send(
    stack: Stack, caller: Caller, request: tuple[str, str, object, str | None]
) -> requests.Response:
    method, path, body, key = request
    if caller.role is None:
        return stack.anybody().ask(method, path, body)
    if caller.role == "storefront":
        return stack.storefront().ask(method, path, body, key)
    return stack.person(caller.role, caller.subject).ask(method, path, body, key)


def _print_answer(response: requests.Response, answer: dict[str, Any]) -> None:
    errors = open_lines(stderr=True)
    errors.print(f"{response.status_code} {response.reason}", style="green")
    if "Location" in response.headers:
        errors.print(f"Location: {response.headers['Location']}", markup=False)
    if answer:
        open_lines().print_json(data=answer, ensure_ascii=False)
