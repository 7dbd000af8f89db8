"""`fenrun proxy`: a door for clients that can neither sign nor log in."""

from pathlib import Path

import click

from fenrun.terminal.there import data_option
from infra.commands.ports import port_option

DEFAULT_PORT = 8701


@click.command()
@port_option(DEFAULT_PORT, "it")
@data_option
def proxy(port: int, data: Path) -> None:
    """Let plain HTTP clients call the laptop's Fenrun, until Ctrl-C.

    It signs as the shop and bears tokens as people; a client says who it is in the header
    X-Fenrun-As (storefront, finance:li, distributor:A). For examples/*.http, Postman, curl.
    """
    from infra.commands import proxy_acts as acts

    acts.proxy(port, data)
