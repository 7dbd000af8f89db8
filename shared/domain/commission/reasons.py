"""Why a payee's commission on a line is what it is: from the snapshot alone, to the last fraction.

Amounts are written in yuan for people. Source: A089; scenarios.md, The result.
"""

from typing import Literal

from shared.domain.commission.earnings import UNITS
from shared.domain.commission.rounding import shares_of
from shared.domain.money import percent, yuan
from shared.domain.orders.order import Commission, Order, Share
from shared.domain.plans.parts import Form, TaxNature
from shared.domain.records import Value

_YUAN_IN_RAW = 100 * UNITS


class Why(Value):
    """A share's reason: `base` x `rate` and `fixed`, less what a limit cut, is `raw`.

    Several bases with a rate each are joined by plus signs. `rounding_rest` is `raw` less what was
    promised. `tier` names the bands where the rate is theirs.
    `withheld` says why nothing of it was promised at all.
    """

    rule: str
    kind: str
    base: str
    rate: str
    fixed: str
    cut: str
    depth: int
    level: str
    raw: str
    rounding_rest: str
    tier: str | None
    form: Form
    tax_nature: TaxNature
    plan: str
    relation: int
    withheld: Literal["BUDGET_EXHAUSTED"] | None


def explain_share(order: Order, commission: Commission, share: Share) -> Why:
    """Explain one share of a commission of the order."""
    promised = shares_of([each.weight for each in commission.shares])
    place = commission.shares.index(share)
    return Why(
        rule=commission.rule,
        kind=commission.kind,
        base=" + ".join(yuan(fen) for fen, _ in _amounts(share)),
        rate=" + ".join(percent(rate_bp) for _, rate_bp in _amounts(share)),
        fixed=yuan(share.fixed_fen),
        cut=exact_yuan(share.cut),
        depth=commission.depth,
        level=commission.level,
        raw=exact_yuan(share.weight),
        rounding_rest=exact_yuan(share.weight - promised[place] * UNITS),
        tier=_tier(commission),
        form=commission.form,
        tax_nature=commission.tax_nature,
        plan=order.plan,
        relation=commission.relation,
        withheld="BUDGET_EXHAUSTED" if commission.over_budget else None,
    )


def _amounts(share: Share) -> tuple[tuple[int, int], ...]:
    """Give what a rate applies to, each with its rate; more than one where several are joined."""
    return (share.on_fen, share.rate_bp), *((each.on_fen, each.rate_bp) for each in share.also)


def _tier(commission: Commission) -> str | None:
    if not commission.tier:
        return None
    bands = ", ".join(f"{percent(b.rate_bp)} from {yuan(b.from_fen)}" for b in commission.tier)
    return f"{bands} ({'each part' if commission.marginal else 'the whole'})"


def exact_yuan(raw: int) -> str:
    """Write units of 1/10,000 fen as yuan, to the last fraction."""
    sign = "-" if raw < 0 else ""
    whole, rest = divmod(abs(raw), _YUAN_IN_RAW)
    return f"{sign}{whole}.{rest:06d}"
