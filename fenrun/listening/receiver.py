"""A receiver on loopback: it verifies each webhook, and tells whoever wants to know."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, NamedTuple

from standardwebhooks import Webhook, WebhookVerificationError

HOST = "127.0.0.1"
PATH = "/fenrun-listens"
"""By it a listener knows an endpoint that another has left behind."""

LARGEST = 1_000_000
TAKEN, NOT_OURS, TOO_LARGE = 204, 401, 413


class Arrived(NamedTuple):
    """A webhook that came: its payload, or None for one that no secret of ours has signed."""

    id: str
    payload: dict[str, Any] | None


def _nobody(_: Arrived) -> None:
    """Tell nobody."""


@dataclass
class Receiver:
    """Answers one request after the other, by the secret that it is given."""

    server: HTTPServer
    secret: str = ""
    told: Callable[[Arrived], None] = _nobody

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{HOST}:{self.server.server_port}{PATH}"

    @classmethod
    @contextmanager
    def on(cls, port: int) -> Iterator["Receiver"]:
        """Listen at a port, at any free one for 0. Errors: OSError for one that is taken."""
        with HTTPServer((HOST, port), BaseHTTPRequestHandler) as server:
            receiver = cls(server)
            server.RequestHandlerClass = _handler(receiver)
            yield receiver

    def receive(self) -> None:
        """Wait for a request and answer it."""
        self.server.handle_request()

    def take(self, headers: dict[str, str], body: bytes) -> int:
        """Verify a webhook, tell of it, and give the status to answer."""
        try:
            payload = Webhook(self.secret).verify(body, headers)
        except (WebhookVerificationError, ValueError):
            self.told(Arrived(headers.get("webhook-id", ""), None))
            return NOT_OURS
        self.told(Arrived(headers["webhook-id"], payload))
        return TAKEN


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            if length > LARGEST:
                status = TOO_LARGE
            else:
                status = receiver.take(headers, self.rfile.read(length))
            self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as its base
            """Say nothing: what came is told otherwise."""

    return Handler
