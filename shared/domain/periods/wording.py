"""The terms of a period rule in the words of an explanation. Source: A089."""

from shared.domain.money import percent, yuan
from shared.domain.periods.refs import PeriodicRule
from shared.domain.plans.bands import MONEY, AllOf, AtLeast, Band, Condition, Measure, Step
from shared.domain.plans.parts import of_level
from shared.domain.plans.rules import PerPieceRule, RankingRule, TierRule


def terms_of(rule: PeriodicRule, level: str) -> str:
    """Say what a rule pays somebody of a level."""
    if isinstance(rule, RankingRule):
        prizes = (f"{n}: {yuan(place.amount)}" for n, place in enumerate(rule.places, start=1))
        return f"{', '.join(prizes)} by {rule.measure}"
    if isinstance(rule, PerPieceRule):
        steps = (f"{yuan(step.per_piece)} above {step.above}" for step in rule.steps)
        return f"{yuan(rule.per_piece)} a piece, {', '.join(steps)} ({_mode(rule.mode)})"
    return _tier(rule, level)


def _tier(rule: TierRule, level: str) -> str:
    tiers, whose = rule.tiers, "own" if rule.pays_on == "own" else rule.subject
    if tiers.steps:
        said = [_step(step) for step in of_level(tiers.steps, level)]
    else:
        said = [_band(band, tiers.measure) for band in of_level(tiers.bands, level)]
    return f"{', '.join(said)} of {rule.subject}; of {whose} sales ({_mode(tiers.mode)})"


def _band(band: Band, measure: Measure) -> str:
    return f"{_pays(band)} from {_bound(band.from_, measure)} {measure}"


def _step(step: Step) -> str:
    return f"{_pays(step)} if {_condition(step.if_)}"


def _pays(paying: Band | Step) -> str:
    rate = percent(paying.rate_bp)
    return f"{rate} + {yuan(paying.amount)}" if paying.amount else rate


def _condition(condition: Condition) -> str:
    if isinstance(condition, AtLeast):
        return f"{condition.measure} >= {_bound(condition.at_least, condition.measure)}"
    parts, word = (
        (condition.all, " and ") if isinstance(condition, AllOf) else (condition.any, " or ")
    )
    return f"({word.join(_condition(part) for part in parts)})"


def _bound(bound: int, measure: Measure) -> str:
    if measure in MONEY:
        return yuan(bound)
    return percent(bound) if measure == "margin_rate" else str(bound)


def _mode(mode: str) -> str:
    return "each part" if mode == "marginal" else "the whole"
