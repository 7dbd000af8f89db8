"""`fenrun explain`: why everybody gets what he gets for an order, to the last fraction of a fen."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import click

from infra.cli.award_explanation import LATE, print_awards
from infra.cli.client import Client
from infra.cli.console import open_console
from infra.cli.order_explanation import print_explanation
from infra.cli.period_name import means_period, require_period
from infra.cli.running import asking, data_option
from shared.edge.orders.explanation_messages import ExplanationView
from shared.edge.periods.messages import EvaluationsView


@click.command(short_help="Explain an order's commission, or a period's awards.")
@click.argument("what", metavar="ORDER|PERIOD")
@click.option("--json", "as_json", is_flag=True, help="Print the API's answer as JSON.")
@data_option
@click.pass_context
def explain(ctx: click.Context, what: str, as_json: bool, data: Path) -> None:
    """Explain the commission of ORDER, or the awards of PERIOD (2025-03, 2025-Q1, 2025).

    Who, by which rule, how calculated, and where it stands. Exit code 1: a problem was answered.
    """
    period = require_period(what) if means_period(what) else None
    with asking(ctx, data) as client:
        if period is None:
            _explain_order(client, what, as_json)
        else:
            _explain_period(client, period, as_json)


def _explain_order(client: Client, order_id: str, as_json: bool) -> None:
    explained = _explanation(client, order_id)
    if as_json:
        click.echo(explained.model_dump_json(indent=2))
    else:
        print_explanation(open_console(), explained)


def _explain_period(client: Client, period: str, as_json: bool) -> None:
    pages = list(_evaluations(client, period))
    awards = tuple(award for page in pages for award in page.awards)
    if as_json:
        whole = pages[0].model_copy(update={"awards": awards, "next": None})
        click.echo(whole.model_dump_json(indent=2))
    else:
        console = open_console()
        print_awards(console, awards)
        if awards:
            console.print(LATE, style="dim")


def _evaluations(client: Client, period: str) -> Iterator[EvaluationsView]:
    path, after = f"/v1/evaluations/{period}", ""
    while True:
        answer = client.as_person("auditor", "auditor", "GET", f"{path}?after={quote(after)}")
        page = EvaluationsView.model_validate(answer)
        yield page
        if page.next is None:
            return
        after = page.next


def _explanation(client: Client, order_id: str) -> ExplanationView:
    path = f"/v1/orders/{quote(order_id, safe='')}/explanation"
    return ExplanationView.model_validate(client.as_person("auditor", "auditor", "GET", path))
