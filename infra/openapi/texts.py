"""A text of the description in both languages."""

from typing import Final

from shared.words.wording import Words

PARTED: Final = " · "
"""Stands between English and Chinese, and in neither."""


def both(words: Words) -> str:
    """Say a text in both languages, parted so that a reader of one can be shown one."""
    return f"{words.en}{PARTED}{words.zh}"
