"""One connection to one address, over at one moment whatever the other side does until then."""

import socket
import ssl
from collections.abc import Mapping
from contextlib import closing, suppress
from http.client import HTTPConnection
from threading import Event, Timer
from time import monotonic
from typing import Final, Self, TypeVar

from shared.domain.webhooks.urls import Target

CONNECT_SECONDS: Final = 5.0
"""For how long one address is waited for, and then for its handshake."""

_Socket = TypeVar("_Socket", bound=socket.socket)


class TimedConnection:
    """Cut off at `until`, on the machine's own clock; `connected` once its address has answered.

    A handshake gives the connection another socket. Each is kept before its next step, and whether
    the time is over is asked behind that: so a cut that meets the old one is not lost.
    """

    def __init__(self, target: Target, address: str, until: float) -> None:
        self._target = target
        self._address = address
        self._until = until
        self._socket: socket.socket | None = None
        self._is_over = Event()
        self._timer = Timer(max(0.0, until - monotonic()), self._cut)
        self._timer.daemon = True
        self.connected = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._socket is not None:
            self._socket.close()

    @property
    def is_over(self) -> bool:
        """Tell whether it was cut off; what it read then looks like an answer that has ended."""
        return self._is_over.is_set()

    def connect(self, trusted: ssl.SSLContext | None) -> None:
        """Connect, over TLS where certificates are trusted. Errors: OSError."""
        there = self._address, self._target.port
        reached = self._kept(socket.create_connection(there, self._left(CONNECT_SECONDS)))
        if trusted is not None:
            reached = self._secured(reached, trusted)
        reached.settimeout(self._left())
        self.connected = True

    def posted(self, headers: Mapping[str, str], body: bytes) -> int:
        """Send once, and read the status alone. Errors: OSError, HTTPException."""
        with closing(HTTPConnection(self._address, self._target.port)) as http:
            http.sock = self._socket
            http.request("POST", self._target.path, body, headers)
            return http.getresponse().status

    def _secured(self, reached: socket.socket, trusted: ssl.SSLContext) -> ssl.SSLSocket:
        host = self._target.host
        secured = self._kept(
            trusted.wrap_socket(reached, server_hostname=host, do_handshake_on_connect=False)
        )
        secured.settimeout(self._left(CONNECT_SECONDS))
        secured.do_handshake()
        return secured

    def _kept(self, new: _Socket) -> _Socket:
        self._socket = new
        if self.is_over:
            raise TimeoutError(self._target.host)
        return new

    def _left(self, at_most: float = float("inf")) -> float:
        left = min(self._until - monotonic(), at_most)
        if left <= 0:
            raise TimeoutError(self._target.host)
        return left

    def _cut(self) -> None:
        self._is_over.set()
        if self._socket is not None:
            # Closing alone would not wake who waits for it. The plain socket is shut down: TLS's
            # own way would first let go of the cipher, and what is then sent would be readable.
            with suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
