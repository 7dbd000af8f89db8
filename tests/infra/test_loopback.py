"""Tests stay on this machine."""

import socket

import pytest


@pytest.mark.parametrize(
    ("family", "address"),
    [(socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")],
)
def test_a_connection_to_elsewhere_fails_at_once(family: int, address: str) -> None:
    with socket.socket(family) as client, pytest.raises(AssertionError, match="this machine only"):
        client.connect((address, 80))


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())
