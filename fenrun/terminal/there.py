"""Which Fenrun a command speaks to: one at a URL, or the laptop's on a data folder."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from shared.words.catalogue import term
from shared.words.wording import said_twice

DEFAULT_DATA = Path(".fenrun")
URL_VARIABLE = "FENRUN_URL"

Command = TypeVar("Command", bound=Callable[..., object])


class There(NamedTuple):
    """A URL, or None for what runs on the folder."""

    url: str | None
    data: Path

    @property
    def words(self) -> list[str]:
        """The options that lead there again; what the environment says need not be said."""
        folder = [] if self.data == DEFAULT_DATA else ["--data", str(self.data)]
        return folder if self.url is None or _of_environment() else ["--url", self.url]

    def command(self, *words: str) -> str:
        """Write a command of `fenrun` that is given there, to be copied."""
        return " ".join(["fenrun", *filter(None, words), *self.words])


def data_option(command: Command) -> Command:
    """Give a command the option --data, as the path `data`."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        default=DEFAULT_DATA,
        show_default=True,
        help="The folder that a laptop's Fenrun keeps its data in.",
    )(command)


def there_option(command: Callable[..., object]) -> Callable[..., object]:
    """Give a command the options --url and --data, together as `there`."""

    @wraps(command)
    def inner(*args: Any, url: str | None, data: Path, **options: Any) -> object:
        return command(*args, there=There(url, data), **options)

    return _url_option(data_option(inner))


def _checked_url(_: click.Context, __: click.Parameter, url: str | None) -> str | None:
    if url is not None and not url.startswith(("http://", "https://")):
        raise click.BadParameter(said_twice(term("terminal", "no_url", {"url": url})))
    return url


_url_option = click.option(
    "--url",
    callback=_checked_url,
    envvar=URL_VARIABLE,
    show_envvar=True,
    metavar="URL",
    help="Where Fenrun is; without it, what runs on the folder.",
)


def _of_environment() -> bool:
    context = click.get_current_context(silent=True)
    source = context.get_parameter_source("url") if context else None
    return source is click.core.ParameterSource.ENVIRONMENT
