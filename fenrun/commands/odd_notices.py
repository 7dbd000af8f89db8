"""`fenrun odd-notices`: what the payment channel reported that does not fit, and its decision.

Where money moves, another person of finance approves it.
"""

from typing import Any

import click

from fenrun.commands.list_options import listing
from fenrun.commands.people import by_finance
from fenrun.terminal.there import There, there_option

CHOICES = ("take", "pay_back", "count_paid", "make_available", "note")


@click.group("odd-notices")
def odd_notices() -> None:
    """List, show and resolve what fits no order or payout."""


@odd_notices.command("list")
@click.option("--resolved", is_flag=True, help="Those that are resolved, instead.")
@listing
def list_(ctx: click.Context, resolved: bool, **asked: Any) -> None:
    """List what waits for a decision, the longest kept first."""
    from fenrun.commands import odd_notice_acts as acts

    acts.list_(ctx, state="resolved" if resolved else "open", **asked)


@odd_notices.command("show")
@click.argument("notice", metavar="ID")
@there_option
@click.pass_context
def show(ctx: click.Context, notice: str, there: There) -> None:
    """Show the odd notice ID: its facts, what to do next, what became of it."""
    from fenrun.commands import odd_notice_acts as acts

    acts.show(ctx, notice, there)


@odd_notices.command("resolve")
@click.argument("notice", metavar="ID")
@click.argument("choice", type=click.Choice(CHOICES))
@click.option("--reason", required=True, help="Why, kept for ever.")
@by_finance
@there_option
@click.pass_context
def resolve(
    ctx: click.Context, notice: str, choice: str, reason: str, by: str, there: There
) -> None:
    """Decide about the odd notice ID; where money moves, another person has to approve it.

    `take` it as its order's payment, `pay_back`, or `note` that nothing is left to do; a payout
    that was withheld: `count_paid`, or `make_available`. Exit code 1: the API answered a problem.
    """
    from fenrun.commands import odd_notice_acts as acts

    acts.resolve(ctx, notice, choice, reason, by, there)
