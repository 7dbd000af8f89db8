"""The text of a file: UTF-8 without characters that nobody sees, or what it is instead."""

import re
from pathlib import Path

from yaml.reader import Reader

from fenrun.documents.unreadable import DocumentError
from shared.words.catalogue import term
from shared.words.wording import on_two_lines

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
MOST_BYTES = 1_000_000
"""Four times what a plan may say: comments may be long, and a reader must not keep one waiting."""

_MANY = 3
"""One byte in so many is zero where two bytes stand for each letter."""


def unreadable(path: Path, code: str, line: int = 0, **facts: str | int) -> DocumentError:
    """Say why a file is no document, in a line of it where one is known."""
    where = f"{path}:{line}" if line else f"{path}"
    return DocumentError(f"{where}: {on_two_lines(term('unreadable', code, facts))}")


def text_of(path: Path) -> str:
    """Read a file's text. Errors: `DocumentError` with line and remedy."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(path, "not_read", why=str(error.strerror)) from error
    if len(data) > MOST_BYTES:
        raise unreadable(path, "too_long", 1, most=MOST_BYTES)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _other_encoding(path, data, error.start) from error
    return _without_hidden(path, data, text)


def _other_encoding(path: Path, data: bytes, at: int) -> DocumentError:
    line, byte = data.count(b"\n", 0, at) + 1, f"0x{data[at]:02X}"
    return unreadable(path, "no_utf_8", line, byte=byte, encoding=_encoding(data, at))


def _encoding(data: bytes, at: int) -> str:
    """Guess: GBK writes two high bytes for a character, Latin-1 one."""
    if data.startswith(_UTF_16):
        return "UTF-16"
    high = re.match(rb"[\x80-\xff]+", data[at:])
    return "GBK" if high and len(high[0]) > 1 else "Latin-1"


def _without_hidden(path: Path, data: bytes, text: str) -> str:
    hidden = Reader.NON_PRINTABLE.search(text)
    if hidden is None:
        return text
    if data.count(0) * _MANY > len(data):
        raise unreadable(path, "no_utf_8", 1, byte="0x00", encoding="UTF-16")
    line, character = text.count("\n", 0, hidden.start()) + 1, f"U+{ord(hidden[0]):04X}"
    raise unreadable(path, "hidden_character", line, character=character)
