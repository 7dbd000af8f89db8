"""`fenrun run`: start everything on this machine, show the sample brand at work, and stay up."""

from pathlib import Path
from typing import Any

import click

from fenrun.terminal.there import data_option
from infra.commands.ports import PORT, port_option
from shared.words.catalogue import in_both

DEFAULT_PORT = 8700


class ParameterType(click.ParamType[tuple[str, str]]):
    """A name and a value, with `=` between them."""

    name = "name=value"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Divide the text; one without `=` is a usage error."""
        name, equals, given = str(value).partition("=")
        if not equals:
            self.fail(in_both("usage", "no_name_and_value", {"written": repr(value)}))
        return name, given


@click.command()
@port_option(DEFAULT_PORT, "the API")
@click.option(
    "--aws-port",
    type=PORT,
    help="Where AWS's tools find table, state machines, queues and secrets; 0: any free port.",
)
@data_option
@click.option("--fresh", is_flag=True, help="Delete Fenrun's own files in the folder first.")
@click.option(
    "--as-it-is", is_flag=True, help="Go on with what the folder holds, though some of it is lost."
)
@click.option("--no-demo", is_flag=True, help="Play no sample order on an empty folder.")
@click.option(
    "--parameter",
    "parameters",
    type=ParameterType(),
    multiple=True,
    help="A value for a parameter of template.yaml: SettlementSchedule=ENABLED, say.",
)
def run(
    data: Path,
    port: int,
    aws_port: int | None,
    parameters: tuple[tuple[str, str], ...],
    fresh: bool,
    as_it_is: bool,
    no_demo: bool,
) -> None:
    """Start the whole system, play one order on an empty folder, and stay up until Ctrl-C.

    The data stays in the folder; business time begins at 2025-03-01 10:00 +08:00.
    """
    from infra.commands import run_acts as acts

    laptop = acts.laptop(data, port, aws_port, dict(parameters))
    acts.run(data, laptop, fresh=fresh, as_it_is=as_it_is, no_demo=no_demo)
