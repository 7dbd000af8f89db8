"""`fenrun relation`: who stands above a distributor, on any day, and who decided it."""

import click

from fenrun.commands.instants import DayType
from fenrun.terminal.there import There, there_option


@click.command()
@click.argument("distributor", metavar="ID")
@click.option("--at", type=DayType(), help="As it stood on a day (at its end) or at an instant.")
@click.option("--json", "as_json", is_flag=True, help="Print the API's answers as JSON.")
@there_option
@click.pass_context
def relation(
    ctx: click.Context, distributor: str, at: str | None, as_json: bool, there: There
) -> None:
    """Draw who stands above the distributor ID, on any day.

    Exit code 1: the API answered a problem.
    """
    from fenrun.commands import network_acts as acts

    acts.relation(ctx, distributor, there, at=at, as_json=as_json)
