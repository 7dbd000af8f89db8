"""Place an order: fix who is paid at which rates, and store it with one conditional write."""

from collections.abc import Mapping
from datetime import timedelta

from shared.domain.commands import Command, is_repeat
from shared.domain.commission.rounding import bases_after_discount
from shared.domain.errors import Refused
from shared.domain.moments import Occasion
from shared.domain.money import MAX_FEN
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.next_step import next_step
from shared.domain.orders.order import MAX_SHARES, Line, Order
from shared.domain.orders.order_numbers import placing, require_same
from shared.domain.orders.own_terms import require_own_terms
from shared.domain.orders.snapshot import snapshot_of
from shared.domain.plans.document import Plan
from shared.domain.plans.period_rules import period_refs
from shared.domain.policy.policy import Policy
from shared.domain.rulebook.versions import plan_in_force, policy_in_force
from shared.domain.terms.product import Product
from shared.ports import Ports
from shared.usecases.budgets import within_budget
from shared.usecases.orders.order_facts import gather
from shared.usecases.orders.order_lists import SellersNow
from shared.usecases.reading import versions_of
from shared.usecases.retrying import retried


def place_order(ports: Ports, command: Command, storefront: str, new: NewOrder) -> Order:
    """Place an order under the command's id, or under that of the number which it bears.

    Errors: amount_zero, idempotency_conflict, invalid, order_no_taken.
    """
    wanted = placing(command, storefront, new)

    def attempt() -> Order:
        order = ports.store.get(Order, wanted.id)
        if order is not None:
            require_same(order, wanted, new)
            is_repeat(order.commands, wanted)
            return order
        order, plan = _created(ports, wanted, storefront, new)
        order, slices = within_budget(ports.store, plan, order)
        ports.store.commit([order, *slices])
        return order

    return retried(attempt)


def _created(ports: Ports, command: Command, storefront: str, new: NewOrder) -> tuple[Order, Plan]:
    now = ports.clock.now()
    policy = policy_in_force(versions_of(ports.store, "policy"), now)
    plan = plan_in_force(versions_of(ports.store, "plan"), now)
    require_own_terms(plan.plan, new, now)
    lines = _lines(new, plan.plan.products)
    facts = gather(SellersNow(ports.store), new, lines, plan.plan, policy, now)
    snapshot = snapshot_of(plan.engine, facts)
    order = Order(
        id=command.id,
        storefront=storefront,
        order_no=new.order_no,
        buyer=new.buyer,
        kind=new.kind,
        lines=lines,
        plan=plan.label,
        commissions=snapshot.commissions,
        not_paid=snapshot.not_paid,
        chain=tuple(person.id for person in facts.chain),
        inactive=tuple(person.id for person in facts.chain if not person.active),
        period_rules=period_refs(plan.plan, new.kind, now, entry=facts.first_purchase),
        release=plan.plan.release,
        link=new.link,
        link_bp=facts.link_bp,
        entry=facts.first_purchase,
        freight_fen=new.freight_fen,
        surcharge_fen=_surcharge(new, policy),
        created_at=now,
        expires_at=now + _patience(new, policy),
        commands={command.id: command.body_hash},
    )
    _check_due(order.due_fen)
    _check_shares(order)
    placed = Occasion(now, command.id, storefront).moment("created")
    told = order.telling(placed)
    return told.changed(**told.waits(*next_step(told))), plan.plan


def _check_due(due_fen: int) -> None:
    if due_fen == 0:
        raise Refused("amount_zero", "order_costs_nothing")
    if due_fen > MAX_FEN:
        raise Refused("invalid", "order_too_expensive", max_fen=MAX_FEN)


def _check_shares(order: Order) -> None:
    shares = sum(share.room_taken for each in order.commissions for share in each.shares)
    if shares > MAX_SHARES:
        raise Refused("invalid", "too_many_shares", shares=shares, max_shares=MAX_SHARES)


def _lines(new: NewOrder, products: Mapping[str, Product]) -> tuple[Line, ...]:
    """Give the lines with what is paid for each; the catalogue adds what else it knows of them."""
    goods = [line.price_fen * line.qty for line in new.lines]
    if new.discount_fen > sum(goods):
        raise Refused("amount_mismatch", "discount_too_large")
    bases = bases_after_discount(goods, new.discount_fen)
    return tuple(
        Line(base_fen=base, **{**line.model_dump(), **_from_catalogue(line, products)})
        for line, base in zip(new.lines, bases, strict=True)
    )


def _from_catalogue(line: NewLine, products: Mapping[str, Product]) -> dict[str, int | str | None]:
    known = products.get(line.sku, Product())
    return {
        "cost_fen": known.cost if line.cost_fen is None else line.cost_fen,
        "category": line.category or known.category,
    }


def _surcharge(new: NewOrder, policy: Policy) -> int:
    pieces = sum(line.qty for line in new.lines)
    return policy.courier_surcharge * pieces if new.courier == "other" else 0


def _patience(new: NewOrder, policy: Policy) -> timedelta:
    if new.payment == "manual":
        return timedelta(hours=policy.unpaid_expires.manual_hours)
    return timedelta(minutes=policy.unpaid_expires.online_minutes)
