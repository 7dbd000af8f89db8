"""The callers of one replay: a client for each thread, and keys that never change for a replay."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from infra.cli.client import Client, ProblemAnswer
from infra.cli.stand_in import StandIn
from shared.edge.callers.access import PersonRole

PAUSES = (0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds between one try and the next."""

_BUSY = frozenset({"busy", "channel_unavailable"})
"""Problems after which the same request may be sent again."""

Answer = dict[str, Any]


@dataclass
class Caller:
    """Calls the running product from any thread; what it keeps answering to, it is told again.

    Every POST goes under a key made of `name` and what it does, so that it has one effect for ever.
    """

    name: str
    new_client: Callable[[], Client]
    new_stand_in: Callable[[], StandIn]
    _own: threading.local = field(default_factory=threading.local)

    def as_storefront(self, path: str, body: object, does: str) -> Answer:
        """Send a POST as the brand's shop. Errors: `ProblemAnswer`."""
        key = f"{self.name}-{does}"
        return _patiently(lambda: self._client.as_storefront("POST", path, body, key))

    def as_person(
        self, role: PersonRole, subject: str, path: str, body: object, does: str
    ) -> Answer:
        """Send a POST as a person in a role. Errors: `ProblemAnswer`."""
        key = f"{self.name}-{does}"
        return _patiently(lambda: self._client.as_person(role, subject, "POST", path, body, key))

    def read(self, role: PersonRole, path: str) -> Answer:
        """Read something as a person in a role. Errors: `ProblemAnswer`."""
        return self._client.as_person(role, f"{self.name}-{role}", "GET", path)

    def control(self, method: str, path: str, body: object = None) -> Answer:
        """Call one of the laptop's own routes. Errors: `ProblemAnswer`."""
        return self._client.control(method, path, body)

    def pay(self, order_id: str) -> None:
        """Let the customer pay at the channel; an order that is paid stays paid."""
        try:
            self._stand_in.pay(order_id)
        except ProblemAnswer as problem:
            if problem.problem.get("code") != "ORDERPAID":
                raise

    def confirm(self, bill_no: str) -> None:
        """Let the payee take the money of a transfer. Errors: `ProblemAnswer`."""
        self._stand_in.confirm(bill_no)

    @property
    def _client(self) -> Client:
        if not hasattr(self._own, "client"):
            self._own.client = self.new_client()
        client: Client = self._own.client
        return client

    @property
    def _stand_in(self) -> StandIn:
        if not hasattr(self._own, "stand_in"):
            self._own.stand_in = self.new_stand_in()
        stand_in: StandIn = self._own.stand_in
        return stand_in


def is_refusal(problem: ProblemAnswer) -> bool:
    """Tell whether the product refused by its rules, rather than failed."""
    return problem.status < HTTPStatus.INTERNAL_SERVER_ERROR


def _patiently(send: Callable[[], Answer]) -> Answer:
    for pause in PAUSES:
        try:
            return send()
        except ProblemAnswer as problem:
            if problem.problem.get("code") not in _BUSY:
                raise
        time.sleep(pause)
    return send()
