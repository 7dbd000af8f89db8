"""`fenrun replay`: push an order history through the running endpoints, and close the books."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from fenrun.commands.reading_options import reading_options
from fenrun.terminal.there import data_option
from infra.commands.dice import percent
from infra.replay.rule import RULE, Rule

EPILOG = f"""\
What a history does not tell follows from the seed. {RULE}

All dates are shifted by the same number of weeks, to begin within a week of the business time at
which this replay was first begun. The same file, limit and rule are the same replay: run again, it
keeps its dates and has no second effect, and goes on where it was cut off. Another seed is another
replay, with people and orders of its own.
"""


@click.command(epilog=EPILOG)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--limit", type=click.IntRange(min=1), help="Replay only so many orders.")
@click.option("--seed", type=int, default=Rule.seed, show_default=True, help="Choose the dice.")
@percent("alone", Rule.alone, "Percent of buyers whom nobody brings.")
@percent("joins", Rule.joins, "Percent of buyers who become distributors.")
@percent("late", Rule.late, "Percent of orders shipped late.")
@percent("silent", Rule.silent, "Percent of orders whose delivery nobody reports.")
@percent("returns", Rule.returns, "Percent of orders that are asked back.")
@percent("adjusted", Rule.adjusted, "Percent of orders refunded in part after release.")
@reading_options
@data_option
@click.pass_context
def replay(
    ctx: click.Context,
    /,
    file: Path,
    limit: int | None,
    data: Path,
    reading: Mapping[str, Any],
    **shares: int,
) -> None:
    """Push an order history through the running endpoints, under the business clock.

    FILE is a shop's export, or CSV with the columns buyer, date, qty and amount (of all pieces, in
    yuan): fenrun history reads it alone, and tells of layouts. Exit code 0: the books are in order,
    1: they are not or Fenrun failed, 2: a file cannot be read.
    """
    from infra.commands import replay_acts as acts

    acts.replay(ctx, file, limit, data, reading, shares)
