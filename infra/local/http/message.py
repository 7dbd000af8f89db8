"""HTTP requests and responses as the front door passes them around."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

from shared.words.wording import Words

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Request:
    """One request as it came in; `target` is path and query exactly as sent."""

    method: str
    target: str
    headers: Headers = ()
    body: bytes = b""
    source_ip: str = "127.0.0.1"
    protocol: str = "HTTP/1.1"

    @property
    def path(self) -> str:
        """The path as sent, still percent-encoded."""
        return _parts(self.target).path

    @property
    def query(self) -> list[tuple[str, str]]:
        """The query's pairs in order, decoded."""
        return parse_qsl(_parts(self.target).query, keep_blank_values=True)

    def header(self, name: str) -> str | None:
        """The last value of a header, whatever its case."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return values[-1] if values else None

    def json(self) -> Any:
        """The body as JSON, an empty object when there is none; raises ValueError."""
        try:
            return json.loads(self.body or b"{}")
        except RecursionError as error:
            raise ValueError("the body is nested too deeply") from error


@dataclass(frozen=True)
class Response:
    """One response; Content-Length is the server's business."""

    status: int
    headers: Headers = ()
    body: bytes = field(default=b"", repr=False)

    @classmethod
    def of_json(cls, status: int, content: Any) -> Response:
        """A JSON response."""
        return cls(status, (("Content-Type", "application/json"),), _json(content))

    @classmethod
    def told(cls, status: int, words: Words) -> Response:
        """What went wrong on a route of our own, in both languages."""
        return cls.of_json(status, {"detail": words.en, "detail_zh": words.zh})

    @classmethod
    def problem(cls, status: int, detail: str = "") -> Response:
        """A refusal by the server itself as problem details (RFC 9457)."""
        title = HTTPStatus(status).phrase
        content = {"title": title, "status": status, "detail": detail or title}
        return cls(status, (("Content-Type", "application/problem+json"),), _json(content))


def last_values(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each name with its last value."""
    return dict(pairs)


def all_values(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Each name with all its values in order."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return values


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def _parts(target: str) -> SplitResult:
    """Split a request target; one that no URL can be is a path that nothing has."""
    try:
        return urlsplit(target)
    except ValueError:
        return SplitResult("", "", "/", "", "")
