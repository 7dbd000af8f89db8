"""What an order promises a payee share by share, and what refunds leave of it.

Source: rules.md, Money.
"""

from collections.abc import Sequence

from shared.domain.commission.earnings import Tier
from shared.domain.commission.rounding import full_weights, net_weights, shares_of
from shared.domain.money import Exact
from shared.domain.orders.order import Commission, Line, Share


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


def promised(commission: Commission, lines: Sequence[Line]) -> Commission:
    """Promise a payee his commission: his shares become pending. Nobody who is out earns."""
    if commission.out:
        return commission
    amounts = shares_of(remaining_weights(commission, lines))
    shares = map(_promised, commission.shares, amounts)
    return commission.changed(shares=tuple(shares))


def _promised(share: Share, fen: int) -> Share:
    return share.changed(pending=fen)
