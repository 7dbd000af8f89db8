"""A small threaded HTTP/1.1 server on loopback that keeps connections alive."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from infra.local.http_message import Request, Response

logger = logging.getLogger(__name__)

HOST = "127.0.0.1"
_GRACE_SECONDS = 10.0
_BODILESS = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})


class PortInUse(OSError):
    """The port is taken; the message names the option that chooses another."""


class BadBody(ValueError):
    """The body's length or chunks cannot be read."""


class HttpServer:
    """Serves `handle` on 127.0.0.1; the port is bound at once, port 0 takes a free one."""

    def __init__(self, port: int, body_limit: int) -> None:
        self._handle: Callable[[Request], Response] | None = None
        self._changed = threading.Condition()
        self._under_way = 0
        server = self

        class Handler(_Handler):
            limit = body_limit

            def respond(self, request: Request) -> Response:
                return server.respond(request)

        try:
            self._server = _Server((HOST, port), Handler)
        except OSError as error:
            raise PortInUse(
                f"port {port} on {HOST} is taken ({error.strerror}); choose another with --port, "
                "or --port 0 for a free one"
            ) from error
        self._thread = threading.Thread(target=self._serve, name="gateway", daemon=True)

    @property
    def base_url(self) -> str:
        """Where the server listens."""
        return f"http://{HOST}:{self._server.server_address[1]}"

    def start(self, handle: Callable[[Request], Response]) -> None:
        """Answer requests with `handle`."""
        self._handle = handle
        self._thread.start()

    def stop(self) -> None:
        """Take no more requests and wait for those under way; raises nothing."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()
        with self._changed:
            self._handle = None
            self._changed.wait_for(lambda: not self._under_way, timeout=_GRACE_SECONDS)

    def respond(self, request: Request) -> Response:
        """The handler's response; a bare 500 when it raises, 503 once the server has stopped."""
        with self._changed:
            handle = self._handle
            if handle is None:
                return Response.of_json(503, {"message": "The local cloud has stopped"})
            self._under_way += 1
        try:
            return handle(request)
        except Exception:
            logger.exception("%s %s could not be handled", request.method, request.target)
            return Response.of_json(500, {"message": "Internal server error"})
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def _serve(self) -> None:
        # Shutting down waits for the next poll; requests themselves never do.
        self._server.serve_forever(poll_interval=0.05)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    limit = 0

    def respond(self, request: Request) -> Response:
        raise NotImplementedError

    def handle_one_request(self) -> None:
        """Any method goes to the same place: which ones exist is for the routes to say."""
        self.raw_requestline = self.rfile.readline(65537)
        if len(self.raw_requestline) > 65536:
            self.requestline = self.request_version = self.command = ""
            self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
        elif not self.raw_requestline:
            self.close_connection = True
        elif self.parse_request():
            self._answer()
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        logger.debug(format, *args)

    def _answer(self) -> None:
        try:
            body = self._body()
        except BadBody as error:
            self.close_connection = True
            self._write(Response.of_json(400, {"message": str(error)}))
            return
        headers = tuple(self.headers.items())
        request = Request(
            method=self.command,
            target=self.path,
            headers=headers,
            body=body,
            source_ip=self.client_address[0],
            protocol=self.request_version,
        )
        self._write(self.respond(request))

    def _body(self) -> bytes:
        coding = self.headers.get("Transfer-Encoding")
        if coding is not None:
            if coding.lower() != "chunked":
                raise BadBody("the only Transfer-Encoding taken is chunked")
            return self._chunks()
        lengths = self.headers.get_all("Content-Length", ["0"])
        if len(lengths) > 1 or not re.fullmatch(r"[0-9]{1,18}", lengths[0]):
            raise BadBody("Content-Length is not one number")
        return self._limited(int(lengths[0]))

    def _limited(self, length: int) -> bytes:
        body = self.rfile.read(min(length, self.limit + 1))
        if len(body) < min(length, self.limit + 1):
            raise BadBody("the body ended early")
        if len(body) > self.limit:
            self._discard(length - len(body))
        return body

    def _discard(self, rest: int) -> None:
        # A client that is still sending would see a reset instead of the refusal.
        self.close_connection = True
        while rest > 0 and (piece := self.rfile.read(min(rest, 1 << 16))):
            rest -= len(piece)

    def _chunks(self) -> bytes:
        body = b""
        while size := self._chunk_size():
            body += self._limited(size)
            self.rfile.readline()
            if len(body) > self.limit:
                self.close_connection = True
                return body
        while self.rfile.readline().strip():
            continue
        return body

    def _chunk_size(self) -> int:
        line = self.rfile.readline(1024).split(b";")[0].strip()
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,15}", line):
            raise BadBody("the chunked body cannot be read")
        return int(line, 16)

    def _write(self, response: Response) -> None:
        self.send_response_only(response.status)
        for name, value in response.headers:
            if name.lower() not in ("content-length", "connection", "transfer-encoding"):
                self.send_header(name, value)
        if response.status not in _BODILESS:
            self.send_header("Content-Length", str(len(response.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD" and response.status not in _BODILESS:
            self.wfile.write(response.body)
