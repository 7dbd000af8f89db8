"""In which encoding a text is: tried strictly, and refused where it is not sure.

A guess by statistics is not used: of a short file it takes GBK for Big5, and says so of no name
that it reads wrong.
"""

import codecs
import re
from collections import Counter
from typing import Final, NamedTuple

from shared.domain.errors import Fault

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PROBE: Final = 400
"""Bytes in which text in UTF-16 shows where its zeros stand."""

_NOT_ASCII = re.compile("[^\x00-\x7f]")


class Decoded(NamedTuple):
    """A text, and how its encoding is called."""

    text: str
    encoding: str


def decoded(content: bytes) -> Decoded:
    """Decode a text. Errors: Fault for what is none, or in no encoding that is known."""
    marked = (name for mark, name in _MARKS if content.startswith(mark))
    if name := next(marked, None) or _unmarked_utf16(content[:_PROBE]):
        return _strictly(content, name)
    try:
        return Decoded(_text(content, "utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        return _gbk(content, error)


def _strictly(content: bytes, name: str) -> Decoded:
    try:
        return Decoded(_text(content, name), name.removesuffix("-sig").upper())
    except UnicodeDecodeError as error:
        raise _no_text(content, error.start) from error


def _text(content: bytes, name: str) -> str:
    # An old end of file; a second mark, where files that begin with one were put together.
    text = content.decode(name).removesuffix("\x1a")
    if "\0" in text:
        raise Fault("history_no_text", line=text.count("\n", 0, text.index("\0")) + 1)
    return text


def _unmarked_utf16(probe: bytes) -> str | None:
    """Tell by the zeros that stand in every second byte of what ASCII there is."""
    even, odd = probe[::2].count(0), probe[1::2].count(0)
    if odd > max(len(probe) // 8, 4 * even):
        return "utf-16-le"
    return "utf-16-be" if even > max(len(probe) // 8, 4 * odd) else None


def _gbk(content: bytes, not_utf8: UnicodeDecodeError) -> Decoded:
    if _is_damaged_utf8(content):
        raise _no_text(content, not_utf8.start) from not_utf8
    try:
        text = _text(content, "gb18030")
    except UnicodeDecodeError as error:
        raise _no_text(content, error.start) from error
    if not _is_chinese(text):
        raise _no_text(content, not_utf8.start)
    return Decoded(text, "GBK")


def _is_damaged_utf8(content: bytes) -> bool:
    """Tell whether most of what is no ASCII is right in UTF-8."""
    lenient = content.decode("utf-8", "replace")
    strange = len(_NOT_ASCII.findall(lenient))
    return lenient.count("\ufffd") * 2 < strange


def _is_chinese(text: str) -> bool:
    """Tell whether it is mostly of common characters: what is Latin would be rare ones."""
    found = Counter(_NOT_ASCII.findall(text))
    common = sum(times for each, times in found.items() if _is_common(each))
    return common * 2 >= found.total()


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _no_text(content: bytes, place: int) -> Fault:
    return Fault("history_no_text", line=content.count(b"\n", 0, place) + 1)
