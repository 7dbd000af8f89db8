"""One request read and answered over one of cheroot's connections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import responses
from io import BytesIO
from typing import Any

from cheroot.server import Gateway, HTTPConnection, HTTPRequest

from infra.local.http.headers import SentHeaders
from infra.local.http.message import Request, Response

_PIECE = 64 * 1024
_BODILESS = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})
_FRAMING = frozenset({"content-length", "connection", "transfer-encoding"})


class AnswerWithheld(Exception):
    """The connection is to end without an answer."""


class Exchange(Gateway):
    """Gives the server's `handle` the whole request, its body cut one byte over the limit."""

    def respond(self) -> None:
        try:
            request = self._request()
        except ValueError as error:
            self.req.simple_response("400 Bad Request", str(error))
            return
        self._answer(self.req.server.handle, request)

    def _answer(self, handle: Callable[[Request], Response], request: Request) -> None:
        try:
            self.req.send(handle(request))
        except AnswerWithheld:
            self.req.ready = False  # which also sends no headers
            self.req.close_connection = True

    def _request(self) -> Request:
        return Request(
            method=_text(self.req.method),
            target=_text(self.req.uri),
            headers=self.req.header_reader.pairs,
            body=self._body(),
            source_ip=self.req.conn.remote_addr,
            protocol=_text(self.req.request_protocol),
        )

    def _body(self) -> bytes:
        limit = self.req.server.body_limit
        body: bytes = self.req.rfile.read(limit + 1)
        if len(body) > limit:
            self._discard_rest()
        elif getattr(self.req.rfile, "remaining", 0):
            raise ValueError("The body ended early.")
        if self.req.chunked_read:
            list(self.req.rfile.read_trailer_lines())
        return body

    def _discard_rest(self) -> None:
        # A client that is still sending would see a reset instead of the refusal.
        self.req.close_connection = True
        while self.req.rfile.read(_PIECE):
            continue


class ReadRequest(HTTPRequest):
    """cheroot's request with headers as they were sent; what cannot be read is told in JSON."""

    method: bytes = b""

    def __init__(self, server: Any, conn: Any) -> None:
        super().__init__(server, conn)
        self.header_reader = SentHeaders()

    def read_request_line(self) -> Any:
        try:
            return super().read_request_line()  # type: ignore[no-untyped-call]
        except ValueError:  # a target that urllib cannot split
            self.simple_response("400 Bad Request", "Malformed Request-URI")
            return False

    def simple_response(self, status: str, msg: str = "") -> None:
        self.close_connection = True
        self.send(Response.problem(int(status[:3]), msg))

    def send(self, response: Response) -> None:
        """Write the response, without a body where the status or the method has none."""
        with _in_one_piece(self.conn):
            self._write_head(response)
            if response.status not in _BODILESS and self.method != b"HEAD":
                self.write(response.body)

    def _write_head(self, response: Response) -> None:
        headers = [pair for pair in response.headers if pair[0].lower() not in _FRAMING]
        if response.status not in _BODILESS:
            headers.append(("Content-Length", str(len(response.body))))
        self.outheaders = [(_raw(name), _raw(value)) for name, value in headers]
        self.status = _raw(f"{response.status} {responses.get(response.status, '')}")
        self.ensure_headers_sent()


@contextmanager
def _in_one_piece(connection: HTTPConnection) -> Iterator[None]:
    # An end of the process in between must not leave half an answer.
    wfile, connection.wfile = connection.wfile, BytesIO()
    try:
        yield
    finally:
        written, connection.wfile = connection.wfile.getvalue(), wfile
    wfile.write(written)


class Connection(HTTPConnection):
    """A connection that carries such requests."""

    RequestHandlerClass = ReadRequest


def _text(raw: bytes) -> str:
    return raw.decode("iso-8859-1")


def _raw(text: str) -> Any:
    return text.encode("iso-8859-1")
