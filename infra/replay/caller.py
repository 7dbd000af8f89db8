"""The callers of one replay: a stack for each thread, and keys that never change for a replay."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus

from fenrun.client import Answer, Problem, Stack
from fenrun.testing.stand_in import StandIn
from shared.edge.callers.access import PersonRole

STEP_SECONDS = 10.0
"""One request moves business time on for so long at most, and ends well within its timeout."""


@dataclass
class Caller:
    """Calls the running product from any thread; what it keeps answering to, it is told again.

    Every POST goes under a key made of `name` and what it does, so that it has one effect for ever.
    """

    name: str
    new_stack: Callable[[], Stack]
    new_stand_in: Callable[[], StandIn]
    _own: threading.local = field(default_factory=threading.local)

    def as_storefront(self, path: str, body: object, does: str) -> Answer:
        """Send a POST as the brand's shop. Errors: `Problem`."""
        key = f"{self.name}-{does}"
        return self._stack.storefront().post(path, body, key=key)

    def as_person(
        self, role: PersonRole, subject: str, path: str, body: object, does: str
    ) -> Answer:
        """Send a POST as a person in a role. Errors: `Problem`."""
        key = f"{self.name}-{does}"
        return self._stack.person(role, subject).post(path, body, key=key)

    def read(self, role: PersonRole, path: str) -> Answer:
        """Read something as a person in a role. Errors: `Problem`."""
        return self._stack.person(role, f"{self.name}-{role}").get(path)

    def items(self, role: PersonRole, path: str) -> Iterator[Answer]:
        """Read all items of a list as a person in a role. Errors: `Problem`."""
        return self._stack.person(role, f"{self.name}-{role}").items(path)

    def control(self, method: str, path: str, body: object = None) -> Answer:
        """Call one of the laptop's own routes. Errors: `Problem`."""
        return self._stack.anybody().call(method, path, body)

    def reach(self, at: datetime) -> datetime:
        """Move business time on to an instant, and tell what it is then."""
        return self._asked_again({"to": at.isoformat()})

    def settle(self) -> None:
        """Wait until nothing is under way, however long it takes."""
        self._asked_again({"seconds": 0})

    def pay(self, order_id: str) -> None:
        """Let the customer pay at the channel; an order that is paid stays paid."""
        try:
            self._stand_in.pay(order_id)
        except Problem as problem:
            if problem.code != "ORDERPAID":
                raise

    def confirm(self, bill_no: str) -> None:
        """Let the payee take the money of a transfer. Errors: `Problem`."""
        self._stand_in.confirm(bill_no)

    def _asked_again(self, asked: Mapping[str, object]) -> datetime:
        status: Answer = {"reached": False}
        while not status["reached"]:
            within = {**asked, "within_seconds": STEP_SECONDS}
            status = self.control("POST", "/_local/advance", within)
        return datetime.fromisoformat(status["business_time"])

    @property
    def _stack(self) -> Stack:
        if not hasattr(self._own, "stack"):
            self._own.stack = self.new_stack()
        stack: Stack = self._own.stack
        return stack

    @property
    def _stand_in(self) -> StandIn:
        if not hasattr(self._own, "stand_in"):
            self._own.stand_in = self.new_stand_in()
        stand_in: StandIn = self._own.stand_in
        return stand_in


def is_refusal(problem: Problem) -> bool:
    """Tell whether the product refused by its rules, rather than failed."""
    return problem.status < HTTPStatus.INTERNAL_SERVER_ERROR
