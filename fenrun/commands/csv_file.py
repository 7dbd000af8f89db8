"""A list's pages of CSV as one file, or printed."""

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

import click

from shared.words.catalogue import in_both

PRINTED: Final = "-"
_BOM: Final = "\ufeff"
_ROW_END: Final = "\r\n"


def write_csv(file: str, pages: Iterable[str]) -> None:
    """Write all pages below the names of one; a file is there whole or not at all.

    A file begins with a BOM, by which spreadsheets know UTF-8; what is printed does not.
    """
    if file == PRINTED:
        for text in _one_below_the_other(pages):
            sys.stdout.write(text)
        return
    unfinished = Path(f"{file}.part")
    with _opened(unfinished, file) as opened:
        opened.writelines(_one_below_the_other(pages))
    unfinished.replace(file)


def _opened(unfinished: Path, file: str) -> IO[str]:
    """Open what becomes a file. Errors: ClickException where none can stand there."""
    try:
        if Path(file).is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        return unfinished.open("w", encoding="utf-8-sig", newline="")
    except OSError as error:
        facts = {"file": file, "fault": error.strerror or str(error)}
        raise click.ClickException(in_both("listed", "no_file", facts)) from error


def _one_below_the_other(pages: Iterable[str]) -> Iterator[str]:
    for number, page in enumerate(pages):
        names, end, rows = page.removeprefix(_BOM).partition(_ROW_END)
        yield rows if number else f"{names}{end}{rows}"
