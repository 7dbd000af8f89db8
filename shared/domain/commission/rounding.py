"""From exact weights to fen: one formula for payment and every refund.

Source: rules.md, Money: one payee, one rule, one order: floor over all lines at once, then spread
over the lines by largest remainder, weights base x rate. A refund scales each line's weight by the
part of its base that remains; a weight is in units of 1/10,000 fen and stays an exact fraction
until the floor. What remains never earns more after a refund: only the end counts, not the way.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from operator import sub
from typing import Protocol

from shared.domain.commission.earnings import WEIGHT, Earning, Tier, Whole
from shared.domain.commission.facts import LineFacts
from shared.domain.commission.tiering import weight_of
from shared.domain.money import UNITS, Exact, spread


def bases_after_discount(goods: Sequence[int], discount: int) -> list[int]:
    """Give what is really paid for each line: its goods amount less its share of the discount."""
    return list(map(sub, goods, spread(discount, goods)))


def earned(weights: Iterable[Exact]) -> int:
    """Give the commission on lines together, in fen: floor of the sum of their weights."""
    return sum(weights) // UNITS


def shares_of(weights: Sequence[Exact]) -> list[int]:
    """Give the commission by line, in fen; the parts sum to `earned`."""
    return spread(earned(weights), weights)


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
    parts: Sequence[Weighed],
    lines: Mapping[int, Kept],
    tier: Tier | None,
    whole: Whole | None = None,
) -> list[Exact]:
    """Give what refunds left of the weight of each part, of all lines of the order.

    What is paid on the whole order each remaining fen has its part of; a tier is looked up anew for
    all that remains. What a limit once cut from either never grows again.
    """
    if all(line.remaining_fen == line.base_fen for line in lines.values()):
        return full_weights(parts, {number: line.base_fen for number, line in lines.items()}, whole)
    kept = [lines[part.line] for part in parts]
    scaled = [_scaled(part.weight, line) for part, line in zip(parts, kept, strict=True)]
    now = _looked_up(tier, lines.values()) if tier else whole
    if now is None:
        return scaled
    by_whole = [_part_of(now, line.remaining_fen) for line in kept]
    return list(map(min, by_whole, scaled)) if _limited(parts) else by_whole


def full_weights(
    parts: Sequence[Weighed], bases: Mapping[int, int], whole: Whole | None
) -> list[Exact]:
    """Give the weight of each part where nothing was refunded, exact also without some lines.

    `bases` are fen by line. The parts of all lines together are exact as they are.
    """
    weights: list[Exact] = [part.weight for part in parts]
    if whole is None or _limited(parts) or sum(weights) == whole.weight:
        return weights
    return [_part_of(whole, bases[part.line]) for part in parts]


def promised(earning: Earning, lines: Iterable[LineFacts]) -> list[int]:
    """Give what an earning promises by part, in fen, where nothing was refunded."""
    if earning.whole is None:
        return shares_of([part[WEIGHT] for part in earning.bare])
    bases = {line.line: line.base_fen for line in lines}
    return shares_of(full_weights(earning.parts, bases, earning.whole))


def _limited(parts: Iterable[Weighed]) -> bool:
    return any(part.cut for part in parts)


def _scaled(weight: int, line: Kept) -> Exact:
    return _part_of(Whole(weight, line.base_fen), line.remaining_fen)


def _part_of(whole: Whole, fen: int) -> Exact:
    """Give the part that some of the goods have in what is paid on all of them."""
    if not whole.of_fen:
        return 0
    even, rest = divmod(whole.weight * fen, whole.of_fen)
    return even if not rest else Fraction(whole.weight * fen, whole.of_fen)


def _looked_up(tier: Tier, lines: Iterable[Kept]) -> Whole:
    amount = sum(line.remaining_fen for line in lines)
    return Whole(weight_of(tier.bands, tier.marginal, amount), amount)
