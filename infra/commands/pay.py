"""`fenrun pay`: the customer pays an order on his phone."""

from pathlib import Path

import click

from fenrun.terminal.there import data_option


@click.command()
@click.argument("order_id")
@data_option
@click.pass_context
def pay(ctx: click.Context, order_id: str, data: Path) -> None:
    """The customer pays ORDER_ID at the WeChat Pay stand-in, and its notice arrives.

    The storefront must have asked for the payment: POST /v1/orders/ORDER_ID/payment.
    """
    from infra.commands import pay_acts as acts

    acts.pay(ctx, order_id, data)
