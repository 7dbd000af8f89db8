"""What an order counts in a period: from its own facts, net of everything that was refunded.

A line belongs to the period of its release, or of the order's payment; what is released at 24:00
of a period's last day belongs to that period. Nothing is summed up anywhere: a refund changes the
order, and with it what it counts. Source: A070-A080, A094; faults W26, W29, W44, W52.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from shared.domain.civil_periods import bounds, period_of
from shared.domain.commission.counted import Counted
from shared.domain.money import UNITS
from shared.domain.orders.commissions import Share
from shared.domain.orders.lines import Line
from shared.domain.orders.order import Order
from shared.domain.rules.period_ref import PeriodRef, Role

_ROLES: tuple[Role, ...] = ("own", "direct", "team")


def concerned(order: Order, ref: PeriodRef) -> Iterator[tuple[str, Role]]:
    """Give for whom an order counts by a rule, and how he stands to it."""
    if not ref.reach:
        paid = (each for each in order.commissions if each.rule == ref.rule and not each.out)
        yield from ((each.payee, "own") for each in paid)
        return
    for place, person in enumerate(order.chain[: ref.reach]):
        if person not in order.inactive:
            yield person, _ROLES[min(place, 2)]


def counts(order: Order, ref: PeriodRef, person: str) -> dict[str, Counted]:
    """Give what an order counts for somebody by a rule, by period.

    An order is one order, in the period of its first line that still counts.
    """
    found: defaultdict[str, Counted] = defaultdict(Counted)
    times = sorted((at, line.line, line) for line, at in _lines(order, ref, person))
    said = {} if ref.reach else _said(order, ref.rule, person)
    for number, (at, _, line) in enumerate(times):
        period = period_of(ref.cadence, at)
        counted = _counted(line, 0 if number else 1, said.get(line.line))
        found[period] = found[period].plus(counted)
    return dict(found)


def months(order: Order, ref: PeriodRef) -> set[str]:
    """Give the months in which anything of an order may count by a rule, refunded or not."""
    times = (_counts_at(order, line, ref) for line in order.lines)
    return {period_of("month", at) for at in times if at is not None}


def months_in(period: str) -> tuple[str, str]:
    """Give the first and the last month of a period."""
    start, end = bounds(period)
    return period_of("month", start), period_of("month", end - timedelta(seconds=1))


def _lines(order: Order, ref: PeriodRef, person: str) -> Iterator[tuple[Line, datetime]]:
    paid_for = None if ref.reach else _said(order, ref.rule, person)
    for line in order.lines:
        at = _counts_at(order, line, ref)
        if at and line.remaining_fen and (paid_for is None or line.line in paid_for):
            yield line, at


def _said(order: Order, rule: str, person: str) -> dict[int, Share]:
    """Give the lines that a rule pays somebody for, each with what it said of all its pieces."""
    mine = (each for each in order.commissions if (each.payee, each.rule) == (person, rule))
    shares = (share for each in mine if not each.out for share in each.shares)
    return {share.line: share for share in shares}


def _counts_at(order: Order, line: Line, ref: PeriodRef) -> datetime | None:
    if ref.counted == "paid":
        return order.paid_at
    # A release at 24:00 ends its day; it does not begin the next one.
    return line.released_at - timedelta(seconds=1) if line.released_at else None


def _counted(line: Line, orders: int, said: Share | None) -> Counted:
    kept = line.remaining_fen
    # Rounded up: a price adjustment takes no piece, a full refund takes all.
    pieces = -(-line.qty * kept // line.base_fen)
    cost, rest = divmod((line.cost_fen or 0) * line.qty * kept * UNITS // line.base_fen, UNITS)
    return Counted(
        sales=kept,
        cost=cost,
        unknown_costs=1 if line.cost_fen is None else 0,
        pieces=pieces,
        orders=orders,
        with_orders=said.fixed_fen * pieces // line.qty if said else 0,
        room=said.room * kept // line.base_fen if said else 0,
        cost_rest=rest,
    )
