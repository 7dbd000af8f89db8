"""On which port of this machine a command listens."""

from collections.abc import Callable
from typing import Final, TypeVar

import click

F = TypeVar("F", bound=Callable[..., object])

PORT: Final = click.IntRange(0, 65535)
"""0: any free port."""


def port_option(default: int, what: str) -> Callable[[F], F]:
    """Let a command be told where `what` listens."""
    said = f"Where {what} listens on 127.0.0.1; 0: any free port."
    return click.option("--port", type=PORT, default=default, show_default=True, help=said)
