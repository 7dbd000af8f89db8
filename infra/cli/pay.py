"""`fenrun pay`: the customer pays an order on his phone."""

from pathlib import Path

import click

from infra.cli.client import ProblemAnswer
from infra.cli.running import client_of, data_option, require_running, stand_in_of
from infra.cli.talk import print_problem
from shared.domain.money import yuan


@click.command()
@click.argument("order_id")
@data_option
@click.pass_context
def pay(ctx: click.Context, order_id: str, data: Path) -> None:
    """The customer pays ORDER_ID at the WeChat Pay stand-in, and its notice arrives.

    The storefront must have asked for the payment: POST /v1/orders/ORDER_ID/payment.
    """
    running = require_running(data)
    client = client_of(running, data)
    try:
        client.as_storefront("GET", f"/v1/orders/{order_id}")
        stand_in_of(running).pay(order_id)
        client.control("POST", "/_local/drain")
        order = client.as_storefront("GET", f"/v1/orders/{order_id}")
    except ProblemAnswer as problem:
        print_problem(problem)
        ctx.exit(1)
    click.echo(f"{order_id}: {yuan(order['due_fen'])} paid; the order is {order['status']}")
