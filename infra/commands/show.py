"""`fenrun show`: items of the table as they stand there, with bodies that anybody can read."""

from pathlib import Path

import click

from fenrun.terminal.there import data_option


@click.command()
@click.argument("key")
@click.argument("place", default="")
@click.option("--table", help="A deployed table's name: read with your own AWS credentials.")
@click.option("--json", "as_json", is_flag=True, help="Print the items as JSON.")
@data_option
def show(key: str, place: str, table: str | None, as_json: bool, data: Path) -> None:
    """Show the items under a KEY (an id, or a partition like ORDER#…), or those at a PLACE in it.

    100 at the most. Tokens, openids and accounts are masked. On a laptop it reads what runs with
    --aws-port. Exit code 1: nothing stands there.
    """
    from infra.commands import show_acts as acts

    acts.show(key, place, table, data, as_json=as_json)
