"""What a rule says of its own bounds; the guard makes findings of it. Source: A063, A096-A099."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from shared.domain.errors import Fact
from shared.domain.terms.parts import Limits


class Inducement(NamedTuple):
    """Pay that the law forbids, or watches, its place in the rule, and what its words name."""

    code: Literal[
        "headcount_reward", "headcount_in_disguise", "share_award", "entry_purchase", "team_rebate"
    ]
    place: tuple[str, ...] = ()
    facts: Mapping[str, Fact] = {}


class Usual(NamedTuple):
    """Rates of a rule, where they stand in it, and between what such rates usually lie."""

    where: str
    rates: Sequence[int]
    limits: Limits
