"""Options of the commands that make up a network for a purchase history."""

from collections.abc import Callable
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])


def percent(name: str, default: int, words: str) -> Callable[[Command], Command]:
    """Give a command an option that takes 0 to 100."""
    share = click.IntRange(0, 100)
    return click.option(f"--{name}", type=share, default=default, show_default=True, help=words)
