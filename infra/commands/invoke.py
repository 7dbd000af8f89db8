"""`fenrun invoke`: one function plays one event, as `sam local invoke` would let it in Docker."""

from pathlib import Path
from typing import TextIO

import click

from fenrun.terminal.there import data_option


@click.command()
@click.argument("function")
@click.argument("event", type=click.File(encoding="utf-8"), required=False)
@data_option
def invoke(function: str, event: TextIO | None, data: Path) -> None:
    """Let a FUNCTION (storefront, order_tasks …) play an EVENT, a file of JSON or `-`.

    Without one, events/FUNCTION.json. It works on what runs with --aws-port, in a process of its
    own; its answer goes to stdout, its log to stderr. It ends with 1 where the function fails, or
    answers a status from 400 on or messages that have to come again.
    """
    from infra.commands import invoke_acts as acts

    acts.invoke(function, event, data)
