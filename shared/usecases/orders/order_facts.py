"""Gather what an order's commission follows from: who stands above the buyer, as they are now.

Only what the plan's rules ask for is read. Source: rules.md, Depth and Snapshot.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Protocol

from shared.domain.commission.facts import LineFacts, LineTerms, OrderFacts, Upline
from shared.domain.errors import Refused
from shared.domain.keys import part
from shared.domain.network.bindings import Binding, promoter_at
from shared.domain.network.people import Distributor
from shared.domain.orders.commissions import NobodyPromised
from shared.domain.orders.lines import Line, OwnTerms
from shared.domain.orders.milestones import FirstSale
from shared.domain.plans.document import Plan
from shared.domain.plans.period_rules import reach_of
from shared.domain.policy.policy import Policy
from shared.domain.rules.order_rule import order_rules
from shared.domain.terms.parts import MAX_PAY_DEPTH, OrderKind
from shared.usecases.network.links import resolve_code
from shared.usecases.orders.activity import sold_lately
from shared.usecases.orders.milestones import is_entry_purchase
from shared.usecases.orders.order_lists import Sellers

MAX_HOPS = 100
"""How far a chain is followed for qualified uplines."""

MAX_AGENTS = 20
"""How many agents at most share the price spread of an order."""


class Asked(Protocol):
    """Who buys by which link in which kind of order: a new one, or one of the past."""

    @property
    def buyer(self) -> str: ...

    @property
    def kind(self) -> OrderKind: ...

    @property
    def link(self) -> str | None: ...


def gather(
    store: Sellers, new: Asked, lines: Sequence[Line], plan: Plan, policy: Policy, at: datetime
) -> OrderFacts:
    """Gather the facts of an order that is created now. Errors: unknown_person."""

    def sells(distributor: str) -> bool:
        return sold_lately(store, distributor, plan, at)

    himself = store.get(Distributor, new.buyer)
    nearest = _nearest(store, new, himself, plan, policy, at)
    chain = _with_sales(store, plan, list(_payable(store, nearest, plan, sells)))
    return OrderFacts(
        at=at,
        lines=tuple(_line_facts(line) for line in lines),
        chain=chain,
        kind=new.kind,
        picker=_upline(himself) if himself and new.kind == "pickup" else None,
        agents=tuple(_agents(store, nearest)) if _pays_agents(plan) else (),
        link_bp=_link_rate(store, new.link, chain),
        first_purchase=new.kind == "restock" and is_entry_purchase(store, new.buyer),
        himself=_upline(himself) if himself else None,
    )


def why_nobody(
    store: Sellers, new: Asked, plan: Plan, policy: Policy, at: datetime
) -> NobodyPromised:
    """Say why nobody stands above the buyer of an order for which nobody does."""
    himself = store.get(Distributor, new.buyer)
    if _nearest(store, new, himself, plan, policy, at) is not None:
        return "nobody_active"
    if himself is not None:
        return "no_upline"
    if new.link is not None:
        return "link_binds_nobody"
    return "binding_expired" if store.get(Binding, part(new.buyer)) else "unbound"


def _line_facts(line: Line) -> LineFacts:
    cost_fen = None if line.cost_fen is None else line.cost_fen * line.qty
    return LineFacts(
        line=line.line,
        sku=line.sku,
        qty=line.qty,
        price_fen=line.price_fen,
        base_fen=line.base_fen,
        cost_fen=cost_fen,
        category=line.category,
        terms=_own_terms(line.terms) if line.terms else None,
    )


def _own_terms(terms: OwnTerms) -> LineTerms:
    return LineTerms(rates_bp=terms.rates_bp, per_piece=terms.per_piece_fen)


def _link_rate(store: Sellers, code: str | None, chain: Sequence[Upline]) -> int | None:
    """Give the rate of the link that the buyer came by, if it is depth 1's own.

    Errors: unknown_person.
    """
    if code is None:
        return None
    link = resolve_code(store, code)
    return link.rate_bp if chain and chain[0].id == link.distributor else None


def _nearest(
    store: Sellers,
    new: Asked,
    himself: Distributor | None,
    plan: Plan,
    policy: Policy,
    at: datetime,
) -> str | None:
    """Give depth 1: a buying distributor himself or his upline, else the buyer's promoter.

    A restock is always bought from the upline. Errors: unknown_person.
    """
    if himself is not None:
        self_purchase = plan.self_purchase and new.kind != "restock"
        return himself.id if self_purchase else himself.upline
    if new.kind == "restock":
        raise Refused("unknown_person", "buyer_is_no_distributor", buyer=new.buyer)
    return promoter_at(store.get(Binding, part(new.buyer)), policy, at)


def _payable(
    store: Sellers, nearest: str | None, plan: Plan, sells: Callable[[str], bool]
) -> Iterator[Upline]:
    """Walk up from depth 1; with compression the unqualified do not count as a depth.

    Period rules may look further up than commission is paid: the engine cuts at the pay depth.
    Above depth 1 only those qualify who sell themselves, where the plan asks for it.
    """
    furthest = max(min(plan.pay_depth, MAX_PAY_DEPTH), reach_of(plan))
    depth = 0
    for distributor in _chain(store, nearest) if furthest else ():
        person = _upline(distributor)
        if depth and person.active:
            person = person._replace(active=sells(person.id))
        if person.active or not plan.compression:
            depth += 1
            yield person
        if depth == furthest:
            return


def _agents(store: Sellers, nearest: str | None) -> Iterator[Upline]:
    """Walk up from depth 1 to the top; who has no grade does not trade."""
    graded = (_upline(each) for each in _chain(store, nearest) if each.grade)
    return islice(graded, MAX_AGENTS)


def _chain(store: Sellers, first: str | None) -> Iterator[Distributor]:
    """Walk up from somebody; a loop, or a line that is too long, ends."""
    seen: set[str] = set()
    for distributor in store.upwards(first) if first is not None else ():
        if distributor.id in seen:
            return
        seen.add(distributor.id)
        yield distributor
        if len(seen) == MAX_HOPS:
            return


def _upline(distributor: Distributor) -> Upline:
    return Upline(
        id=distributor.id,
        level=distributor.level,
        relation=distributor.relation,
        active=distributor.standing == "active",
        grade=distributor.grade,
        joined_at=distributor.joined_at,
        last_violation_at=distributor.last_violation_at,
    )


def _with_sales(store: Sellers, plan: Plan, chain: list[Upline]) -> tuple[Upline, ...]:
    """Say of the seller whether he sold before, where a rule asks for it."""
    if chain and any(rule.asks_first_sale for rule in order_rules(plan.rules)):
        sold_before = store.get(FirstSale, chain[0].id) is not None
        chain[0] = chain[0]._replace(sold_before=sold_before)
    return tuple(chain)


def _pays_agents(plan: Plan) -> bool:
    return any(rule.pays_agents for rule in order_rules(plan.rules))
