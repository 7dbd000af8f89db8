"""Decide a new order: who is paid at which rates, by the plan and the policy in force."""

from datetime import datetime, timedelta
from typing import NamedTuple

from shared.domain.commands import Command
from shared.domain.moments import Occasion
from shared.domain.orders.new_lines import lines_of
from shared.domain.orders.new_order import NewOrder
from shared.domain.orders.next_step import next_step
from shared.domain.orders.order import Order
from shared.domain.orders.order_bounds import require_bounds
from shared.domain.orders.snapshot import snapshot_of
from shared.domain.plans.period_rules import period_refs
from shared.domain.policy.policy import Policy
from shared.domain.rulebook.plan_version import PlanVersion
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
    order = _promising(sellers, rules, new, _asked(rules, command, storefront, new))
    require_bounds(order)
    told = order.telling(Occasion(rules.at, command.id, storefront).moment("created"))
    return told.changed(**told.waits(*next_step(told)))


def _asked(rules: Rules, command: Command, storefront: str, new: NewOrder) -> Order:
    """Give the order as it was asked for, which promises nobody anything yet."""
    plan, policy, now = rules
    return Order(
        id=command.id,
        storefront=storefront,
        order_no=new.order_no,
        buyer=new.buyer,
        kind=new.kind,
        lines=lines_of(new, plan.plan.products),
        plan=plan.label,
        release=plan.plan.release,
        link=new.link,
        freight_fen=new.freight_fen,
        surcharge_fen=_surcharge(new, policy),
        created_at=now,
        expires_at=now + _patience(new, policy),
        commands={command.id: command.body_hash},
    )


def _promising(sellers: Sellers, rules: Rules, new: NewOrder, order: Order) -> Order:
    """Give an order with whom it promises what: those who stand above its buyer now."""
    plan, policy, now = rules
    facts = gather(sellers, new, order.lines, plan.plan, policy, now)
    snapshot = snapshot_of(plan.engine, facts)
    return order.changed(
        commissions=snapshot.commissions,
        not_paid=snapshot.not_paid,
        chain=tuple(person.id for person in facts.chain),
        nobody_because=(None if facts.chain else why_nobody(sellers, new, plan.plan, policy, now)),
        inactive=tuple(person.id for person in facts.chain if not person.active),
        period_rules=period_refs(plan.plan, new.kind, now, entry=facts.first_purchase),
        link_bp=facts.link_bp,
        entry=facts.first_purchase,
        own=facts.himself is not None,
    )


def _surcharge(new: NewOrder, policy: Policy) -> int:
    pieces = sum(line.qty for line in new.lines)
    return policy.courier_surcharge * pieces if new.courier == "other" else 0


def _patience(new: NewOrder, policy: Policy) -> timedelta:
    if new.payment == "manual":
        return timedelta(hours=policy.unpaid_expires.manual_hours)
    return timedelta(minutes=policy.unpaid_expires.online_minutes)
