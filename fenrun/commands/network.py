"""`fenrun relation`: who stands above a distributor, on any day, and who decided it."""

from datetime import date
from typing import Any

import click

from fenrun.terminal.there import There, there_option
from fenrun.terminal.times import read_instant


class DayType(click.ParamType[str]):
    """A day like `2025-03-31`, or an instant; one without an offset is local (+08:00)."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the text; anything else is a usage error."""
        try:
            return _day_or_instant(value)
        except ValueError:
            self.fail(f"{value!r} is no day: give 2025-03-31 or 2025-03-31T10:00+08:00")


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


def _day_or_instant(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return read_instant(text).isoformat()
