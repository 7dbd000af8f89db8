"""The headers of a request as they were sent: order, case and repeats kept."""

from collections.abc import Sequence
from typing import Any

from cheroot.server import HeaderReader

from infra.local.http.message import Headers

_END = b"\r\n"


class SentHeaders(HeaderReader):
    """Keeps each header as a pair; what cheroot frames the body by has to be beyond doubt.

    Raises ValueError where it is not, as cheroot's own reader does.
    """

    def __init__(self) -> None:
        self.pairs: Headers = ()

    def __call__(self, rfile: Any, hdict: dict[bytes, bytes] | None = None) -> dict[bytes, bytes]:
        lines = _Lines(rfile)
        folded: dict[bytes, bytes] = super().__call__(lines, hdict)
        self.pairs = tuple(_pair(line) for line in lines.read if line != _END)
        _check_framing([name.lower() for name, _ in self.pairs], folded)
        return folded


class _Lines:
    """Remembers the lines that are read through it."""

    def __init__(self, rfile: Any) -> None:
        self._rfile = rfile
        self.read: list[bytes] = []

    def readline(self) -> bytes:
        line: bytes = self._rfile.readline()
        self.read.append(line)
        return line


def _pair(line: bytes) -> tuple[str, str]:
    name, _, value = line.decode("iso-8859-1").partition(":")
    if not name or name != name.strip():
        raise ValueError("A header has spaces around its name, or goes over two lines.")
    return name, value.strip()


def _check_framing(names: Sequence[str], folded: dict[bytes, bytes]) -> None:
    lengths = names.count("content-length")
    if lengths > 1 or not folded.get(b"Content-Length", b"0").isdigit():
        raise ValueError("Content-Length is not one number.")
    if lengths and "transfer-encoding" in names:
        raise ValueError("Content-Length and Transfer-Encoding exclude each other.")
