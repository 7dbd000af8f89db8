"""A request of a plain client, sent on as whoever it says: signed, or with a token."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

import click
import requests

from fenrun.client import Client, Stack
from fenrun.client.client import new_key
from fenrun.terminal.callers import Caller, CallerType, default_caller
from infra.local.http.message import Headers, Request, Response
from shared.words.catalogue import in_both

AS: Final = "X-Fenrun-As"
"""The header by which a client says who it is: `storefront`, `finance:li`, `distributor:A`."""

OWN_HOSTS: Final = frozenset({"127.0.0.1", "localhost"})
SENT_ON: Final = ("Accept", "Accept-Language", "Content-Type")
HANDED_BACK: Final = ("Content-Type", "Location", "Retry-After", "X-Request-Id", "Cache-Control")
CUSTOMERS: Final = "/_stand_in/"
"""What customers and payees do on their phones."""

CLOCK: Final = "/_local/"
"""Business time, and what else a laptop adds."""


@dataclass(frozen=True)
class Door:
    """Sends on to a laptop's Fenrun, and to the stand-in of its payment channel."""

    stack: Stack
    stand_in_url: str
    session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self.session.trust_env = False  # a proxy cannot reach loopback

    def handle(self, request: Request) -> Response:
        """Answer a request; what another site's page sends through a browser is refused."""
        if _of_a_page(request):
            return Response.problem(403, in_both("terminal", "proxy_for_programs"))
        try:
            return self._sent_on(request)
        except requests.RequestException as error:
            return Response.problem(502, in_both("terminal", "laptop_failed", {"why": error}))

    def _sent_on(self, request: Request) -> Response:
        if request.path.startswith(CUSTOMERS):
            return self._as_it_is(self.stand_in_url, request)
        if request.path.startswith(CLOCK):
            return self._as_it_is(self.stack.url, request)
        try:
            caller = _caller(request)
        except click.UsageError as error:
            return Response.problem(400, f"{AS}: {error.message}")
        return self._as(self._client(caller), request)

    def _as(self, client: Client, request: Request) -> Response:
        method, url = request.method, client.url + request.target
        key = request.header("Idempotency-Key") or new_key(method)
        sent = client.credential.proven(method, url, request.body, key)
        # What was signed stands as it is.
        headers = {**_named(request, SENT_ON), **dict(sent.headers)}
        return _answer(client.send_raw(sent.method, sent.url, sent.body, headers))

    def _as_it_is(self, base_url: str, request: Request) -> Response:
        return _answer(
            self.session.request(
                request.method,
                base_url + request.target,
                data=request.body,
                headers=_named(request, SENT_ON),
                timeout=self.stack.timeout_seconds,
            )
        )

    def _client(self, caller: Caller) -> Client:
        by_role: dict[str | None, Callable[[], Client]] = {
            None: self.stack.anybody,
            "storefront": self.stack.storefront,
        }
        if caller.role in by_role:
            return by_role[caller.role]()
        return self.stack.person(caller.role, caller.subject)  # type: ignore[arg-type]


def _caller(request: Request) -> Caller:
    """Give who calls, by default whom the route is for. Errors: a UsageError."""
    said = request.header(AS)
    if said is None:
        return default_caller(request.method, request.path)
    return CallerType().convert(said, None, None)


def _of_a_page(request: Request) -> bool:
    # A page may reach loopback under a name of its own, but says so.
    host = urlsplit(f"//{request.header('Host')}").hostname
    return host not in OWN_HOSTS or request.header("Origin") is not None


def _named(request: Request, names: tuple[str, ...]) -> dict[str, str]:
    return {name.lower(): value for name in names if (value := request.header(name)) is not None}


def _answer(response: requests.Response) -> Response:
    headers: Headers = tuple(
        (name, response.headers[name]) for name in HANDED_BACK if name in response.headers
    )
    return Response(response.status_code, headers, response.content)
