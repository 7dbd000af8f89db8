"""`fenrun settle`: a period's settlement, started and watched until a person has to act."""

import click

from fenrun.commands.people import started_by_finance
from fenrun.commands.period_name import PeriodType
from fenrun.terminal.there import There, there_option


@click.command()
@click.argument("period", type=PeriodType())
@click.option("--start", is_flag=True, help="Start it without being asked, if it never was.")
@click.option("--again", is_flag=True, help="Another round, for whoever an earlier one left out.")
@started_by_finance
@there_option
@click.pass_context
def settle(
    ctx: click.Context, period: str, there: There, by: str, *, start: bool, again: bool
) -> None:
    """Settle PERIOD, or look at how its settlement stands.

    A month is 2025-03, a quarter 2025-Q1, a year 2025. One that was never settled is started only
    where you say so; what was started is not started anew. Shows how far it is, and ends where a
    person has to act: somebody else of finance approves, then payees confirm. Ctrl-C leaves it
    running; the same command looks again. Exit code 1: nothing was started, or the API answered a
    problem, such as `period_open`.
    """
    from fenrun.commands import settle_acts

    settle_acts.settle(ctx, period, there, by=by, start=start, again=again)
