"""Requests over connections that are kept: a function's next call finds the last one's open."""

import os
import select
import ssl
import zlib
from collections import deque
from collections.abc import Mapping
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import NamedTuple
from urllib.parse import urlsplit

from shared.adapters.aws.errors import Unanswered

CONNECT_SECONDS, READ_SECONDS = 1, 3


class Reply(NamedTuple):
    """What came back; names of headers are small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Wire:
    """Connections to one address, each used by one thread at a time."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host = parts.netloc
        self._is_secure = parts.scheme == "https"
        self._idle: deque[HTTPConnection] = deque()

    def post(self, headers: Mapping[str, str], body: bytes) -> Reply:
        """Send once. Errors: Unanswered."""
        connection = self._idle.pop() if self._idle else self._new()
        try:
            _require_open(connection)
            connection.request("POST", "/", body, dict(headers))
            reply = _read(connection.getresponse())
        except (OSError, HTTPException) as error:
            connection.close()
            raise Unanswered(f"{self.host}: {type(error).__name__}: {error}") from error
        self._idle.append(connection)
        return _whole(self.host, reply)

    def close(self) -> None:
        """Close what is idle."""
        while self._idle:
            self._idle.pop().close()

    def _new(self) -> HTTPConnection:
        if self._is_secure:
            return HTTPSConnection(self.host, timeout=CONNECT_SECONDS, context=_trusted())
        return HTTPConnection(self.host, timeout=CONNECT_SECONDS)


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=os.environ.get("AWS_CA_BUNDLE"))


def _require_open(connection: HTTPConnection) -> None:
    """Connect, where it never was or the other side has ended it since."""
    if connection.sock is not None and not _is_ended(connection):
        return
    connection.close()
    connection.connect()
    connection.sock.settimeout(READ_SECONDS)


def _is_ended(connection: HTTPConnection) -> bool:
    # Between requests nothing is sent to us but the end.
    poll = select.poll()
    poll.register(connection.sock, select.POLLIN)
    return bool(poll.poll(0))


def _read(answer: HTTPResponse) -> Reply:
    body = answer.read()
    return Reply(answer.status, {name.lower(): it for name, it in answer.getheaders()}, body)


def _whole(host: str, reply: Reply) -> Reply:
    """Give a reply of which the sum is right, where one is told. Errors: Unanswered."""
    told = reply.headers.get("x-amz-crc32")
    if told is not None and int(told) != zlib.crc32(reply.body):
        raise Unanswered(f"{host}: the reply is damaged: its CRC32 is not {told}")
    return reply
