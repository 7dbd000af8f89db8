"""What rules answer alike that pay by tiers, of an order or of a period."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from shared.domain.rules.bounds import Advice, Inducement
from shared.domain.rules.rule import Rule
from shared.domain.terms.bands import Tiers, measures_of, pays_amounts
from shared.domain.terms.product import Product
from shared.domain.terms.tier_bounds import entries_of, ladders_of

ADVICE = Advice(
    "Pay a rate in its place, or check yourself what the least sale earns.",
    "请改用费率，或自行核对达到该档的最低销售额所得的金额。",
)


class TieredRule(Rule):
    """A rule that pays by tiers."""

    if TYPE_CHECKING:
        tiers: Tiers

    def named_levels(self) -> Iterator[str]:
        """Give the levels that have tiers of their own, too."""
        yield from super().named_levels()
        yield from entries_of(self.tiers)

    def ladders(self) -> Iterator[Sequence[int]]:
        """Give by level the rates and the sums."""
        yield from ladders_of(self.tiers)

    def pays_anything(self) -> bool:
        """Tell whether any rate or sum is more than zero."""
        return any(map(any, ladders_of(self.tiers)))

    def inducements(self) -> Iterator[Inducement]:
        """Refuse to count people (A075, A097)."""
        if "recruits" in measures_of(self.tiers):
            yield Inducement("headcount_reward", ("tiers",))

    def unjudged_sum(self, products: Mapping[str, Product]) -> Advice | None:
        """Say what to do about sums of a band or step."""
        return ADVICE if pays_amounts(self.tiers) else None
