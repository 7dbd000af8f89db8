"""Bind a buyer to the distributor who brought him."""

from datetime import datetime

from shared.domain.commands import Command
from shared.domain.keys import part
from shared.domain.network.bindings import Binding, Bound, Said, bind, may_be_bound_by_order
from shared.domain.network.people import Distributor
from shared.domain.orders.new_order import NewOrder
from shared.domain.policy.policy import Policy
from shared.ports import Lookup, Ports
from shared.usecases.network.links import resolve_code
from shared.usecases.reading import policy_at, require_in_network
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
        old = ports.store.get(Binding, part(buyer))
        now = ports.clock.now()
        policy = policy_at(ports.store, now)
        bound = bind(old, buyer, promoter, policy, now, Said(command.storefront))
        ports.store.commit([*request, *(bound or ())])

    once(ports.store, command, attempt)


def bound_by_order(
    store: Lookup, new: NewOrder, said: Said, policy: Policy, at: datetime
) -> Bound | None:
    """Give the binding that a new order makes by its code; None where it makes none.

    Nobody is bound to one who was removed, no distributor to anybody. Errors: unknown_person.
    """
    old = store.get(Binding, part(new.buyer)) if policy.bind_on_order else None
    if new.link is None or not may_be_bound_by_order(old, policy, at):
        return None
    promoter = store.get(Distributor, resolve_code(store, new.link).distributor)
    if promoter is None or promoter.standing == "removed" or store.get(Distributor, new.buyer):
        return None
    return bind(old, new.buyer, promoter.id, policy, at, said)
