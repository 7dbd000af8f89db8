"""A document in Chinese says what its English one says: the same sections, commands and tables."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Final, NamedTuple

CHINESE: Final = ".zh-CN.md"

_FENCE: Final = "```"
_COMMENT: Final = re.compile(r"(^|\s)(#|//)\s.*$")
"""What stands behind code for its reader is said in his language."""

_SAID: Final = re.compile(r"'[\w .]+'")
"""A reason or a name that somebody gives is so, too."""


class Outline(NamedTuple):
    """What both documents of a pair have alike."""

    sections: list[str]
    """How deep each heading stands."""
    code: list[str]
    """The lines of all blocks of code, without comments; of a document in YAML, its keys."""
    tables: list[str]
    """How many columns each row has."""


def violations(root: Path) -> list[str]:
    """Name every document whose Chinese one has other sections, code or tables, or is alone."""
    return [fault for chinese in _chinese(root) for fault in _unlike(root, chinese)]


def outline(text: str) -> Outline:
    """Give what of a document is the same in every language."""
    found, inside = Outline([], [], []), ""
    for line in text.splitlines():
        if line.startswith(_FENCE):
            inside = "" if inside else line
            found.code.append(line)
        elif inside:
            found.code.append(_plain(line, yaml=inside.endswith("yaml")))
        elif line.startswith("#"):
            found.sections.append(line.split()[0])
        elif line.startswith("|"):
            found.tables.append("|" * line.replace(r"\|", "").count("|"))
    return found._replace(code=[line for line in found.code if line])


def _chinese(root: Path) -> list[Path]:
    return sorted([*root.glob(f"*{CHINESE}"), *(root / "docs").rglob(f"*{CHINESE}")])


def _unlike(root: Path, chinese: Path) -> Iterator[str]:
    english = chinese.with_name(chinese.name.replace(CHINESE, ".md"))
    name = chinese.relative_to(root)
    if not english.exists():
        yield f"{name}: there is no {english.name}"
        return
    one, other = outline(english.read_text("utf-8")), outline(chinese.read_text("utf-8"))
    for part, ours, theirs in zip(Outline._fields, one, other, strict=True):
        if ours != theirs:
            yield f"{name}: other {part} than in {english.name}: {_difference(ours, theirs)}"


def _difference(ours: Sequence[str], theirs: Sequence[str]) -> str:
    pairs = enumerate(zip_longest(ours, theirs, fillvalue="nothing"), start=1)
    number, (one, other) = next(each for each in pairs if each[1][0] != each[1][1])
    return f"the {number}. is {other!r}, not {one!r}"


def _plain(line: str, *, yaml: bool) -> str:
    plain = _SAID.sub("'…'", _COMMENT.sub("", line)).rstrip()
    return plain.partition(":")[0] if yaml else plain
