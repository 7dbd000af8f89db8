"""What is sent to an endpoint, over TLS, to the very address that was checked."""

from collections.abc import Iterator
from pathlib import Path
from ssl import SSLSocket
from threading import Event
from time import monotonic
from typing import Any

import pytest

from shared.adapters.webhooks import addresses, outside, timed_connection
from shared.adapters.webhooks.outside import HttpsOutside
from shared.adapters.webhooks.timed_connection import TimedConnection
from shared.domain.webhooks import urls
from shared.domain.webhooks.deliveries import Answered
from shared.domain.webhooks.urls import Target
from tests.unit.adapters.webhooks.tls_server import TlsServer

HOST = "shop.example"
BODY = '{"type":"order.paid"}'
HEADERS = {"webhook-id": "order/O1.2"}


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TlsServer]:
    """A server that passes for one of the public internet: this machine's address and port do."""
    server = TlsServer(tmp_path, HOST)
    known = addresses.is_public
    monkeypatch.setattr(outside, "is_public", lambda it: it == "127.0.0.1" or known(it))
    monkeypatch.setattr(urls, "PORTS", (server.port,))
    with server.up():
        yield server


class Resolver:
    """A name's addresses, each time the next."""

    def __init__(self, *answers: str) -> None:
        self.left = list(answers)
        self.asked: list[str] = []

    def __call__(self, target: Target) -> list[str]:
        self.asked.append(target.host)
        return [self.left.pop(0)]


def post(
    server: TlsServer, resolver: Resolver, host: str = HOST, seconds: float = 15.0
) -> Answered:
    out = HttpsOutside(resolving=resolver, trusted=server.trusted, seconds=seconds)
    return out.post(f"https://{host}:{server.port}/hooks?key=1", HEADERS, BODY)


def test_the_endpoint_is_asked_by_its_name_at_the_address_that_was_checked(
    server: TlsServer,
) -> None:
    # Whoever resolved it a second time would be led into the house.
    rebinding = Resolver("127.0.0.1", "10.0.0.1")

    assert post(server, rebinding) == Answered(204, None)

    assert rebinding.asked == [HOST]
    assert server.names == [HOST]
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    lines = [line.lower() for line in head.decode().split("\r\n")]
    assert lines[0] == "post /hooks?key=1 http/1.1"
    assert f"host: {HOST}:{server.port}" in lines
    assert "webhook-id: order/o1.2" in lines
    assert "content-type: application/json" in lines
    assert body == BODY.encode()


def test_a_name_that_has_moved_into_the_house_is_not_called(server: TlsServer) -> None:
    moved = Resolver("127.0.0.1", "169.254.169.254")

    assert post(server, moved).fault is None
    assert post(server, moved) == Answered(None, "address_not_public")

    assert len(server.requests) == 1


def test_a_redirect_is_a_failure_and_nobody_follows_it(server: TlsServer) -> None:
    server.answer = b"HTTP/1.1 302 Found\r\nLocation: https://10.0.0.1/\r\n\r\n"
    resolver = Resolver("127.0.0.1")

    assert post(server, resolver) == Answered(302, "status")

    assert (len(server.requests), resolver.asked) == (1, [HOST])


@pytest.mark.parametrize("status", [199, 300, 404, 500])
def test_only_2xx_is_taken(status: int) -> None:
    assert Answered.of_status(status) == Answered(status, "status")
    assert Answered.of_status(204).fault is None


def test_a_certificate_of_another_name_is_none(server: TlsServer) -> None:
    assert post(server, Resolver("127.0.0.1"), "other.example") == Answered(None, "no_certificate")
    assert server.requests == []


def test_a_certificate_that_nobody_vouches_for_is_none(server: TlsServer) -> None:
    out = HttpsOutside(resolving=Resolver("127.0.0.1"))

    assert out.post(f"https://{HOST}:{server.port}/", {}, BODY) == Answered(None, "no_certificate")


def test_an_endpoint_that_drips_is_cut_off(server: TlsServer) -> None:
    server.answer, server.drips = b"HTTP/1.1 204 No Content\r\nX: " + b"x" * 100_000, True

    assert post(server, Resolver("127.0.0.1"), seconds=0.3) == Answered(None, "timed_out")


def test_whose_handshake_outlasts_the_try_is_cut_off_in_it(server: TlsServer) -> None:
    # Behind the handshake it would drip for minutes: the cut has to hold for what comes after it.
    server.answer, server.drips = b"HTTP/1.1 204 No Content\r\nX: " + b"x" * 3_000, True
    server.seconds_before_handshake = 1.0

    assert post(server, Resolver("127.0.0.1"), seconds=0.5) == Answered(None, "timed_out")

    assert server.requests == []


def test_a_cut_between_two_sockets_is_not_lost(
    server: TlsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The first socket has been let go of for TLS, and the second is not kept yet.
    target, wrapped = Target("https", HOST, server.port, "/"), server.trusted.wrap_socket
    connection = TimedConnection(target, "127.0.0.1", monotonic() + 0.2)

    def wrapped_late(*given: Any, **named: Any) -> SSLSocket:
        secured = wrapped(*given, **named)
        while not connection.is_over:
            Event().wait(0.01)
        return secured

    monkeypatch.setattr(server.trusted, "wrap_socket", wrapped_late)
    with connection, pytest.raises(TimeoutError):
        connection.connect(server.trusted)

    assert server.requests == []


def test_all_addresses_share_the_time_of_one_try(
    server: TlsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timed_connection, "CONNECT_SECONDS", 0.2)
    server.seconds_before_handshake = 60.0
    many = ["127.0.0.1"] * 300
    out = HttpsOutside(resolving=lambda target: many, trusted=server.trusted, seconds=0.5)

    answered = out.post(f"https://{HOST}:{server.port}/", HEADERS, BODY)

    assert (answered, server.requests) == (Answered(None, "timed_out"), [])


def test_an_answer_may_take_longer_than_a_connection(
    server: TlsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timed_connection, "CONNECT_SECONDS", 1.0)
    server.seconds_before_answer = 1.2

    assert post(server, Resolver("127.0.0.1")) == Answered(204, None)


def test_an_answer_without_end_is_not_read(server: TlsServer) -> None:
    server.answer = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n" + b"x" * 100_000

    assert post(server, Resolver("127.0.0.1")) == Answered(200, None)


@pytest.mark.parametrize(
    "answer", [b"", b"no http\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 200 + b"\r\n"]
)
def test_what_is_no_answer_is_a_failure(server: TlsServer, answer: bytes) -> None:
    server.answer = answer

    assert post(server, Resolver("127.0.0.1")) == Answered(None, "not_connected")


def test_a_name_that_nobody_resolves_in_time_is_given_up(server: TlsServer) -> None:
    answering = Event()

    def slow(target: Target) -> list[str]:
        answering.wait()
        return ["127.0.0.1"]

    out = HttpsOutside(resolving=slow, trusted=server.trusted, seconds=0.1)
    answered = out.post(f"https://{HOST}:{server.port}/", HEADERS, BODY)
    answering.set()

    assert answered == Answered(None, "timed_out")
    assert server.requests == []


def test_where_nobody_is_at_one_address_the_next_is_tried(
    server: TlsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "is_public", lambda it: it in ("127.0.0.2", "127.0.0.1"))
    both = ["127.0.0.2", "127.0.0.1", "127.0.0.1"]
    out = HttpsOutside(resolving=lambda target: both, trusted=server.trusted)

    answered = out.post(f"https://{HOST}:{server.port}/", HEADERS, BODY)

    assert answered == Answered(204, None)
    assert len(server.requests) == 1


def test_it_is_said_of_an_answer_that_it_was_slow(
    server: TlsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "SLOW_SECONDS", 0.0)

    assert post(server, Resolver("127.0.0.1")) == Answered(204, None, slow=True)


def test_nobody_at_the_address(server: TlsServer) -> None:
    free = HttpsOutside(loopback=True)

    assert free.post("http://127.0.0.1:9/", {}, BODY) == Answered(None, "not_connected")
