"""Place an order: fix who is paid at which rates, and store it with one conditional write."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from shared.domain.commands import Command
from shared.domain.commission import bases_after_discount, eligible
from shared.domain.errors import Refused
from shared.domain.money import MAX_FEN, yuan
from shared.domain.new_order import NewOrder
from shared.domain.next_step import next_step
from shared.domain.orders import Line, Order, Payee
from shared.domain.people import Binding, Distributor, promoter_at
from shared.domain.plans import Plan
from shared.domain.policy import Policy
from shared.domain.rulebook import plan_in_force, policy_in_force
from shared.ports import Ports, Store
from shared.usecases.books import is_repeat
from shared.usecases.retrying import retried

MAX_HOPS = 100
"""How far compression looks up a chain for qualified uplines."""


def place_order(ports: Ports, command: Command, storefront: str, new: NewOrder) -> Order:
    """Place an order under the command's id. Errors: amount_zero, idempotency_conflict, invalid."""

    def attempt() -> Order:
        order = ports.store.get(Order, command.id)
        if order is not None:
            is_repeat(order.commands, command)
            return order
        order = _created(ports, command, storefront, new)
        ports.store.commit([order])
        return order

    return retried(attempt)


def _created(ports: Ports, command: Command, storefront: str, new: NewOrder) -> Order:
    now = ports.clock.now()
    policy = policy_in_force(ports.store.rule_versions("policy"), now)
    plan = plan_in_force(ports.store.rule_versions("plan"), now)
    lines = _lines(new)
    order = Order(
        id=command.id,
        storefront=storefront,
        buyer=new.buyer,
        kind=new.kind,
        lines=lines,
        payees=tuple(_payees(ports.store, new.buyer, plan.plan, policy, lines, now)),
        plan=plan.label,
        freight_fen=new.freight_fen,
        surcharge_fen=_surcharge(new, policy),
        created_at=now,
        expires_at=now + _patience(new, policy),
        commands={command.id: command.body_hash},
    )
    _check_due(order.due_fen)
    return order.model_copy(update=order.waits(*next_step(order)))


def _check_due(due_fen: int) -> None:
    if due_fen == 0:
        raise Refused("amount_zero", "an order that costs nothing in all is not taken")
    if due_fen > MAX_FEN:
        raise Refused("invalid", f"an order costs at most {yuan(MAX_FEN)} yuan; split it")


def _lines(new: NewOrder) -> tuple[Line, ...]:
    goods = [line.price_fen * line.qty for line in new.lines]
    if new.discount_fen > sum(goods):
        raise Refused("amount_mismatch", "the discount is larger than all lines together")
    bases = bases_after_discount(goods, new.discount_fen)
    return tuple(
        Line(base_fen=base, **line.model_dump())
        for line, base in zip(new.lines, bases, strict=True)
    )


def _surcharge(new: NewOrder, policy: Policy) -> int:
    pieces = sum(line.qty for line in new.lines)
    return policy.courier_surcharge * pieces if new.courier == "other" else 0


def _patience(new: NewOrder, policy: Policy) -> timedelta:
    if new.payment == "manual":
        return timedelta(hours=policy.unpaid_expires.manual_hours)
    return timedelta(minutes=policy.unpaid_expires.online_minutes)


def _payees(
    store: Store, buyer: str, plan: Plan, policy: Policy, lines: tuple[Line, ...], at: datetime
) -> Iterator[Payee]:
    """Walk up from depth 1; with compression the unqualified do not count as a depth."""
    depth = 0
    for distributor in _chain(store, _nearest(store, buyer, plan, policy, at)):
        if plan.compression and distributor.standing != "active":
            continue
        depth += 1
        if depth > plan.pay_depth:
            return
        yield eligible(distributor, depth, plan, lines)


def _nearest(store: Store, buyer: str, plan: Plan, policy: Policy, at: datetime) -> str | None:
    """Give depth 1: a buying distributor himself or his upline, else the buyer's promoter."""
    himself = store.get(Distributor, buyer)
    if himself is not None:
        return himself.id if plan.self_purchase else himself.upline
    return promoter_at(store.get(Binding, buyer), policy, at)


def _chain(store: Store, first: str | None) -> Iterator[Distributor]:
    seen: set[str] = set()
    while first is not None and first not in seen and len(seen) < MAX_HOPS:
        seen.add(first)
        distributor = store.get(Distributor, first)
        if distributor is None:
            return
        yield distributor
        first = distributor.upline
