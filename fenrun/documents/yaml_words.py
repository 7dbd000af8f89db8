"""What is wrong where a text is no YAML, and what to write instead."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from shared.words.catalogue import term
from shared.words.wording import Words, on_two_lines

_FULL_WIDTH: Final = "：，“”‘’【】｛｝　"
"""Characters of Chinese keyboards that look like YAML's own."""

_SPACELESS: Final = re.compile(r"\s*(?:-[^\s-]|(?:- )?[a-z_]+:[^\s/])")
"""A line that begins with an entry whose mark has no space behind it."""

_PROBLEMS: Mapping[str, str] = {
    r"found character '\t'": "tab",
    "mapping values are not allowed here": "two_colons",
    "could not find expected ':'": "no_colon",
    "expected <block end>": "indentation",
    "expected ',' or ']'": "list_open",
    "expected ',' or '}'": "braces_open",
    "found unexpected end of stream": "text_open",
    "expected a single document": "second_document",
    "but found another document": "second_document",
    "expected '<document start>'": "second_part",
    "found character '%'": "quote_it",
    "found character '@'": "quote_it",
    "found character '`'": "quote_it",
    "found unknown escape character": "backslash",
    "found incompatible YAML document": "directive",
    "an alias": "alias",
    "an anchor": "anchor",
    "a tag": "tag",
    "too deep": "too_deep",
}
"""What YAML readers say, by how it is called where it is worded."""

_NOT_TAKEN: Final = frozenset(
    {"alias", "anchor", "second_document", "second_part", "tag", "too_deep"}
)
"""What YAML allows, and a document of ours does not."""


def in_words(problem: str, lines: Sequence[str]) -> str:
    """Say a problem at the last of some lines, English first, Chinese on a line of its own."""
    code = next((_PROBLEMS[known] for known in _PROBLEMS if problem.startswith(known)), "other")
    words = term("unreadable", code, {"problem": problem})
    if code not in _NOT_TAKEN:
        words = Words(f"this is no YAML: {words.en}", words.zh)
    if any(_SPACELESS.match(line) for line in lines[-2:]):
        words = _with(words, term("unreadable", "no_space"))
    if strange := _full_width(lines[-2:]):
        words = _with(words, term("unreadable", "full_width", {"characters": strange}))
    return on_two_lines(words)


def _with(words: Words, more: Words) -> Words:
    return Words(f"{words.en}; {more.en}", f"{words.zh}；{more.zh}")


def _full_width(lines: Sequence[str]) -> str:
    """Give the full-width characters that stand in lines before any comment."""
    written = "".join(line.split("#")[0] for line in lines)
    return " ".join(dict.fromkeys(each for each in written if each in _FULL_WIDTH))
