"""Decide a new order: who is paid at which rates, by the plan and the policy in force."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from shared.domain.commands import Command
from shared.domain.commission.facts import OrderFacts
from shared.domain.commission.rounding import bases_after_discount
from shared.domain.errors import Refused
from shared.domain.moments import Occasion
from shared.domain.money import MAX_FEN
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.next_step import next_step
from shared.domain.orders.order import MAX_NAMES_BYTES, MAX_SHARES, Line, Order
from shared.domain.orders.snapshot import snapshot_of
from shared.domain.plans.period_rules import period_refs
from shared.domain.policy.policy import Policy
from shared.domain.rulebook.versions import PlanVersion
from shared.domain.terms.product import Product
from shared.usecases.orders.order_facts import gather, why_nobody
from shared.usecases.orders.order_lists import Sellers


class Rules(NamedTuple):
    """What is in force at the instant of an order."""

    plan: PlanVersion
    policy: Policy
    at: datetime


def decided(
    sellers: Sellers, rules: Rules, command: Command, storefront: str, new: NewOrder
) -> Order:
    """Decide a new order under a command's id. Errors: amount_zero, amount_mismatch, invalid."""
    plan, policy, now = rules
    lines = _lines(new, plan.plan.products)
    facts = gather(sellers, new, lines, plan.plan, policy, now)
    order = Order(
        id=command.id,
        storefront=storefront,
        lines=lines,
        nobody_because=(None if facts.chain else why_nobody(sellers, new, plan.plan, policy, now)),
        **_asked(new),
        **_promised(plan, new, facts, now),
        surcharge_fen=_surcharge(new, policy),
        created_at=now,
        expires_at=now + _patience(new, policy),
        commands={command.id: command.body_hash},
    )
    _check(order)
    told = order.telling(Occasion(now, command.id, storefront).moment("created"))
    return told.changed(**told.waits(*next_step(told)))


def _check(order: Order) -> None:
    _check_due(order.due_fen)
    _check_shares(order)
    _check_names(order.lines)


def _asked(new: NewOrder) -> dict[str, Any]:
    """Give what an order takes over from its request as it is."""
    names = ("order_no", "buyer", "kind", "link", "freight_fen")
    return {name: getattr(new, name) for name in names}


def _promised(plan: PlanVersion, new: NewOrder, facts: OrderFacts, now: datetime) -> dict[str, Any]:
    """Give whom an order promises what, and what of it the plan decided."""
    snapshot = snapshot_of(plan.engine, facts)
    return {
        "plan": plan.label,
        "release": plan.plan.release,
        "commissions": snapshot.commissions,
        "not_paid": snapshot.not_paid,
        "chain": tuple(person.id for person in facts.chain),
        "inactive": tuple(person.id for person in facts.chain if not person.active),
        "period_rules": period_refs(plan.plan, new.kind, now, entry=facts.first_purchase),
        "link_bp": facts.link_bp,
        "entry": facts.first_purchase,
    }


def _check_due(due_fen: int) -> None:
    if due_fen == 0:
        raise Refused("amount_zero", "order_costs_nothing")
    if due_fen > MAX_FEN:
        raise Refused("invalid", "order_too_expensive", max_fen=MAX_FEN)


def _check_shares(order: Order) -> None:
    shares = sum(share.room_taken for each in order.commissions for share in each.shares)
    if shares > MAX_SHARES:
        raise Refused("invalid", "too_many_shares", shares=shares, max_shares=MAX_SHARES)


def _check_names(lines: tuple[Line, ...]) -> None:
    names = [name for line in lines for name in (line.sku, line.category) if name is not None]
    size = sum(len(json.dumps(name, ensure_ascii=False).encode()) for name in names)
    if size > MAX_NAMES_BYTES:
        raise Refused("invalid", "too_long_names", bytes=size, max_bytes=MAX_NAMES_BYTES)


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
