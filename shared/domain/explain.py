"""Why a payee's commission on a line is what it is: from the snapshot alone, to the last fraction.

Amounts are written in yuan for people. Source: A089; scenarios.md, The result.
"""

from shared.domain.commission import shares_of
from shared.domain.money import FULL_RATE, yuan
from shared.domain.orders import Line, Order, Payee, Share
from shared.domain.records import Value

_YUAN_IN_RAW = 100 * FULL_RATE


class Why(Value):
    """A share's reason: `raw` is base x rate, `rounding_rest` is raw less what was promised."""

    base: str
    rate: str
    depth: int
    level: str
    raw: str
    rounding_rest: str
    plan: str
    relation: int


def explain(order: Order, payee_id: str, line_number: int) -> Why | None:
    """Explain a payee's share of a line; None for one whom the order does not pay."""
    for payee in order.payees:
        for line, share in zip(order.lines, payee.shares, strict=True):
            if payee.id == payee_id and line.line == line_number:
                return _why(order, payee, line, share)
    return None


def _why(order: Order, payee: Payee, line: Line, share: Share) -> Why:
    raw = line.base_fen * share.rate_bp
    return Why(
        base=yuan(line.base_fen),
        rate=f"{share.rate_bp // 100}.{share.rate_bp % 100:02d}%",
        depth=payee.depth,
        level=payee.level,
        raw=_exact_yuan(raw),
        rounding_rest=_exact_yuan(raw - _promised(order, payee, line) * FULL_RATE),
        plan=order.plan,
        relation=payee.relation,
    )


def _promised(order: Order, payee: Payee, line: Line) -> int:
    weights = [
        each.base_fen * share.rate_bp for each, share in zip(order.lines, payee.shares, strict=True)
    ]
    return shares_of(weights)[order.lines.index(line)]


def _exact_yuan(raw: int) -> str:
    sign = "-" if raw < 0 else ""
    whole, rest = divmod(abs(raw), _YUAN_IN_RAW)
    return f"{sign}{whole}.{rest:06d}"
