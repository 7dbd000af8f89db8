"""Place an order: fix who is paid at which rates, and store it with one conditional write."""

from shared.domain.commands import Command, is_repeat
from shared.domain.keys import part
from shared.domain.network.bindings import Binding, Said
from shared.domain.network.people import Distributor, ReferralCode
from shared.domain.orders.new_order import NewOrder
from shared.domain.orders.order import Order
from shared.domain.orders.order_numbers import placing, require_same
from shared.domain.orders.own_terms import require_own_terms
from shared.domain.records import Record
from shared.ports import Ports, Store, Wanted
from shared.usecases.budgets import within_budget
from shared.usecases.network.bind import bound_by_order
from shared.usecases.orders.decide_order import Rules, decided
from shared.usecases.orders.order_lists import SellersNow
from shared.usecases.reading import plan_at, policy_at
from shared.usecases.reading_once import ReadOnce
from shared.usecases.retrying import retried


def place_order(ports: Ports, command: Command, storefront: str, new: NewOrder) -> Order:
    """Place an order under the command's id, or under that of the number which it bears.

    Errors: amount_zero, idempotency_conflict, invalid, order_no_taken.
    """
    wanted = placing(command, storefront, new)

    def attempt() -> Order:
        reads = _known_beforehand(ports.store, wanted.id, new)
        order = reads.get(Order, wanted.id)
        if order is not None:
            require_same(order, wanted, new)
            is_repeat(order.commands, wanted)
            return order
        order, along = _created(ports, reads, wanted, storefront, new)
        ports.store.commit([order, *along])
        return order

    return retried(attempt)


def _known_beforehand(store: Store, order_id: str, new: NewOrder) -> ReadOnce:
    """Read at once what an order's facts begin with."""
    reads = ReadOnce(store)
    link: list[Wanted] = [(ReferralCode, new.link)] if new.link else []
    reads.read((Order, order_id), (Distributor, new.buyer), (Binding, part(new.buyer)), *link)
    return reads


def _created(
    ports: Ports, reads: ReadOnce, command: Command, storefront: str, new: NewOrder
) -> tuple[Order, list[Record]]:
    """Give a new order, and what changes along with it."""
    rules = _in_force(ports)
    require_own_terms(rules.plan.plan, new, rules.at)
    said = Said(storefront, command.id)
    bound = bound_by_order(reads, new, said, rules.policy, rules.at)
    sellers = SellersNow(ports.store, reads, bound.binding if bound else None)
    order = decided(sellers, rules, command, storefront, new)
    order, slices = within_budget(ports.store, rules.plan.plan, order)
    return order, [*slices, *(bound or ())]


def _in_force(ports: Ports) -> Rules:
    now = ports.clock.now()
    return Rules(plan_at(ports.store, now), policy_at(ports.store, now), now)
