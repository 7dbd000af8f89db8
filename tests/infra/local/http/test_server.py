"""The local server over real connections: what reaches the handler, and how the client is told."""

import json
import logging
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest
import requests

from infra.local.http.exchange import AnswerWithheld
from infra.local.http.message import Request, Response
from infra.local.http.server import HEADER_LIMIT, THREADS, HttpServer, PortInUse

BODY_LIMIT = 1000


class Handler:
    """Answers 7 and remembers the requests, unless told to do something else."""

    def __init__(self) -> None:
        self.seen: list[Request] = []
        self.answer = Response(200, body=b"7")

    def __call__(self, request: Request) -> Response:
        self.seen.append(request)
        return self.answer


@contextmanager
def serving(handler) -> Iterator[HttpServer]:
    server = HttpServer(0, BODY_LIMIT)
    server.start(handler)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def handler():
    return Handler()


@pytest.fixture
def base_url(handler):
    with serving(handler) as server:
        yield server.base_url


def connected(base_url: str) -> socket.socket:
    host, port = base_url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=10)


def exchange(base_url: str, sent: bytes) -> bytes:
    with connected(base_url) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_connections_are_kept_alive(base_url):
    answers = exchange(base_url, b"GET /open HTTP/1.1\r\nHost: x\r\n\r\n" * 3)
    assert answers.count(b"HTTP/1.1 200 OK") == 3


def test_a_kept_connection_is_used_again(base_url):
    request = b"GET /open HTTP/1.1\r\n\r\n"
    with connected(base_url) as connection:
        for _ in range(3):
            connection.sendall(request)
            assert connection.recv(1000).startswith(b"HTTP/1.1 200 OK\r\n")


def test_http_1_0_closes(base_url):
    answers = exchange(base_url, b"GET /open HTTP/1.0\r\n\r\n" * 2)
    assert answers.count(b"200 OK") == 1


def test_the_target_stays_as_it_was_sent(handler, base_url):
    target = b"/r/a%2Fb%20%E5%88%86?x=%C3%A9&y=1+2&x=%2f"
    exchange(base_url, b"GET " + target + b" HTTP/1.1\r\n\r\n")
    (request,) = handler.seen
    assert request.target == target.decode()
    assert request.path == "/r/a%2Fb%20%E5%88%86"


def test_headers_keep_their_order_case_and_repeats(handler, base_url):
    lines = [b"hOsT: here", b"X-Many: 1", b"x-many:2", b"Accept: a", b"Accept: b", b"X-Empty:"]
    exchange(base_url, b"GET / HTTP/1.1\r\n" + b"\r\n".join(lines) + b"\r\n\r\n")
    (request,) = handler.seen
    assert request.headers == (
        ("hOsT", "here"),
        ("X-Many", "1"),
        ("x-many", "2"),
        ("Accept", "a"),
        ("Accept", "b"),
        ("X-Empty", ""),
    )


def test_a_chunked_body_is_put_together(handler, base_url):
    answer = requests.post(f"{base_url}/open", data=iter([b"one ", b"two"]), timeout=10)
    assert answer.status_code == 200
    assert handler.seen[0].body == b"one two"


def test_after_a_chunked_body_with_trailers_the_connection_goes_on(handler, base_url):
    chunked = b"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\n"
    exchange(base_url, chunked + b"X-Trailer: 1\r\n\r\nGET /b HTTP/1.1\r\n\r\n")
    assert [(each.target, each.body) for each in handler.seen] == [("/a", b"abc"), ("/b", b"")]


def test_head_has_no_body(base_url):
    answer = exchange(base_url, b"HEAD /open HTTP/1.1\r\nConnection: close\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n")
    assert body == b""


def test_no_content_has_no_body_and_no_length(handler, base_url):
    handler.answer = Response(204, (("Content-Length", "9"), ("X-One", "1")), b"ignored")
    answer = exchange(base_url, b"GET /open HTTP/1.1\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 204 No Content\r\nX-One: 1\r\n")
    assert b"Content-Length" not in answer
    assert answer.endswith(b"\r\n\r\n")


MALFORMED = {
    "no number": b"POST /open HTTP/1.1\r\nContent-Length: many\r\n\r\n",
    "negative": b"POST /open HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    "two lengths": b"POST /open HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "two framings": b"POST /open HTTP/1.1\r\nContent-Length: 1\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "ended early": b"POST /open HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc",
    "bad chunk": b"POST /open HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "chunk ended early": b"POST /open HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    "folded header": b"GET /open HTTP/1.1\r\nContent-Length: 0\r\n 1\r\n\r\n",
    "space in name": b"GET /open HTTP/1.1\r\nHost : x\r\n\r\n",
    "no colon": b"GET /open HTTP/1.1\r\nHost\r\n\r\n",
    "no request": b"NONSENSE\r\n\r\n",
    "four words": b"GET /open HTTP/1.1 extra\r\n\r\n",
    "target no URL": b"GET //[ HTTP/1.1\r\n\r\n",
}


@pytest.mark.parametrize("sent", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_request_is_a_bad_request(handler, base_url, sent):
    head, _, body = exchange(base_url, sent).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert b"\r\nContent-Type: application/problem+json\r\n" in head
    problem = json.loads(body)
    assert (problem["status"], problem["title"]) == (400, "Bad Request")
    assert problem["detail"]
    assert handler.seen == []


def test_an_unknown_transfer_coding_is_not_implemented(handler, base_url):
    answer = exchange(base_url, b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 501 Not Implemented\r\n")
    assert handler.seen == []


def test_headers_have_a_limit(handler, base_url):
    answer = exchange(base_url, b"GET / HTTP/1.1\r\nX: " + b"x" * HEADER_LIMIT + b"\r\n\r\n")
    assert b" 413 " in answer.split(b"\r\n")[0]
    assert handler.seen == []


@pytest.mark.parametrize("data", [b"x" * 500_000, iter([b"x" * 9_000] * 60)], ids=["one", "chunks"])
def test_a_body_over_the_limit_is_cut_and_the_connection_closed(handler, base_url, data):
    handler.answer = Response(413)
    with requests.Session() as session:
        answer = session.post(f"{base_url}/open", data=data, timeout=10)
    assert (answer.status_code, answer.headers["Connection"]) == (413, "close")
    assert len(handler.seen[0].body) == BODY_LIMIT + 1


def test_a_body_at_the_limit_arrives_whole(handler, base_url):
    requests.post(f"{base_url}/open", data=b"x" * BODY_LIMIT, timeout=10)
    assert len(handler.seen[0].body) == BODY_LIMIT


def test_a_client_may_ask_before_it_sends_the_body(handler, base_url):
    head = b"POST /open HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
    with connected(base_url) as connection:
        connection.sendall(head)
        assert connection.recv(100).startswith(b"HTTP/1.1 100 Continue\r\n")
        connection.sendall(b"ab")
        assert connection.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")
    assert handler.seen[0].body == b"ab"


def test_requests_are_answered_side_by_side():
    together = threading.Barrier(16, timeout=10)

    def meeting(request):
        together.wait()
        return Response(200, body=b"met")

    with serving(meeting) as server, ThreadPoolExecutor(16) as threads:
        answers = list(
            threads.map(lambda url: requests.get(url, timeout=10).text, [server.base_url] * 16)
        )
    assert answers == ["met"] * 16


def test_more_connections_are_kept_than_there_are_threads(base_url):
    with ExitStack() as kept:
        sessions = [kept.enter_context(requests.Session()) for _ in range(THREADS + 8)]
        for _ in range(2):
            answers = [session.get(base_url, timeout=10).text for session in sessions]
            assert answers == ["7"] * len(sessions)


def test_a_taken_port_says_which_option_helps(base_url):
    port = int(base_url.rsplit(":", 1)[1])
    with pytest.raises(PortInUse, match=f"port {port} .* choose another with --port"):
        HttpServer(port, 1000)


def test_what_breaks_in_the_handler_is_a_bare_500(caplog):
    def broken(request):
        raise LookupError("a bug of the cloud")

    with serving(broken) as server:
        answer = requests.get(f"{server.base_url}/open", timeout=10)
    assert (answer.status_code, answer.json()) == (500, {"message": "Internal server error"})
    assert "GET /open could not be handled" in caplog.text
    assert "a bug of the cloud" in caplog.text


def test_a_header_that_cannot_be_written_is_a_server_error(handler, base_url, caplog):
    handler.answer = Response(200, (("X-Name", "分润"),))
    answer = requests.get(base_url, timeout=10)
    assert (answer.status_code, answer.json()["title"]) == (500, "Internal Server Error")
    assert "UnicodeEncodeError" in caplog.text


def test_an_answer_may_be_withheld():
    def silent(request):
        raise AnswerWithheld

    with serving(silent) as server:
        assert exchange(server.base_url, b"GET / HTTP/1.1\r\n\r\n") == b""


def test_each_request_is_logged(base_url, caplog):
    with caplog.at_level(logging.DEBUG, "infra.local.http.server"):
        requests.get(f"{base_url}/a%20b?x=1", timeout=10)
    assert "GET /a%20b?x=1 200" in caplog.messages


def test_a_request_before_the_start_waits_for_it(handler):
    server = HttpServer(0, BODY_LIMIT)
    with ThreadPoolExecutor(1) as threads:
        early = threads.submit(requests.get, server.base_url, timeout=10)
        server.start(handler)
        try:
            assert early.result(10).text == "7"
        finally:
            server.stop()


def test_a_server_that_never_started_stops():
    server = HttpServer(0, BODY_LIMIT)
    server.stop()
    with pytest.raises(requests.ConnectionError):
        requests.get(server.base_url, timeout=10)


def test_a_kept_connection_ends_with_the_server(handler):
    with requests.Session() as session:
        with serving(handler) as server:
            assert session.get(f"{server.base_url}/open", timeout=10).status_code == 200
            handler.seen.clear()
        with pytest.raises(requests.ConnectionError):
            session.get(f"{server.base_url}/open", timeout=10)
    assert handler.seen == []


def test_stopping_waits_for_the_request_under_way():
    arrived, leave = threading.Event(), threading.Event()
    done: list[str] = []

    def slow(request):
        arrived.set()
        leave.wait(10)
        done.append(request.target)
        return Response(200)

    server = HttpServer(0, BODY_LIMIT)
    server.start(slow)
    with ThreadPoolExecutor(2) as threads:
        asked = threads.submit(requests.get, f"{server.base_url}/open", timeout=10)
        assert arrived.wait(10)
        stopped = threads.submit(lambda: (server.stop(), list(done))[1])
        leave.set()
        assert stopped.result(10) == ["/open"]
        assert asked.result(10).status_code == 200


def test_a_server_that_nobody_stops_keeps_no_process_alive():
    program = "from infra.local.http.server import HttpServer; HttpServer(0, 1000)"

    ended = subprocess.run([sys.executable, "-c", program], timeout=60, check=False)

    assert ended.returncode == 0
