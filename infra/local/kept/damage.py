"""A file that does not hold what was written: said in both languages by whatever meets it."""

from pathlib import Path

import click


class DamagedFile(click.ClickException):
    """A file of a data folder cannot be trusted: names it, and the way out."""


def facts_of(file: Path, **more: str | int) -> dict[str, str | int]:
    """Give what the words of damage name."""
    return {"file": str(file), "folder": str(file.parent), **more}
