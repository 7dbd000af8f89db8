"""What a rule says of its own bounds; the guard makes findings of it. Source: A063, A096-A099."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from shared.domain.terms.parts import Limits


class Inducement(NamedTuple):
    """Pay that the law forbids, or watches, and where in the rule it stands."""

    code: Literal["headcount_reward", "share_award", "entry_purchase", "team_rebate"]
    place: tuple[str, ...] = ()


class Advice(NamedTuple):
    """What to do, in English and Chinese."""

    en: str
    zh: str


class Usual(NamedTuple):
    """Rates of a rule, where they stand in it, and between what such rates usually lie."""

    where: str
    rates: Sequence[int]
    limits: Limits
