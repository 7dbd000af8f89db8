"""How far something is: one line that is written over on a terminal, in a file a line a change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from fenrun.terminal.console import say_line

Tell = Callable[[str], None]
"""Says how far it is now."""


@contextmanager
def progress_told(console: Console) -> Iterator[Tell]:
    """Give what says how far something is."""
    if console.is_terminal:
        with _written_over(console) as tell:
            yield tell
    else:
        yield _each_change(console)


@contextmanager
def _written_over(console: Console) -> Iterator[Tell]:
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda said: progress.update(task, description=said)


def _each_change(console: Console) -> Tell:
    told: list[str] = []

    def tell(said: str) -> None:
        if told[-1:] != [said]:
            told[:] = [said]
            say_line(console, said)

    return tell
