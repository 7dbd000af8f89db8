"""Why an award is what it is: what was counted, which terms it met, to the last fraction of a fen.

Amounts are written in yuan for people. Source: A089; scenarios.md, The result.
"""

from shared.domain.commission.earnings import UNITS
from shared.domain.commission.reasons import exact_yuan
from shared.domain.money import percent, yuan
from shared.domain.orders.order import Share
from shared.domain.periods.awards import PeriodAward, Reckoning
from shared.domain.periods.counting import Counted
from shared.domain.periods.paying import Facts
from shared.domain.plans.parts import Form, TaxNature
from shared.domain.records import Value


class Tally(Value):
    """What was counted; profit and margin only where every cost is known."""

    sales: str
    profit: str | None
    margin_rate: str | None
    pieces: int
    orders: int


class AwardWhy(Value):
    """An award's reason: `base` x `rate` and `fixed`, less `cut` and `on_account`, is `raw`.

    `counted` is what the subject of the rule came to, `pieces_before` what a lifetime had counted
    before. `cut` is what a tier looked up anew would add although nothing was sold, or what passes
    the limits of the orders; `on_account` what shorter periods have paid; `raw` is never below
    zero. `place` is that of a ranking. One who does not qualify is paid nothing.
    """

    rule: str
    kind: str
    period: str
    terms: str
    level: str
    qualified: bool
    counted: Tally
    pieces_before: int
    place: int | None
    base: str
    rate: str
    fixed: str
    cut: str
    on_account: str
    raw: str
    rounding_rest: str
    form: Form
    tax_nature: TaxNature
    plan: str


def explain_award(award: PeriodAward) -> AwardWhy:
    """Explain an award as it was last evaluated."""
    return _explained(award, award.facts, award.share)


def explain_reckoning(award: PeriodAward, reckoning: Reckoning) -> AwardWhy:
    """Explain one entry of an award's journal, as it was evaluated then."""
    return _explained(award, reckoning.facts, reckoning.share)


def _explained(award: PeriodAward, facts: Facts, share: Share) -> AwardWhy:
    return AwardWhy(
        rule=award.rule,
        kind=award.kind,
        period=award.period,
        terms=award.terms,
        level=award.level,
        qualified=award.qualified,
        counted=_tally(facts.subject),
        pieces_before=facts.before.pieces,
        place=award.prize.place if award.prize else None,
        base=yuan(share.on_fen),
        rate=percent(share.rate_bp),
        fixed=yuan(share.fixed_fen),
        cut=exact_yuan(share.cut),
        on_account=yuan(facts.on_account_fen),
        raw=exact_yuan(share.weight),
        rounding_rest=exact_yuan(share.weight % UNITS),
        form=award.form,
        tax_nature=award.tax_nature,
        plan=award.plan,
    )


def _tally(counted: Counted) -> Tally:
    return Tally(
        sales=yuan(counted.sales),
        profit=None if counted.profit is None else yuan(counted.profit),
        margin_rate=None if counted.margin_rate is None else _signed_percent(counted.margin_rate),
        pieces=counted.pieces,
        orders=counted.orders,
    )


def _signed_percent(rate_bp: int) -> str:
    return f"-{percent(-rate_bp)}" if rate_bp < 0 else percent(rate_bp)
