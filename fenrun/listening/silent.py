"""Addresses on this machine at which nobody listens any more."""

import socket
from contextlib import suppress
from urllib.parse import urlsplit

from fenrun.listening.receiver import HOST


def is_silent(url: str) -> bool:
    """Tell whether an address of this machine refuses each connection."""
    target = urlsplit(url)
    with suppress(ConnectionRefusedError):
        if target.hostname == HOST:
            socket.create_connection((HOST, target.port or 80), timeout=1).close()
        return False
    return True
