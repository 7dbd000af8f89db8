"""How much each payee earns on each line: one formula for payment and every refund.

Source: rules.md, Money: one payee, one order: floor over all lines at once, then spread over the
lines by largest remainder, weights base x rate.
"""

from collections.abc import Iterable, Sequence

from shared.domain.money import FULL_RATE, spread
from shared.domain.orders import Line, Payee, Share
from shared.domain.people import Distributor
from shared.domain.plans import Plan


def bases_after_discount(goods: Sequence[int], discount: int) -> list[int]:
    """Give what is really paid for each line: its goods amount less its share of the discount."""
    return [amount - off for amount, off in zip(goods, spread(discount, goods), strict=True)]


def earned(weights: Iterable[int]) -> int:
    """Give the commission on lines together, in fen: floor of the sum of base x rate weights."""
    return sum(weights) // FULL_RATE


def shares_of(weights: Sequence[int]) -> list[int]:
    """Give the commission by line, in fen; the parts sum to `earned`."""
    return spread(earned(weights), weights)


def remaining_weights(payee: Payee, lines: Sequence[Line]) -> list[int]:
    """Give base x rate of what is not refunded, line by line, for one payee."""
    return [
        line.remaining_fen * share.rate_bp for line, share in zip(lines, payee.shares, strict=True)
    ]


def eligible(distributor: Distributor, depth: int, plan: Plan, lines: Sequence[Line]) -> Payee:
    """Put a distributor into the snapshot with his level's rates at his depth."""
    shares = tuple(
        Share(line=line.line, rate_bp=plan.rate_bp(line.sku, distributor.level, depth))
        for line in lines
    )
    return Payee(
        id=distributor.id,
        depth=depth,
        level=distributor.level,
        relation=distributor.relation,
        shares=shares,
        out=distributor.standing != "active",
    )


def promised(payee: Payee, lines: Sequence[Line]) -> Payee:
    """Promise a payee his commission: his shares become pending. Nobody who is out earns."""
    if payee.out:
        return payee
    amounts = shares_of(remaining_weights(payee, lines))
    shares = (
        share.model_copy(update={"pending": fen})
        for share, fen in zip(payee.shares, amounts, strict=True)
    )
    return payee.model_copy(update={"shares": tuple(shares)})
