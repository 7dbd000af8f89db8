"""The snapshot: what the engine decided, as the order keeps it for payment and every refund.

Source: rules.md, Snapshot; invariants I6, I7.
"""

from collections.abc import Iterable

from shared.domain.commission.earnings import Earning, LinePart
from shared.domain.commission.engine import Engine
from shared.domain.commission.facts import OrderFacts
from shared.domain.commission.payees import who_is_paid
from shared.domain.orders.order import Amount, Commission, Share, TierBand


def commissions_of(engine: Engine, facts: OrderFacts) -> tuple[Commission, ...]:
    """Give the commissions of an order; those of people who are not active are out already."""
    return kept(engine.earnings(facts), facts)


def kept(earnings: Iterable[Earning], facts: OrderFacts) -> tuple[Commission, ...]:
    """Keep what an order earns; what reaches nobody is out already."""
    is_paid = who_is_paid(facts)
    return tuple(_kept(earning, out=not is_paid(earning)) for earning in earnings)


def _kept(earning: Earning, *, out: bool) -> Commission:
    tier = earning.tier
    return Commission(
        payee=earning.payee,
        rule=earning.rule,
        kind=earning.kind,
        depth=earning.depth,
        level=earning.level,
        relation=earning.relation,
        form=earning.form,
        tax_nature=earning.tax_nature,
        shares=tuple(_share(part) for part in earning.parts),
        tier=tuple(TierBand(from_fen=a, rate_bp=b) for a, b in tier.bands) if tier else (),
        marginal=tier.marginal if tier else False,
        first_sale_only=earning.first_sale_only,
        out=out,
    )


def _share(part: LinePart) -> Share:
    return Share(
        line=part.line,
        weight=part.weight,
        rate_bp=part.rate_bp,
        on_fen=part.on_fen,
        fixed_fen=part.fixed_fen,
        cut=part.cut,
        also=tuple(Amount(on_fen=fen, rate_bp=rate_bp) for fen, rate_bp in part.also),
        room=part.room,
    )
