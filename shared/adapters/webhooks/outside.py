"""Posts to endpoints: a name is resolved once, and the connection goes to what was checked.

So no second answer of the resolver can lead elsewhere. Redirects are answers like any other, and of
an answer nothing but its status is read.
"""

import ssl
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Final, NamedTuple

from shared.adapters.webhooks.addresses import Resolve, is_public, resolve, resolved
from shared.adapters.webhooks.timed_connection import TimedConnection
from shared.domain.errors import Refused
from shared.domain.webhooks.deliveries import SLOW_SECONDS, Answered, Fault
from shared.domain.webhooks.urls import Target, read_url

RESOLVE_SECONDS: Final = 5.0
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
        with TimedConnection(target, address, message.until) as connection:
            try:
                connection.connect(self._trusting(target))
                status = connection.posted(message.told(target), message.body.encode())
                answered = Answered.of_status(status)
            except Exception as error:  # noqa: BLE001 - whatever an endpoint does is its failure
                answered = Answered(None, _fault(error))
            late = Answered(None, "timed_out") if connection.is_over else None
            return late or answered, connection.connected

    def _trusting(self, target: Target) -> ssl.SSLContext | None:
        if target.is_loopback:
            return None
        return self._trusted or ssl.create_default_context()


class _Message(NamedTuple):
    """What is sent, and up to when on the machine's own clock."""

    headers: Mapping[str, str]
    body: str
    until: float

    @property
    def left(self) -> float:
        """How many seconds are left for it."""
        return self.until - monotonic()

    def told(self, target: Target) -> Mapping[str, str]:
        """Tell a target's headers: its own, and what every message has."""
        return {**self.headers, "Host": target.authority, "Content-Type": "application/json"}


def _fault(error: Exception) -> Fault:
    if isinstance(error, ssl.SSLError):
        return "no_certificate"
    return "timed_out" if isinstance(error, TimeoutError) else "not_connected"
