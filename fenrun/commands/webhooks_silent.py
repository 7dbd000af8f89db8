"""Endpoints on this machine at which nobody listens any more."""

from collections.abc import Iterator
from itertools import islice

from fenrun.client import Answer, Client
from fenrun.commands.webhooks_acts import WEBHOOKS
from fenrun.listening.silent import is_silent

MOST = 500
"""How many endpoints are looked through; a brand has fewer that are active."""


def silent(client: Client) -> Iterator[Answer]:
    """Give the active endpoints of a caller that refuse each connection."""
    for each in islice(client.items(WEBHOOKS), MOST):
        if each["status"] == "active" and is_silent(each["url"]):
            yield each
