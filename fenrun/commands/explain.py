"""`fenrun explain`: why everybody gets what he gets for an order, to the last fraction of a fen."""

import json

import click

from fenrun.client import Answer, Stack, path_of
from fenrun.explained.awards import LATE, print_awards
from fenrun.explained.orders import print_explanation
from fenrun.terminal.console import open_console
from fenrun.terminal.period_name import means_period, require_period
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There, there_option
from shared.domain.orders.explanation import Explanation
from shared.domain.periods.award_lines import AwardLine


@click.command()
@click.argument("what", metavar="ORDER|PERIOD")
@click.option("--json", "as_json", is_flag=True, help="Print the API's answer as JSON.")
@there_option
@click.pass_context
def explain(ctx: click.Context, what: str, as_json: bool, there: There) -> None:
    """Explain the commission of ORDER, or the awards of PERIOD (2025-03, 2025-Q1, 2025).

    Who, by which rule, how calculated, and where it stands. Exit code 1: a problem was answered.
    """
    period = require_period(what) if means_period(what) else None
    with asking(ctx, there) as stack:
        if period is None:
            _explain_order(stack, what, as_json)
        else:
            _explain_period(stack, period, as_json)


def _explain_order(stack: Stack, order_id: str, as_json: bool) -> None:
    found = stack.staff("auditor").get(path_of("v1", "orders", order_id, "explanation"))
    if as_json:
        _print_json(found)
    else:
        print_explanation(open_console(), Explanation.model_validate(found))


def _explain_period(stack: Stack, period: str, as_json: bool) -> None:
    pages = list(stack.staff("auditor").pages(path_of("v1", "evaluations", period)))
    found = [award for page in pages for award in page["awards"]]
    if as_json:
        _print_json({**pages[0], "awards": found, "next": None})
    else:
        console = open_console()
        print_awards(console, [AwardLine.model_validate(each) for each in found])
        if found:
            console.print(LATE, style="dim")


def _print_json(answer: Answer) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
