"""Bind a buyer to the distributor who brought him."""

from shared.domain.commands import Command
from shared.domain.network.bindings import Binding, bind
from shared.domain.rulebook.versions import policy_in_force
from shared.ports import Ports
from shared.usecases.reading import require_in_network, versions_of
from shared.usecases.remembering import first_time, once


def bind_buyer(ports: Ports, command: Command, buyer: str, promoter: str) -> None:
    """Bind a buyer to a promoter as the policy says; the history keeps every binding.

    Errors: unknown_person, payee_not_active, already_bound, idempotency_conflict.
    """

    def attempt() -> None:
        request = first_time(ports, command, f"buyer/{buyer}")
        if not request:
            return
        require_in_network(ports, promoter)
        old = ports.store.get(Binding, buyer)
        now = ports.clock.now()
        policy = policy_in_force(versions_of(ports.store, "policy"), now)
        bound = bind(old, buyer, promoter, policy, now)
        ports.store.commit([*request, *(bound or ())])

    once(ports.store, command, attempt)
