"""`fenrun pay`: the customer pays an order on his phone."""

from pathlib import Path

import click

from fenrun.terminal.there import data_option


@click.command()
@click.argument("order_id")
@click.option("--amount-fen", type=click.IntRange(min=1), help="Another sum than is due.")
@click.option("--lost", is_flag=True, help="Its notice is lost; it is found when WeChat is asked.")
@data_option
@click.pass_context
def pay(ctx: click.Context, order_id: str, amount_fen: int | None, lost: bool, data: Path) -> None:
    """The customer pays ORDER_ID at the WeChat Pay stand-in, and its notice arrives.

    The storefront must have asked for the payment: POST /v1/orders/ORDER_ID/payment.
    """
    from infra.commands import pay_acts as acts

    acts.pay(ctx, order_id, data, amount_fen=amount_fen, lost=lost)
