"""The commands that documents show: found in their fenced blocks, and filled in."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md")))

_BLOCK = re.compile(r"^```([a-z]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`((?:\.venv/bin/)?fenrun [a-z][^`]*)`")
_LINE_COMMENT = re.compile(r"(^|\s)#\s.*")
_TO_APPROVE = re.compile(r"fenrun approve (\w+)")
_KNOWN = re.compile(r'"(order_id|payout_id|code)": "([^"]+)"')


def blocks_of(page: Path, language: str) -> Iterator[list[str]]:
    """Give the lines of each fenced block in a language."""
    for found, text in _BLOCK.findall(page.read_text("utf-8")):
        if found == language:
            yield text.splitlines()


def commands_of(page: Path) -> Iterator[list[str]]:
    """Give the words of every `fenrun` command that a page shows, in a block or in a line."""
    text = page.read_text("utf-8")
    for _, block in _BLOCK.findall(text):
        yield from (words for line in _commands_in(block) if (words := words_of(line)))
    for shown in _INLINE.findall(_BLOCK.sub("", text)):
        if words := words_of(shown):
            yield words


def _commands_in(block: str) -> Iterator[str]:
    """Give the lines of a block; those that one quotation goes through are one."""
    begun = ""
    for line in block.splitlines():
        begun += line
        if _LINE_COMMENT.sub("", begun).count("'") % 2 == 0:
            yield begun
            begun = ""


def words_of(line: str) -> list[str]:
    """Give the words behind `fenrun` in a line of a shell; none where it is another command."""
    if not re.match(r"\s*(\.venv/bin/)?fenrun ", line):
        return []
    return shlex.split(line, comments=True)[1:]


@dataclass
class Blanks:
    """What a reader fills in: ids that the answers before have shown."""

    known: dict[str, str] = field(default_factory=dict)

    def filled(self, words: list[str]) -> list[str]:
        """Fill in what is in capitals."""
        return [self._filled(word) for word in words]

    def learn(self, printed: str) -> None:
        """Remember the ids in an answer."""
        for name, value in _KNOWN.findall(printed):
            self.known[name.upper()] = value
        for proposal in _TO_APPROVE.findall(printed):
            self.known["PROPOSAL_ID"] = proposal

    def _filled(self, word: str) -> str:
        return re.sub("|".join(self.known) or "(?!)", lambda match: self.known[match[0]], word)
