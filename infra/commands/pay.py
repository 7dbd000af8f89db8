"""`fenrun pay`: the customer pays an order on his phone."""

from pathlib import Path

import click

from fenrun.client import Problem
from fenrun.terminal.running import require_running
from fenrun.terminal.talk import faults_told
from fenrun.terminal.there import data_option
from infra.running.laptop import stack_of, stand_in_of
from infra.running.stand_in import StandIn
from shared.domain.money import yuan

NEVER_ASKED = "ORDER_NOT_EXIST"
"""What the channel says of an order for which no payment was asked."""


@click.command()
@click.argument("order_id")
@data_option
@click.pass_context
def pay(ctx: click.Context, order_id: str, data: Path) -> None:
    """The customer pays ORDER_ID at the WeChat Pay stand-in, and its notice arrives.

    The storefront must have asked for the payment: POST /v1/orders/ORDER_ID/payment.
    """
    running = require_running(data)
    stack = stack_of(running, data)
    with faults_told(ctx):
        stack.storefront().get(f"/v1/orders/{order_id}")
        _pay(stand_in_of(running), order_id)
        stack.anybody().post("/_local/drain")
        order = stack.storefront().get(f"/v1/orders/{order_id}")
    click.echo(f"{order_id}: {yuan(order['due_fen'])} paid; the order is {order['status']}")


def _pay(phone: StandIn, order_id: str) -> None:
    """Let the customer pay. Errors: Problem; a ClickException where no code was asked for."""
    try:
        phone.pay(order_id)
    except Problem as problem:
        if problem.code != NEVER_ASKED:
            raise
        raise click.ClickException(
            "没有付款码，请先获取 there is no code to pay with; ask for one first: "
            f"fenrun call POST /v1/orders/{order_id}/payment"
        ) from problem
