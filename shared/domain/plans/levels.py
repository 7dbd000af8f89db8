"""Which distributor levels the rules of a plan name; agents' grades are another ladder."""

from collections.abc import Iterable, Iterator

from shared.domain.plans.rules import (
    LevelDifferenceRule,
    OrderTierRule,
    PercentRule,
    RestockRule,
    TierRule,
)
from shared.domain.rules.rule import Rule
from shared.domain.terms.parts import DEFAULT_LEVEL, Terms

LEVELS = ("silver", "gold", "diamond")
"""The ladder of distributors, lowest first."""


def levels_of(rules: Iterable[Rule]) -> frozenset[str]:
    """Give every level that a rule names, without `default`."""
    return frozenset(level for rule in rules for level in _levels(rule)) - {DEFAULT_LEVEL}


def _levels(rule: Rule) -> Iterator[str]:
    yield from rule.levels or ()
    match rule:
        case PercentRule():
            for terms in (rule, *rule.products.values(), *rule.categories.values()):
                yield from _of_terms(terms)
        case LevelDifferenceRule() | RestockRule():
            yield from rule.rates_bp
        case OrderTierRule() | TierRule():
            yield from rule.tiers.bands or rule.tiers.steps


def _of_terms(terms: Terms) -> Iterator[str]:
    yield from terms.rates_bp
    yield from terms.per_piece
