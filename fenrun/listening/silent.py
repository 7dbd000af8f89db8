"""Endpoints on this machine at which nobody listens any more."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from urllib.parse import urlsplit

from fenrun.client import Answer, Client
from fenrun.listening.receiver import HOST

WEBHOOKS = "/v1/webhooks"
MOST = 500
"""How many endpoints are looked through; a brand has fewer that are active."""


def silent(client: Client) -> Iterator[Answer]:
    """Give the active endpoints of a caller that refuse each connection."""
    for each in islice(client.items(WEBHOOKS), MOST):
        if each["status"] == "active" and _is_silent(each["url"]):
            yield each


def _is_silent(url: str) -> bool:
    target = urlsplit(url)
    with suppress(ConnectionRefusedError):
        if target.hostname == HOST:
            socket.create_connection((HOST, target.port or 80), timeout=1).close()
        return False
    return True
