"""`fenrun call`: one request to the running API, signed or with a token, and its answer."""

import json
import re
from typing import Any

import click

from fenrun.terminal.callers import Caller, as_whom
from fenrun.terminal.there import There, there_option
from shared.words.catalogue import in_both


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
            self.fail(in_both("usage", "json_wanted", {"why": error}))


def _checked_key(_: click.Context, __: click.Parameter, key: str | None) -> str | None:
    if key is not None and not re.fullmatch(r"[\x21-\x7e]{8,64}", key):
        raise click.BadParameter(in_both("usage", "format_key"))
    return key


@click.command()
@click.argument(
    "method", metavar="METHOD", type=click.Choice(("GET", "POST"), case_sensitive=False)
)
@click.argument("path")
@click.argument("body", metavar="[JSON]", type=JsonType(), required=False)
@as_whom("storefront, finance, operator, auditor or distributor:ID; by default as the route wants.")
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
    """Call the API as the shop or as a person: METHOD PATH [JSON].

    The answer goes to stdout, its status to stderr. Exit code 1: the API answered a problem.
    """
    from fenrun.commands import call_acts as acts

    _require_path(path)
    acts.call(ctx, there, caller, (method, path, body, key))


def _require_path(path: str) -> None:
    if not path.startswith("/"):
        raise click.UsageError(in_both("usage", "format_path", {"path": repr(path)}))
