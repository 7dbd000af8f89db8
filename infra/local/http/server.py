"""A threaded HTTP/1.1 server on loopback that keeps connections alive: cheroot, set up."""

import logging
import threading
from collections.abc import Callable
from socket import socket

from cheroot.server import HTTPServer
from cheroot.workers.threadpool import ThreadPool, WorkerThread

from infra.local.http.exchange import AnswerWithheld, Connection, Exchange
from infra.local.http.message import Request, Response
from shared.words.catalogue import in_both

logger = logging.getLogger(__name__)

HOST = "127.0.0.1"
THREADS = 32
"""More than ever wait at once for what other requests to the same server bring about."""

HEADER_LIMIT = 64 * 1024
"""Bytes of a request's first line and headers together."""

Handle = Callable[[Request], Response]


class PortInUse(OSError):
    """The port is taken; the message names the option that chooses another."""


class HttpServer:
    """Serves a handler on 127.0.0.1; the port is bound at once, port 0 takes a free one.

    A request that comes before the start waits for it.
    """

    def __init__(
        self, port: int, body_limit: int, name: str = "gateway", option: str = "--port"
    ) -> None:
        self._server = _Server(port, body_limit, option)
        self._thread = threading.Thread(target=self._server.serve, name=name, daemon=True)

    @property
    def base_url(self) -> str:
        """Where the server listens."""
        host, port = self._server.bind_addr
        return f"http://{host}:{port}"

    def start(self, handle: Handle) -> None:
        """Answer requests with `handle`: a bare 500 when it raises, nothing at AnswerWithheld."""
        self._server.handle = lambda request: _answer(handle, request)
        self._thread.start()

    def stop(self) -> None:
        """Take no more requests and wait for those under way; raises nothing."""
        self._server.stop()
        if self._thread.is_alive():
            self._thread.join()


class _Workers(ThreadPool):
    """Threads that keep no process alive, however early it is to end."""

    def _spawn_worker(self) -> WorkerThread:
        worker = WorkerThread(self.server)  # type: ignore[no-untyped-call]
        worker.daemon = True
        worker.start()
        return worker


class _Server(HTTPServer):
    ConnectionClass = Connection
    request_queue_size = 128
    keep_alive_conn_limit = 1024
    max_request_header_size = HEADER_LIMIT
    timeout = 30
    # Stopping waits for the next look at the connections; requests never do.
    expiration_interval = 0.05

    handle: Handle

    def __init__(self, port: int, body_limit: int, option: str) -> None:
        super().__init__((HOST, port), Exchange, server_name="Fenrun")
        self.requests = _Workers(self, min=THREADS)
        self.body_limit = body_limit
        try:
            self.prepare()
        except OSError as error:
            facts = {"port": port, "host": HOST, "option": option, "other": port + 10}
            raise PortInUse(in_both("usage", "port_taken", facts)) from error

    @staticmethod
    def bind_socket(socket_: socket, bind_addr: tuple[str, int]) -> socket:
        try:
            socket_.bind(bind_addr)
        except OSError:
            socket_.close()  # which cheroot leaves open
            raise
        return socket_

    def error_log(self, msg: str = "", level: int = logging.INFO, traceback: bool = False) -> None:
        logger.log(level, msg, exc_info=traceback)


def _answer(handle: Handle, request: Request) -> Response:
    try:
        response = handle(request)
    except AnswerWithheld:
        raise
    except Exception:
        logger.exception("%s %s could not be handled", request.method, request.target)
        response = Response.of_json(500, {"message": "Internal server error"})
    logger.debug("%s %s %s", request.method, request.target, response.status)
    return response
