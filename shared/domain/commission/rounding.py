"""From exact weights to fen: one formula for payment and every refund.

Source: rules.md, Money: one payee, one rule, one order: floor over all lines at once, then spread
over the lines by largest remainder, weights base x rate. A refund scales each line's weight by the
part of its base that remains; a weight is in units of 1/10,000 fen and stays an exact fraction
until the floor. What remains never earns more after a refund: only the end counts, not the way.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Protocol

from shared.domain.commission.earnings import UNITS, Tier
from shared.domain.commission.tiering import weight_of
from shared.domain.money import Exact, spread
from shared.domain.orders.order import Commission, Line


def bases_after_discount(goods: Sequence[int], discount: int) -> list[int]:
    """Give what is really paid for each line: its goods amount less its share of the discount."""
    return [amount - off for amount, off in zip(goods, spread(discount, goods), strict=True)]


def earned(weights: Iterable[Exact]) -> int:
    """Give the commission on lines together, in fen: floor of the sum of their weights."""
    return sum(weights) // UNITS


def shares_of(weights: Sequence[Exact]) -> list[int]:
    """Give the commission by line, in fen; the parts sum to `earned`."""
    return spread(earned(weights), weights)


def remaining_weights(commission: Commission, lines: Sequence[Line]) -> list[Exact]:
    """Give the weight of what is not refunded, share by share."""
    bands = tuple((band.from_fen, band.rate_bp) for band in commission.tier)
    tier = Tier(bands, commission.marginal) if bands else None
    return net_weights(commission.shares, {line.line: line for line in lines}, tier)


class Weighed(Protocol):
    """A part of a commission: on a line, with the weight of the line's full base."""

    @property
    def line(self) -> int: ...

    @property
    def weight(self) -> int: ...

    @property
    def cut(self) -> int: ...


class Kept(Protocol):
    """What was paid for a line, and how much of that was not refunded, in fen."""

    @property
    def base_fen(self) -> int: ...

    @property
    def remaining_fen(self) -> int: ...


def net_weights(
    parts: Sequence[Weighed], lines: Mapping[int, Kept], tier: Tier | None
) -> list[Exact]:
    """Give what refunds left of the weight of each part, of all lines of the order.

    A tier is looked up anew for what remains of the whole order; what a limit once cut from it
    never grows again.
    """
    if all(line.remaining_fen == line.base_fen for line in lines.values()):
        return [part.weight for part in parts]
    scaled = [_scaled(part.weight, lines[part.line]) for part in parts]
    if tier is None:
        return scaled
    rate = _looked_up(tier, sum(line.remaining_fen for line in lines.values()))
    anew = [rate * lines[part.line].remaining_fen for part in parts]
    limited = any(part.cut for part in parts)
    return [min(pair) for pair in zip(anew, scaled, strict=True)] if limited else anew


def _scaled(weight: int, line: Kept) -> Exact:
    if not line.base_fen:
        return 0
    whole, rest = divmod(weight * line.remaining_fen, line.base_fen)
    return whole if not rest else Fraction(weight * line.remaining_fen, line.base_fen)


def _looked_up(tier: Tier, amount: int) -> Exact:
    """Give the weight that each fen of an amount has: its rate, by parts an average."""
    return Fraction(weight_of(tier.bands, tier.marginal, amount), amount) if amount else 0


def promised(commission: Commission, lines: Sequence[Line]) -> Commission:
    """Promise a payee his commission: his shares become pending. Nobody who is out earns."""
    if commission.out:
        return commission
    amounts = shares_of(remaining_weights(commission, lines))
    shares = (
        share.model_copy(update={"pending": fen})
        for share, fen in zip(commission.shares, amounts, strict=True)
    )
    return commission.model_copy(update={"shares": tuple(shares)})
