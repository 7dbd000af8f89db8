"""Why a payee's commission on a line is what it is: from the snapshot alone, to the last fraction.

Amounts are written in yuan for people. Source: A089; scenarios.md, The result.
"""

from typing import Any

from shared.domain.commission.band_reasons import BandWhy, explain_bands
from shared.domain.exactly import exact_yuan, sum_yuan
from shared.domain.forms import Form, TaxNature
from shared.domain.money import UNITS, percent, yuan
from shared.domain.orders.commissions import Commission, Share, Withheld
from shared.domain.orders.order import Order
from shared.domain.orders.promises import first_promised
from shared.domain.records import Value

_BY_PIECE = frozenset({"percent", "per_piece"})
"""Kinds of rules whose fixed sum is the same for every piece."""


class Left(Value):
    """What refunds had left when something was posted: `base` of the line, of what it was.

    `before` and `after` are what was due on all his lines by the rule, exactly, before it and then;
    of the difference so much was `forfeited` already.
    """

    base: str
    of: str
    before: str
    after: str
    forfeited: str


class Why(Value):
    """A share's reason: `base` x `rate` and `fixed`, less what a limit cut, is `raw`.

    Several bases with a rate each are joined by plus signs; `bands` tells of each, where they are a
    tier's, which `tier` says in words. `fixed` is `pieces` x `per_piece`, or what was `sold` less
    what it was `bought` for. `rounding_rest` is `raw` less what was promised. `withheld` says why
    nothing of it was promised at all.

    In the reason of a posting `raw` is the posting's own and `rounding_rest` is `raw` less its
    amount; after refunds `left` says from what it follows.
    """

    rule: str
    kind: str
    base: str
    rate: str
    fixed: str
    pieces: int | None
    per_piece: str | None
    sold: str | None
    bought: str | None
    cut: str
    depth: int
    level: str
    raw: str
    rounding_rest: str
    tier: str | None
    bands: tuple[BandWhy, ...]
    left: Left | None
    form: Form
    tax_nature: TaxNature
    plan: str
    relation: int
    withheld: Withheld | None


def explain_shares(order: Order, commission: Commission) -> list[Why]:
    """Explain every share of a commission of the order, in their order."""
    promised = first_promised(commission, order.lines)
    shares = zip(commission.shares, promised, strict=True)
    return [_why(order, commission, share, fen) for share, fen in shares]


def moved(why: Why, raw: int, fen: int, left: Left | None) -> Why:
    """Give the reason of a posting: its own raw amount, in 1/10,000 fen, and its rounding rest."""
    rest = exact_yuan(raw - fen * UNITS)
    return why.changed(raw=exact_yuan(raw), rounding_rest=rest, left=left)


_OF_THE_COMMISSION = (
    "rule",
    "kind",
    "depth",
    "level",
    "form",
    "tax_nature",
    "relation",
    "withheld",
)
"""What a reason says as the commission has it."""


def _why(order: Order, commission: Commission, share: Share, promised_fen: int) -> Why:
    return Why(
        **{name: getattr(commission, name) for name in _OF_THE_COMMISSION},
        base=" + ".join(yuan(fen) for fen, _ in _amounts(share)),
        rate=" + ".join(percent(rate_bp) for _, rate_bp in _amounts(share)),
        fixed=sum_yuan(share.fixed_fen, share.fixed_rest),
        **_of_pieces(order, commission, share),
        sold=yuan(share.prices.sold_fen) if share.prices else None,
        bought=yuan(share.prices.bought_fen) if share.prices else None,
        cut=exact_yuan(share.cut),
        raw=exact_yuan(share.weight),
        rounding_rest=exact_yuan(share.weight - promised_fen * UNITS),
        tier=commission.terms or _tier(commission),
        bands=explain_bands(share.bands),
        left=None,
        plan=order.plan,
    )


def _amounts(share: Share) -> tuple[tuple[int, int], ...]:
    """Give what a rate applies to, each with its rate; more than one where several are joined."""
    return (share.on_fen, share.rate_bp), *((each.on_fen, each.rate_bp) for each in share.also)


def _of_pieces(order: Order, commission: Commission, share: Share) -> dict[str, Any]:
    """Give how many pieces the fixed sum is for, and what it is for each."""
    if not share.fixed_fen or commission.kind not in _BY_PIECE:
        return {"pieces": None, "per_piece": None}
    qty = next(line.qty for line in order.lines if line.line == share.line)
    return {"pieces": qty, "per_piece": yuan(share.fixed_fen // qty)}


def _tier(commission: Commission) -> str | None:
    """Say the bands that a refund looks up, of an order that does not keep the tier in words."""
    if not commission.tier:
        return None
    bands = ", ".join(f"{percent(b.rate_bp)} from {yuan(b.from_fen)}" for b in commission.tier)
    return f"{bands} ({'each part' if commission.marginal else 'the whole'})"
