"""`fenrun history`: what a shop's export of orders says, before anything is done with it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from fenrun.commands.reading_options import reading_options
from shared.words.catalogue import in_both

EPILOG = """\
Layouts are recognised by the header: Fenrun's own (buyer, date, qty, amount, and perhaps order,
paid_at, sku, discount, refunded, freight, status …), Shopify, WooCommerce, Youzan, Taobao, WeChat
shop; any other is described by --columns. CSV by comma, tab or semicolon, UTF-8, UTF-16 or GBK,
gzipped or not, XLSX, or one JSON object a line. docs/histories.md says what is refused, and why.
"""


@click.command(epilog=EPILOG)
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@reading_options
@click.option(
    "--print-columns",
    is_flag=False,
    flag_value="plain",
    metavar="[LAYOUT]",
    help="Print a layout to begin with: plain, shopify, woocommerce, youzan, taobao, wechat-shop …",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.pass_context
def history(
    ctx: click.Context,
    /,
    file: Path | None,
    reading: Mapping[str, Any],
    print_columns: str | None,
    as_json: bool,
) -> None:
    """Read a file of past orders, and sum up what it says.

    What is wrong with FILE is told whole. Nothing is sent. Exit code 0: read, 2: refused.
    """
    from fenrun.commands import history_acts as acts

    if print_columns:
        acts.print_columns(print_columns)
    elif file:
        acts.history(ctx, file, reading, as_json=as_json)
    else:
        raise click.UsageError(in_both("usage", "history_file"))
