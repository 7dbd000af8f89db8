"""Why an award is what it is: what was counted, which terms it met, to the last fraction of a fen.

Amounts are written in yuan for people. Source: A089; scenarios.md, The result.
"""

from typing import Any, NamedTuple

from shared.domain.commission.band_reasons import BandWhy, explain_bands
from shared.domain.commission.counted import Counted
from shared.domain.commission.period_pay import Kept, Pay, PeriodFacts, Unpaid
from shared.domain.exactly import exact_yuan, sum_yuan
from shared.domain.forms import Form, TaxNature
from shared.domain.money import UNITS, percent, yuan
from shared.domain.orders.commissions import Share
from shared.domain.periods.awards import PeriodAward, Reckoning
from shared.domain.records import Value


class Tally(Value):
    """What was counted; profit and margin only where every cost is known."""

    sales: str
    profit: str | None
    margin_rate: str | None
    pieces: int
    orders: int


class KeptWhy(Value):
    """What is left of a booking: `base` of `of_base` goods, `measure` of `of_measure` for a sum.

    `fixed` is the sum as it was booked; a measure is fen of sales, pieces or orders.
    """

    base: str
    of_base: str
    fixed: str
    measure: int
    of_measure: int


class AwardWhy(Value):
    """An award's reason: `base` x `rate` and `fixed`, less `cut` and `on_account`, is `due`.

    The bases and rates of all `bands` are joined by plus signs. For a rule a piece `fixed` is what
    all bands pay less what was said `with_orders` and what months before have added (`earlier`),
    never below zero. Of a booking that is `kept`, bands and sum count in proportion.

    `counted` is what the subject of the rule came to, `pieces_before` what a lifetime had counted
    before. `cut` is what a tier looked up anew would add although nothing was sold, or what passes
    the limits of the orders; `on_account` what shorter periods have paid; `due` is never below
    zero. `place` is that of a ranking. `unpaid` says why the rule pays nothing. One who does not
    qualify is paid nothing.

    `raw` is `due` less `budget_cut`, for which the plan's budget had no room; it is paid less
    `rounding_rest`. In the reason of a posting it is what that adds to, or takes from, what was
    `before`.
    """

    rule: str
    kind: str
    period: str
    terms: str
    level: str
    qualified: bool
    unpaid: Unpaid | None
    counted: Tally
    pieces_before: int
    place: int | None
    base: str
    rate: str
    fixed: str
    bands: tuple[BandWhy, ...]
    with_orders: str
    earlier: str
    kept: KeptWhy | None
    cut: str
    on_account: str
    due: str
    before: str | None
    raw: str
    rounding_rest: str
    budget_cut: str
    form: Form
    tax_nature: TaxNature
    plan: str


class _Evaluated(NamedTuple):
    """An award as it was evaluated once; what was evaluated of old has no `pay`."""

    facts: PeriodFacts
    share: Share
    pay: Pay | None
    budget_cut_fen: int


def explain_award(award: PeriodAward) -> AwardWhy:
    """Explain an award as it was last evaluated."""
    return _explained(award, _Evaluated(award.facts, award.share, award.pay, award.budget_cut_fen))


def explain_reckoning(award: PeriodAward, reckoning: Reckoning) -> AwardWhy:
    """Explain an award as it was evaluated for one entry of its journal."""
    found = (reckoning.facts, reckoning.share, reckoning.pay, reckoning.budget_cut_fen)
    return _explained(award, _Evaluated(*found))


_OF_THE_AWARD = (
    "rule",
    "kind",
    "period",
    "terms",
    "level",
    "qualified",
    "form",
    "tax_nature",
    "plan",
)
"""What an explanation says as the award has it."""


def _explained(award: PeriodAward, evaluated: _Evaluated) -> AwardWhy:
    facts, share = evaluated.facts, evaluated.share
    return AwardWhy(
        **{name: getattr(award, name) for name in _OF_THE_AWARD},
        counted=_tally(facts.subject),
        pieces_before=facts.before.pieces,
        place=award.prize.place if award.prize else None,
        **_calculated(share, evaluated.pay or Pay(())),
        cut=exact_yuan(share.cut),
        on_account=yuan(facts.on_account_fen),
        due=exact_yuan(share.weight),
        before=None,
        raw=exact_yuan(share.weight - evaluated.budget_cut_fen * UNITS),
        rounding_rest=exact_yuan(share.weight % UNITS),
        budget_cut=yuan(evaluated.budget_cut_fen),
    )


def _calculated(share: Share, pay: Pay) -> dict[str, Any]:
    several = [(band.on, band.rate_bp) for band in pay.bands if not band.of_pieces][1:]
    amounts = [(share.on_fen, share.rate_bp)]
    if several:
        amounts = [(band.on, band.rate_bp) for band in pay.bands]
    return {
        "unpaid": pay.unpaid,
        "base": " + ".join(yuan(fen) for fen, _ in amounts),
        "rate": " + ".join(percent(rate_bp) for _, rate_bp in amounts),
        "fixed": sum_yuan(share.fixed_fen, share.fixed_rest),
        "bands": explain_bands(pay.bands),
        "with_orders": yuan(pay.with_orders_fen),
        "earlier": yuan(pay.earlier_fen),
        "kept": _kept(pay.kept) if pay.kept else None,
    }


def _kept(kept: Kept) -> KeptWhy:
    return KeptWhy(
        base=yuan(kept.base_fen),
        of_base=yuan(kept.of_base_fen),
        fixed=yuan(kept.of_fixed_fen),
        measure=kept.measure,
        of_measure=kept.of_measure,
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
