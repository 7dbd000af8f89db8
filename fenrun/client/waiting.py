"""What of the money waits for whom: the queues that finance works off."""

from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from fenrun.client.client import Client
from fenrun.client.deciding import APPROVALS
from fenrun.client.problem import Answer

MOST: Final = 200
"""How many of one queue are looked at."""


class Queue(NamedTuple):
    """What waits for one kind of people; `goes_on`: more of it was not looked at."""

    name: str
    items: list[Answer]
    goes_on: bool


def queues(client: Client) -> Iterator[Queue]:
    """Read every queue, whether anything waits in it or not. Errors: Problem."""
    yield _queue("waits_for_approval", client.items(APPROVALS))
    yield _queue("waits_for_payee", _payouts(client, "confirmation"))
    yield _queue("waits_for_channel", _payouts(client, "result"))
    yield _queue("waits_for_repair", _failed(client))
    yield _queue("waits_for_decision", client.items("/v1/odd-notices", state="open"))
    yield _queue("waits_for_hand", client.items("/v1/refunds"))


def _queue(name: str, items: Iterator[Answer]) -> Queue:
    found = list(islice(items, MOST + 1))
    return Queue(name, found[:MOST], len(found) > MOST)


def _payouts(client: Client, state: str) -> Iterator[Answer]:
    return client.items("/v1/payouts", state=state)


def _failed(client: Client) -> Iterator[Answer]:
    for state in ("failed", "partly_paid"):
        for payout in _payouts(client, state):
            if payout["retried_as"] is None:
                yield payout
