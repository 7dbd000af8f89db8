"""`fenrun plan compare`: what another plan would have paid for past orders, and whom."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from fenrun.commands.period_name import PeriodType
from fenrun.commands.reading_options import reading_options
from fenrun.terminal.there import There, there_option
from infra.commands.dice import percent
from infra.replay.rule import FOUNDERS, Rule
from infra.whatif.defaults import OLD_PLAN
from infra.whatif.order_example import EXAMPLE
from shared.words.catalogue import in_both

EPILOG = f"""\
Orders are counted net of refunds, and cost what the same engine says that pays them. A rule of a
month, quarter or year counts each sale in the period of its payment.

\b
A file of orders has one JSON object a line, like this on one line:
{EXAMPLE}

People may also have grade, joined, last_violation, last_sale and sold_before; lines price and
category; orders kind, entry, and himself for a buyer who is a distributor.

A purchase history is a shop's export, or CSV with the columns buyer, date, qty, amount (yuan) and
perhaps more: fenrun history reads it alone, and tells of layouts. Its network is made up as for
fenrun replay: {FOUNDERS} people begin, each buyer comes through the link of one who joined before
(--alone percent come through none), and --joins percent of the buyers join after their first order.
All of it follows from the seed. Days before 2000 are moved by 28 years, after which the calendar
repeats itself.
"""


@click.command(epilog=EPILOG)
@click.argument("new", metavar="NEW")
@click.option("--old", help=f"Another plan or preset; by default {OLD_PLAN}, or as orders keep it.")
@click.option(
    "--orders",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare on the orders of a file.",
)
@click.option(
    "--period",
    type=PeriodType(),
    help="Compare on what the running Fenrun was paid in 2025-03, 2025-Q1 …",
)
@click.option(
    "--top",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="Show so many of those who gain the most, and who lose the most.",
)
@click.option("--seed", type=int, default=Rule.seed, show_default=True, help="Choose the dice.")
@reading_options
@percent("alone", Rule.alone, "Percent of buyers whom nobody brings.")
@percent("joins", Rule.joins, "Percent of buyers who become distributors.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@there_option
@click.pass_context
def compare(  # noqa: PLR0913, PLR0917 - an option each
    ctx: click.Context,
    /,
    new: str,
    old: str | None,
    orders: Path | None,
    period: str | None,
    top: int,
    as_json: bool,
    there: There,
    reading: Mapping[str, Any],
    **dice: int,
) -> None:
    """Compare what past orders cost under the plan NEW (a file or a preset) and under an old one.

    Nothing is written. Exit code 0: compared, 1: Fenrun refused or failed, 2: a file cannot be
    read.
    """
    from infra.commands import compare_acts as acts

    _require_one(orders, period)
    acts.compare(ctx, acts.Asked(old, new, orders, period, top, as_json, reading), there, dice)


def _require_one(orders: Path | None, period: str | None) -> None:
    if orders is None and period is None:
        raise click.UsageError(in_both("usage", "which_orders"))
    if orders is not None and period is not None:
        raise click.UsageError(in_both("usage", "one_of_orders"))
