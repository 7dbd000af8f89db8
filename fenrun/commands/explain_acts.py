"""Explanations as the API gives them, printed for people or as JSON."""

import json

import click

from fenrun.client import Answer, Stack, path_of
from fenrun.commands.period_name import means_period, require_period
from fenrun.explained.awards import print_awards
from fenrun.explained.orders import print_explanation
from fenrun.terminal.console import open_console
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There
from shared.domain.orders.explanation import Explanation
from shared.domain.periods.award_lines import AwardLine
from shared.words.explained import label


def explain(ctx: click.Context, what: str, there: There, *, as_json: bool) -> None:
    """Print why everybody gets what he gets for an order, or of a period."""
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
        print_explanation(open_console(), Explanation.model_validate(found, extra="ignore"))


def _explain_period(stack: Stack, period: str, as_json: bool) -> None:
    pages = list(stack.staff("auditor").pages(path_of("v1", "evaluations", period)))
    found = [award for page in pages for award in page["items"]]
    if as_json:
        _print_json({**pages[0], "items": found, "next": None})
    else:
        console = open_console()
        print_awards(console, [AwardLine.model_validate(each, extra="ignore") for each in found])
        if found:
            console.print(label("late"), style="dim")


def _print_json(answer: Answer) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
