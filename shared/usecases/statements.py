"""What people may read: an order's timeline, a distributor's money and why, a settlement."""

from collections.abc import Iterator
from datetime import datetime

from shared.domain.balances import Balance
from shared.domain.explain import Why, explain
from shared.domain.holds import with_closed_holds
from shared.domain.orders import Order, Share
from shared.domain.records import Value
from shared.domain.settlements import SHARDS, Proposal, SettlementRun
from shared.domain.timeline import Moment, timeline
from shared.domain.times import iso_utc
from shared.ports import Ports
from shared.usecases.books import require_order
from shared.usecases.reading import load_balance
from shared.usecases.settle_period import require_run

PAGE = 200


class Commission(Value):
    """A distributor's share of one line of an order, in fen by state, with its reason.

    `place` is where it stands in his list: a list goes on behind it.
    """

    place: str
    order_id: str
    line: int
    sku: str
    status: str
    pending_fen: int
    held_fen: int
    released_fen: int
    forfeited_fen: int
    why: Why | None


def order_timeline(ports: Ports, order_id: str) -> tuple[Order, tuple[Moment, ...]]:
    """Read an order and tell its life. Errors: unknown_order."""
    order = require_order(ports.store, order_id)
    journal = ports.store.journal(f"ORDER#{order_id}")
    return order, timeline(order, journal, ports.store.refunds(order_id))


def balance_of(ports: Ports, payee: str) -> tuple[Balance, int]:
    """Read a payee's stored balance and his pending fen over all his orders."""
    pending = sum(share.pending for _, share in _shares(ports, payee))
    return load_balance(ports.store, payee), pending


def commissions_of(ports: Ports, payee: str, after: str = "") -> Iterator[Commission]:
    """Explain every share of a payee behind a place, order by order, oldest first."""
    for order, share in _shares(ports, payee):
        place = f"{iso_utc(order.created_at)}/{order.id}/{share.line:03d}"
        if place <= after:
            continue
        line = next(line for line in order.lines if line.line == share.line)
        yield Commission(
            place=place,
            order_id=order.id,
            line=share.line,
            sku=line.sku,
            status=order.status,
            pending_fen=share.pending,
            held_fen=share.held,
            released_fen=share.released,
            forfeited_fen=share.forfeited,
            why=explain(order, payee, share.line),
        )


def upline_at(ports: Ports, distributor: str, at: datetime) -> str | None:
    """Say who was above a distributor at an instant; None for nobody, or before he joined."""
    changes = [change for change in ports.store.relations(distributor) if change.at <= at]
    return changes[-1].upline if changes else None


def settlement_of(ports: Ports, period: str) -> tuple[SettlementRun, list[Proposal]]:
    """Read a run and its proposals, by payee. Errors: unknown_settlement."""
    run = require_run(ports, period)
    proposals = [p for shard in range(SHARDS) for p in _proposals(ports, period, shard)]
    return run, sorted(proposals, key=lambda proposal: proposal.payee)


def _proposals(ports: Ports, period: str, shard: int) -> Iterator[Proposal]:
    after = ""
    while page := ports.store.proposals(period, shard, after, PAGE):
        yield from page
        after = page[-1].payee


def _shares(ports: Ports, payee: str) -> Iterator[tuple[Order, Share]]:
    balance = load_balance(ports.store, payee)
    for order in ports.store.orders_paying(payee):
        for each in order.payees:
            if each.id == payee and not each.out:
                yield from ((order, share) for share in with_closed_holds(each, balance).shares)
