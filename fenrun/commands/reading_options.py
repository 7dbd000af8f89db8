"""Options that say how a file of orders is to be read, where it does not show it itself."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Final, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])

CLASSES: Final = ("sale", "part_back", "open", "given_back", "no_sale")
MEANINGS: Final = "sale, part_back, open, given_back or no_sale"


class StatusType(click.ParamType[tuple[str, str]]):
    """A status's text and what it means, like `signed for=sale`."""

    name = "status"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Give both; anything else is a usage error."""
        text, _, meant = str(value).rpartition("=")
        if not text or meant not in CLASSES:
            self.fail(f"{value!r}: write TEXT=MEANING, which is {MEANINGS}")
        return text, meant


_OPTIONS = (
    click.option(
        "--columns",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="What the columns of the file say (fenrun history --print-columns begins one).",
    ),
    click.option("--layout", help="The shop system whose layout it is, if its header leaves it."),
    click.option(
        "--ignore",
        multiple=True,
        metavar="COLUMN",
        help="Leave a column unread; once for each of them.",
    ),
    click.option(
        "--status",
        "statuses",
        type=StatusType(),
        multiple=True,
        metavar="TEXT=MEANING",
        help=f"What a status means: {MEANINGS}; once for each of them.",
    ),
    click.option(
        "--dates",
        type=click.Choice(("month_first", "day_first")),
        help="How dates are written whose year stands last.",
    ),
)
_NAMES: Final = ("columns", "layout", "ignore", "statuses", "dates")


def reading_options(command: Command) -> Command:
    """Give a command these options, together as `reading`."""

    @wraps(command)
    def bundled(*args: Any, **options: Any) -> object:
        reading = {name: options.pop(name) for name in _NAMES}
        return command(*args, reading=reading, **options)

    decorated: Any = bundled
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]
