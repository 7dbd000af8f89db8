"""Posts to endpoints: a name is resolved once, and the connection goes to what was checked.

So no second answer of the resolver can lead elsewhere. Redirects are answers like any other, and of
an answer nothing but its status is read.
"""

import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Event, Timer
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.adapters.webhooks.addresses import Resolve, is_public, resolve, resolved
from shared.domain.errors import Refused
from shared.domain.webhooks.deliveries import SLOW_SECONDS, Answered, Fault
from shared.domain.webhooks.urls import Target, read_url

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection

RESOLVE_SECONDS: Final = 5.0
CONNECT_SECONDS: Final = 5.0
ANSWER_SECONDS: Final = 15.0
"""For how long a whole try may last, its name's resolution and all of its addresses included."""


class NotPublic(Exception):
    """A name leads into a network of somebody's own."""


class HttpsOutside:
    """The endpoints out there; on a laptop, and only there, this machine's http as well."""

    def __init__(
        self,
        *,
        loopback: bool = False,
        resolving: Resolve = resolve,
        trusted: ssl.SSLContext | None = None,
        seconds: float = ANSWER_SECONDS,
    ) -> None:
        self._loopback = loopback
        self._resolve = resolving
        self._trusted = trusted
        self._seconds = seconds

    def require_public(self, url: str) -> None:
        """Look a URL over and resolve its name. Errors: invalid."""
        target = read_url(url, loopback=self._loopback)
        try:
            self._addresses(target)
        except OSError as error:
            raise Refused("invalid", "url_name_unknown", host=target.host) from error
        except NotPublic as error:
            raise Refused("invalid", "url_not_public", host=target.host) from error

    def post(self, url: str, headers: Mapping[str, str], body: str) -> Answered:
        """Send once, and tell the status or why there was none."""
        begun = monotonic()
        answered = self._answered(url, headers, body, begun + self._seconds)
        return answered._replace(slow=monotonic() - begun >= SLOW_SECONDS)

    def _answered(self, url: str, headers: Mapping[str, str], body: str, until: float) -> Answered:
        try:
            target = read_url(url, loopback=self._loopback)
            addresses = self._addresses(target)
        except Refused:
            return Answered(None, "url_refused")
        except TimeoutError:
            return Answered(None, "timed_out")
        except OSError:
            return Answered(None, "name_unknown")
        except NotPublic:
            return Answered(None, "address_not_public")
        return self._post(target, addresses, _Message(headers, body, until))

    def _addresses(self, target: Target) -> Sequence[str]:
        """Give the addresses to connect to. Errors: OSError; NotPublic if one of them is not."""
        if target.is_loopback:
            return [target.host]
        addresses = resolved(self._resolve, target, min(RESOLVE_SECONDS, self._seconds))
        if not addresses or not all(map(is_public, addresses)):
            raise NotPublic(target.host)
        return addresses

    def _post(self, target: Target, addresses: Sequence[str], message: "_Message") -> Answered:
        """Send to the first address that can be connected to, all in the time of one try."""
        answered = Answered(None, "timed_out")
        for address in addresses:
            if message.left <= 0:
                return Answered(None, "timed_out")
            answered, connected = self._post_to(target, address, message)
            if connected:
                return answered
        return answered

    def _post_to(self, target: Target, address: str, message: "_Message") -> tuple[Answered, bool]:
        """Send to one address; tell whether it was connected to, behind which none follows."""
        connection, connected = self._connection(target, address), False
        with _at_most(message.left, connection) as late:
            try:
                connection.connect()
                connected = True
                answered = Answered.of_status(_status(connection, target, message))
            except Exception as error:  # noqa: BLE001 - whatever an endpoint does is its failure
                answered = Answered(None, _fault(error))
        # What was cut off looks like an answer that has ended.
        return (Answered(None, "timed_out") if late.is_set() else answered), connected

    def _connection(self, target: Target, address: str) -> "HTTPConnection":
        # Only who sends waits for the library to load.
        from urllib3.connection import HTTPConnection, HTTPSConnection  # noqa: PLC0415

        if target.is_loopback:
            return HTTPConnection(address, target.port, timeout=CONNECT_SECONDS)
        trusted = self._trusted or ssl.create_default_context()
        return HTTPSConnection(
            address,
            target.port,
            timeout=CONNECT_SECONDS,
            ssl_context=trusted,
            server_hostname=target.host,
        )


class _Message(NamedTuple):
    """What is sent, and up to when on the machine's own clock."""

    headers: Mapping[str, str]
    body: str
    until: float

    @property
    def left(self) -> float:
        """How many seconds are left for it."""
        return self.until - monotonic()


def _status(connection: "HTTPConnection", target: Target, message: _Message) -> int:
    told = {**message.headers, "Host": target.authority, "Content-Type": "application/json"}
    body = message.body.encode()
    connection.request("POST", target.path, body=body, headers=told, preload_content=False)
    return connection.getresponse().status


@contextmanager
def _at_most(seconds: float, connection: "HTTPConnection") -> Iterator[Event]:
    """Cut a connection off after so long; the event says that this was done."""
    late = Event()

    def cut() -> None:
        late.set()
        # Closing alone would not wake who waits for the socket.
        with suppress(OSError, AttributeError):
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        connection.close()


def _fault(error: Exception) -> Fault:
    from urllib3.exceptions import NewConnectionError  # noqa: PLC0415
    from urllib3.exceptions import TimeoutError as TimedOut  # noqa: PLC0415

    if isinstance(error, ssl.SSLError):
        return "no_certificate"
    late = isinstance(error, TimedOut | TimeoutError) and not isinstance(error, NewConnectionError)
    return "timed_out" if late else "not_connected"
