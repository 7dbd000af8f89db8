"""What is wrong with a file of orders, in both languages, each with its line."""

from collections.abc import Iterator
from pathlib import Path

from fenrun.documents.unreadable import DocumentError
from shared.domain.histories.mistakes import Mistake, Unreadable
from shared.words.catalogue import term
from shared.words.wording import on_two_lines


class HistoryError(DocumentError):
    """A file of orders that is not read: names the file, the lines, and what to write."""


def history_error(path: Path, error: Unreadable) -> HistoryError:
    """Say all that is wrong, and of how much more only how much it is."""
    return HistoryError("\n".join(_lines(path, error)))


def _lines(path: Path, error: Unreadable) -> Iterator[str]:
    for each in error.mistakes:
        words = term("fault", *each.fault.clause)
        yield f"{_place(path, each)}: {on_two_lines(words)}"
    if more := error.total - len(error.mistakes):
        yield on_two_lines(term("terminal", "more_faults", {"more": more}))


def _place(path: Path, mistake: Mistake) -> str:
    return f"{path}, line {mistake.line}" if mistake.line else str(path)
