"""Requests over real connections of this machine: kept, opened anew, left, and never believed."""

import socket
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from shared.adapters.aws import wire
from shared.adapters.aws.errors import Unanswered
from shared.adapters.aws.wire import Wire
from tests.unit.adapters.webhooks.tls_server import TlsServer


class Server:
    """Sends each reply for one request, and ends the connection where None stands for one."""

    def __init__(self, *replies: bytes | None) -> None:
        self._replies = list(replies)
        self.connections = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def serve(self) -> None:
        while self._replies:
            came, _ = self._listening.accept()
            self.connections += 1
            with came, suppress(OSError):
                self._serve(came)

    def _serve(self, came: socket.socket) -> None:
        while self._replies:
            reply = self._replies.pop(0)
            if reply is None or not _request(came):
                return
            came.sendall(reply)

    def close(self) -> None:
        self._replies.clear()
        with suppress(OSError), socket.create_connection(self._listening.getsockname()):
            pass


def _request(came: socket.socket) -> bytes:
    read = b""
    while not read.endswith(b"}"):
        part = came.recv(65_536)
        if not part:
            return b""
        read += part
    return read


@contextmanager
def serving(*replies: bytes | None) -> Iterator[tuple[Server, Wire]]:
    server = Server(*replies)
    thread = threading.Thread(target=server.serve)
    thread.start()
    wire = Wire(server.url)
    try:
        yield server, wire
    finally:
        wire.close()
        server.close()
        thread.join()
        server._listening.close()


def reply(body: bytes = b"{}", status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def post(wire: Wire) -> tuple[int, bytes]:
    status, _, body = wire.post({"Host": wire.host}, b"{}")
    return status, body


def test_one_connection_serves_many_requests() -> None:
    with serving(reply(), reply(b'{"a":1}'), reply(b"{}", "400 Bad Request")) as (server, wire):
        assert [post(wire) for _ in range(3)] == [(200, b"{}"), (200, b'{"a":1}'), (400, b"{}")]
        assert server.connections == 1


@pytest.mark.parametrize("last", [reply(), reply(b"{}", "200 OK", "Connection: close")])
def test_a_connection_that_the_other_side_ended_is_opened_anew(last: bytes) -> None:
    with serving(last, None, reply(b'{"a":1}')) as (server, wire):
        assert post(wire) == (200, b"{}")
        (idle,) = wire._idle
        if idle.sock is not None:
            idle.sock.settimeout(5)
            assert idle.sock.recv(1, socket.MSG_PEEK) == b""
        assert post(wire) == (200, b'{"a":1}')
        assert server.connections == 2


def test_a_body_that_ends_too_early_is_no_answer() -> None:
    short = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"
    with serving(short, None) as (_, wire), pytest.raises(Unanswered, match="IncompleteRead"):
        post(wire)


def test_what_is_no_http_is_no_answer_and_its_connection_is_not_kept() -> None:
    with serving(b"what?\r\n\r\n", None) as (_, wire):
        with pytest.raises(Unanswered):
            post(wire)
        assert not wire._idle


def test_nobody_there_is_no_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unanswered, match="refused"):
        post(Wire(f"http://127.0.0.1:{port}"))


def test_a_silent_connection_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.adapters.aws.wire.READ_SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        wire = Wire(f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(Unanswered, match="TimeoutError"):
            post(wire)


def test_a_reply_is_held_against_its_sum() -> None:
    right, wrong = (f"x-amz-crc32: {zlib.crc32(it)}" for it in (b"{}", b"{ }"))
    with serving(reply(b"{}", "200 OK", right), reply(b"{}", "200 OK", wrong)) as (_, wire):
        assert post(wire) == (200, b"{}")
        with pytest.raises(Unanswered, match="CRC32"):
            post(wire)


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TlsServer]:
    server = TlsServer(tmp_path, "localhost")
    server.answer = reply(b"{}", "200 OK", "Connection: close")
    monkeypatch.setenv("AWS_CA_BUNDLE", str(tmp_path / "cert.pem"))
    wire._trusted.cache_clear()
    with server.up():
        yield server
    wire._trusted.cache_clear()


def test_https_is_spoken_to_whom_the_bundle_trusts(tls: TlsServer) -> None:
    assert post(Wire(f"https://localhost:{tls.port}")) == (200, b"{}")
    assert tls.names == ["localhost"]


def test_a_certificate_of_nobody_trusted_is_no_answer(
    tls: TlsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_CA_BUNDLE")
    with pytest.raises(Unanswered, match="CERTIFICATE_VERIFY_FAILED"):
        post(Wire(f"https://localhost:{tls.port}"))
    assert not tls.requests


def test_a_certificate_of_another_is_no_answer(tls: TlsServer) -> None:
    with pytest.raises(Unanswered, match="CERTIFICATE_VERIFY_FAILED"):
        post(Wire(f"https://127.0.0.1:{tls.port}"))
    assert not tls.requests
