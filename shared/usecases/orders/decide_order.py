"""Decide a new order: who is paid at which rates, by the plan and the policy in force."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from shared.domain.commands import Command
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
        nobody_because=(None if facts.chain else why_nobody(sellers, new, plan.plan, policy, now)),
        inactive=tuple(person.id for person in facts.chain if not person.active),
        period_rules=period_refs(plan.plan, new.kind, now, entry=facts.first_purchase),
        release=plan.plan.release,
        link=new.link,
        link_bp=facts.link_bp,
        entry=facts.first_purchase,
        own=facts.himself is not None,
        freight_fen=new.freight_fen,
        surcharge_fen=_surcharge(new, policy),
        created_at=now,
        expires_at=now + _patience(new, policy),
        commands={command.id: command.body_hash},
    )
    _check_due(order.due_fen)
    _check_shares(order)
    _check_names(order.lines)
    placed = Occasion(now, command.id, storefront).moment("created")
    told = order.telling(placed)
    return told.changed(**told.waits(*next_step(told)))


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
