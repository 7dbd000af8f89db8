"""What an order promises a payee share by share, and what refunds leave of it.

Source: rules.md, Money.
"""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from shared.domain.commission.earnings import Tier
from shared.domain.commission.not_paid import NotPaidFor
from shared.domain.commission.rounding import full_weights, net_weights, shares_of
from shared.domain.money import Exact
from shared.domain.orders.commissions import Commission, NobodyPromised, Share, Withheld
from shared.domain.orders.lines import Line
from shared.domain.orders.order import Order
from shared.domain.records import Value

_AT_CREATION: Final[frozenset[Withheld | None]] = frozenset({"not_active", "BUDGET_EXHAUSTED"})
"""Why a commission is withheld from the beginning."""


def remaining_weights(commission: Commission, lines: Sequence[Line]) -> list[Exact]:
    """Give the weight of what is not refunded, share by share."""
    bands = tuple((band.from_fen, band.rate_bp) for band in commission.tier)
    tier = Tier(bands, commission.marginal) if bands else None
    by_line = {line.line: line for line in lines}
    return net_weights(commission.shares, by_line, tier, commission.whole)


def first_promised(commission: Commission, lines: Sequence[Line]) -> list[int]:
    """Give what the order promised share by share when nothing was refunded yet, in fen."""
    bases = {line.line: line.base_fen for line in lines}
    return shares_of(full_weights(commission.shares, bases, commission.whole))


class Promised(Value):
    """Somebody to whom an order promised something when it was created, and how far above."""

    payee: str
    depth: int


class Nobody(NamedTuple):
    """Why an order promised nothing to anybody, by its code, and in which words."""

    register: Literal["nobody_promised", "withheld", "not_paid"]
    why: NobodyPromised | Withheld | NotPaidFor


def who_is_promised(order: Order) -> tuple[Promised, ...]:
    """Give whom an order promised something when it was created, each once; that never changes."""
    found = {
        each.payee: Promised(payee=each.payee, depth=each.depth)
        for each in order.commissions
        if each.withheld not in _AT_CREATION and any(first_promised(each, order.lines))
    }
    return tuple(found.values())


def why_nobody_is(order: Order) -> Nobody:
    """Say why an order that promised nobody anything did not: the first reason there is."""
    if order.nobody_above:
        return Nobody("nobody_promised", order.nobody_above)
    for each in order.commissions:
        if each.withheld and each.withheld in _AT_CREATION:
            return Nobody("withheld", each.withheld)
    for found in order.not_paid:
        return Nobody("not_paid", found.why)
    return Nobody("nobody_promised", "nothing_promised")


def promised(commission: Commission, lines: Sequence[Line]) -> Commission:
    """Promise a payee his commission: his shares become pending. Nobody who is out earns."""
    if commission.out:
        return commission
    amounts = shares_of(remaining_weights(commission, lines))
    shares = map(_promised, commission.shares, amounts)
    return commission.changed(shares=tuple(shares))


def _promised(share: Share, fen: int) -> Share:
    return share.changed(pending=fen)
