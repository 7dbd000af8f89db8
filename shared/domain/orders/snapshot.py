"""The snapshot: what the engine decided, as the order keeps it for payment and every refund.

Source: rules.md, Snapshot; invariants I6, I7.
"""

from collections.abc import Iterable
from typing import NamedTuple

from shared.domain.commission.earnings import Earning, LinePart
from shared.domain.commission.facts import OrderFacts
from shared.domain.commission.not_paid import NotPaid
from shared.domain.engine.engine import Engine
from shared.domain.engine.payees import who_is_paid
from shared.domain.orders.commissions import Amount, Commission, Share, TierBand


class Snapshot(NamedTuple):
    """What an order keeps of the engine's decision: who is paid what, and who is not, and why."""

    commissions: tuple[Commission, ...]
    not_paid: tuple[NotPaid, ...]


def snapshot_of(engine: Engine, facts: OrderFacts) -> Snapshot:
    """Decide what an order pays whom; those who are not active are out already."""
    earned = engine.earnings(facts)
    return Snapshot(kept(earned, facts), engine.not_paid(facts, earned))


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
        terms=earning.terms,
        whole=earning.whole,
        trade=earning.trade,
        out=out,
        out_for="not_active" if out else None,
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
        bands=part.bands,
        prices=part.prices,
        fixed_rest=part.fixed_rest,
    )
