"""The terms of a period rule in the words of an explanation. Source: A089."""

from shared.domain.money import yuan
from shared.domain.plans.period_rules import PeriodicRule
from shared.domain.plans.rules import PerPieceRule, RankingRule, TierRule
from shared.domain.terms.tier_words import mode_words, tier_words


def terms_of(rule: PeriodicRule, level: str) -> str:
    """Say what a rule pays somebody of a level."""
    if isinstance(rule, RankingRule):
        prizes = (f"{n}: {yuan(place.amount)}" for n, place in enumerate(rule.places, start=1))
        return f"{', '.join(prizes)} by {rule.measure}"
    if isinstance(rule, PerPieceRule):
        steps = (f"{yuan(step.per_piece)} above {step.above}" for step in rule.steps)
        return f"{yuan(rule.per_piece)} a piece, {', '.join(steps)} ({mode_words(rule.mode)})"
    return _tier(rule, level)


def _tier(rule: TierRule, level: str) -> str:
    said, mode = tier_words(rule.tiers, level), mode_words(rule.tiers.mode)
    whose = "own" if rule.pays_on == "own" else rule.subject
    return f"{said} of {rule.subject}; of {whose} sales ({mode})"
