"""What is wrong with a file of orders, in both languages, each with its line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fenrun.documents.unreadable import DocumentError
from shared.domain.errors import Fault
from shared.domain.histories.mistakes import Mistake, Unreadable
from shared.words.catalogue import term
from shared.words.wording import on_two_lines


class HistoryError(DocumentError):
    """A file of orders that is not read: names the file, the lines, and what to write."""


@contextmanager
def mistakes_told(path: Path) -> Iterator[None]:
    """Say all that is wrong with a file, and of how much more only how much it is.

    Errors: HistoryError.
    """
    try:
        yield
    except Fault as fault:
        raise HistoryError(_told(path, Unreadable.at(0, fault))) from fault
    except Unreadable as error:
        raise HistoryError(_told(path, error)) from error


def _told(path: Path, error: Unreadable) -> str:
    return "\n".join(_lines(path, error))


def _lines(path: Path, error: Unreadable) -> Iterator[str]:
    for each in error.mistakes:
        words = term("fault", *each.fault.clause)
        yield f"{_place(path, each)}: {on_two_lines(words)}"
    if more := error.total - len(error.mistakes):
        yield on_two_lines(term("terminal", "more_faults", {"more": more}))


def _place(path: Path, mistake: Mistake) -> str:
    return f"{path}, line {mistake.line}" if mistake.line else str(path)
