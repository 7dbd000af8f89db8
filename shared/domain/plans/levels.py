"""Which distributor levels the rules of a plan name; agents' grades are another ladder."""

from collections.abc import Iterable

from shared.domain.rules.rule import Rule
from shared.domain.terms.parts import DEFAULT_LEVEL

LEVELS = ("silver", "gold", "diamond")
"""The ladder of distributors, lowest first."""


def levels_of(rules: Iterable[Rule]) -> frozenset[str]:
    """Give every level that a rule names, without `default`."""
    return frozenset(level for rule in rules for level in rule.named_levels()) - {DEFAULT_LEVEL}
