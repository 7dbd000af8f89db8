"""A cell of a table, under its column's name."""

from typing import Final, NamedTuple

MOST_SHOWN: Final = 60
"""How many characters of a wrong value are repeated."""


class Cell(NamedTuple):
    """What stands in a row under a column, as the file writes it."""

    column: str
    text: str

    @property
    def written(self) -> str:
        """The text in quotes, a long one cut."""
        return quoted(self.text)


def quoted(text: str) -> str:
    """Repeat a text so that tabs and spaces are seen, a long one cut."""
    return repr(text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…")
