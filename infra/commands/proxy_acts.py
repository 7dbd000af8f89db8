"""The door for plain clients, open until somebody closes it."""

import threading
from pathlib import Path

import click

from fenrun.terminal.running import require_running
from fenrun.terminal.stopping import stoppable
from infra.local.api.gateway import BODY_LIMIT
from infra.local.http.server import HttpServer, PortInUse
from infra.proxy.forward import AS, Door
from infra.running.laptop import stack_of


def proxy(port: int, data: Path) -> None:
    """Serve until Ctrl-C."""
    running = require_running(data)
    door = Door(stack_of(running, data), running.stand_in_url)
    try:
        server = HttpServer(port, BODY_LIMIT, name="proxy")
    except PortInUse as error:
        raise click.ClickException(str(error)) from error
    server.start(door.handle)
    try:
        with stoppable():
            click.echo(f"{server.base_url} → {running.base_url}  ({AS}: storefront, finance:li, …)")
            threading.Event().wait()
    except KeyboardInterrupt:
        click.echo("Stopped.")
    finally:
        server.stop()
