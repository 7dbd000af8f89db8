"""A receiver of webhooks on this machine: it keeps what it was sent, and answers as told,
once it is `answering`."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook


@dataclass
class Receiver:
    """What arrived, and the statuses of the next answers; 204 once there are no more."""

    url: str = ""
    arrived: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    always: int = 204
    asked: threading.Event = field(default_factory=threading.Event)
    answering: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.answering.set()

    def read(self, secret: str) -> list[dict[str, Any]]:
        """Verify everything with the library, and give it."""
        verifier = Webhook(secret)
        return [verifier.verify(body, headers) for headers, body in self.arrived]

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.arrived]

    @classmethod
    @contextmanager
    def listening(cls) -> Iterator["Receiver"]:
        receiver = cls()
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(receiver))
        receiver.url = f"http://127.0.0.1:{server.server_port}/hooks"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.arrived.append((headers, body))
            receiver.asked.set()
            receiver.answering.wait()
            self.send_response(receiver.answers.pop(0) if receiver.answers else receiver.always)
            self.send_header("Location", receiver.url)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    return Handler
