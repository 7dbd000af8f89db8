"""What of the money waits for whom: the queues that finance works off."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from fenrun.client.client import Client
from fenrun.client.deciding import APPROVALS
from fenrun.client.problem import Answer

MOST: Final = 200
"""How many of one queue are kept."""

_PAYOUT_QUEUES: Final = {
    "waits_for_payee": ("confirmation",),
    "waits_for_channel": ("result",),
    "waits_for_repair": ("failed", "partly_paid"),
}
"""The states of the payouts that wait for each."""


class Queue(NamedTuple):
    """What waits for one kind of people; `goes_on`: there is more of it."""

    name: str
    items: list[Answer]
    goes_on: bool


def queues(client: Client, tell: Callable[[int], object]) -> Iterator[Queue]:
    """Read every queue, whether anything waits in it or not. Errors: Problem.

    All payouts that there ever were are looked through, page by page; `tell` is told after each
    page how many of them wait.
    """
    yield _queue("waits_for_approval", client.items(APPROVALS))
    yield from _payouts(client, tell)
    yield _queue("waits_for_decision", client.items("/v1/odd-notices", state="open"))
    yield _queue("waits_for_hand", client.items("/v1/refunds"))


def _queue(name: str, items: Iterator[Answer]) -> Queue:
    found = list(islice(items, MOST + 1))
    return Queue(name, found[:MOST], len(found) > MOST)


def _payouts(client: Client, tell: Callable[[int], object]) -> Iterator[Queue]:
    found: dict[str, list[Answer]] = {name: [] for name in _PAYOUT_QUEUES}
    waiting = 0
    for page in client.pages("/v1/payouts", waiting="true"):
        waiting += len(page["items"])
        tell(waiting)
        for name, states in _PAYOUT_QUEUES.items():
            more = [each for each in page["items"] if each["state"] in states]
            found[name] = [*found[name], *more][: MOST + 1]
    return (Queue(name, kept[:MOST], len(kept) > MOST) for name, kept in found.items())
