"""`fenrun bill`: WeChat Pay's trade bill against what the brand holds."""

from pathlib import Path

import click

from fenrun.terminal.there import There, there_option


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the differences as JSON.")
@there_option
@click.pass_context
def bill(ctx: click.Context, /, file: Path, as_json: bool, there: There) -> None:
    """Compare WeChat Pay's trade bill with our records.

    Payments and refunds are compared both ways: missing here, missing there, another amount; the
    bill's own totals are held first. Nothing is changed. Exit code 0: all agrees, 1: something
    does not, or the API answered a problem, 2: the bill cannot be read.
    """
    from fenrun.commands import bill_acts as acts

    acts.bill(ctx, file, there, as_json=as_json)
