"""One Fenrun a data folder: a lock that ends with its process, however that ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from shared.words.catalogue import in_both

FILE_NAME = "lock"


@contextmanager
def only_one_on(data: Path) -> Iterator[None]:
    """Hold a data folder's lock as long as the block lasts. Errors: a ClickException."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / FILE_NAME).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            told = in_both("usage", "starting_already", {"data": data})
            raise click.ClickException(told) from error
        yield
