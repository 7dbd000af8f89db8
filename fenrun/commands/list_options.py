"""What every list takes in the terminal: filters, how much of it, and CSV instead."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

import click

from fenrun.terminal.callers import as_whom
from fenrun.terminal.there import there_option

Command = TypeVar("Command", bound=Callable[..., object])


def text(option: str, name: str, help_: str) -> Callable[[Command], Command]:
    """Take a filter of any text."""
    return click.option(option, name, help=help_)


def choice(
    option: str, name: str, values: Sequence[str], help_: str
) -> Callable[[Command], Command]:
    """Take a filter of one of a few values."""
    return click.option(option, name, type=click.Choice(values), help=help_)


def storefront(command: Command) -> Command:
    """Take whose things are listed."""
    named = "Whose, by the storefront's id: like shop, not its key's (shop-1)."
    return text("--storefront", "storefront", named)(command)


def between(left_out: str = "the beginning") -> Callable[[Command], Command]:
    """Take the days or instants between which things began, and say what the first is otherwise."""
    last = text("--to", "to", "Until a day, all of it, or an instant; now.")
    first = text("--from", "from", f"Since a day (2025-03-31) or an instant; {left_out}.")
    return lambda command: first(last(command))


def listing(command: Callable[..., object]) -> Callable[..., object]:
    """Take what is common to all lists."""

    @wraps(command)
    def inner(*args: Any, **options: Any) -> object:
        return command(*args, **options)

    with_more = click.option("--all", "every", is_flag=True, help="To its end, not a page.")
    as_csv = click.option(
        "--csv", "csv", metavar="FILE", help="To its end as CSV into a file; - prints it."
    )
    as_somebody = as_whom(
        "As whom, like operator or distributor:A; by default staff, else the shop."
    )
    return as_somebody(as_csv(with_more(click.pass_context(there_option(inner)))))
