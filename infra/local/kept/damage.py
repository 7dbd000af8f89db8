"""A file that does not hold what was written: said in both languages by whatever meets it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


class DamagedFile(click.ClickException):
    """A file of a data folder cannot be trusted: names it, and the way out."""


class UnusableFile(click.ClickException):
    """A file of a data folder cannot be read or written now; nothing says that it is damaged."""


def facts_of(file: Path, **more: str | int) -> dict[str, str | int]:
    """Give what the words of damage name."""
    return {"file": str(file), "folder": str(file.parent), **more}


@contextmanager
def naming(file: Path) -> Iterator[None]:
    """Let an error of what the block does with an open file name it, as one of opening it does."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error
