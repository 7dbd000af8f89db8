"""Who was the best in a period, and what that wins: those who share a place share its prizes.

The ranking is made once. Afterwards a winner keeps his prize while he stays above the first who
got less; nobody moves up. Source: A087.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_serializer, model_validator

from shared.domain.commission.counted import Counted
from shared.domain.commission.period_pay import Pay, PeriodFacts
from shared.domain.commission.prizes import Prize, Ranked
from shared.domain.documents.amounts import Yuan
from shared.domain.documents.fault import fault_at
from shared.domain.documents.part import Part
from shared.domain.errors import Clause
from shared.domain.money import spread_by, yuan
from shared.domain.rules.bounds import Inducement
from shared.domain.rules.periodic_rule import Contest, PeriodRule
from shared.domain.rules.rule import Document
from shared.domain.terms.bands import Bound, Measure, require_fitting, written
from shared.domain.terms.product import Product

MAX_RANKED = 2_000
"""How many a ranking keeps; a place that more than these share wins nobody anything."""


class Place(Part):
    """The prize of a place in a ranking."""

    amount: Yuan
    """The prize, in yuan."""


class RankingRule(PeriodRule):
    """Prizes for the best of a period; those who share a place share its prizes (A087)."""

    example: ClassVar[Document] = {
        "name": "ranking",
        "pay_depth": 1,
        "rules": [
            {
                "id": "best",
                "kind": "ranking",
                "period": "month",
                "at_least": "100.00",
                "places": [{"amount": "8.00"}, {"amount": "5.00"}],
            }
        ],
    }

    kind: Literal["ranking"]
    measure: Measure = "sales"
    """By what people are ranked."""
    at_least: Bound = 1
    """What somebody must reach to be ranked at all."""
    places: Annotated[tuple[Place, ...], Field(min_length=1, max_length=100)]
    """The prizes, the first place first."""

    @model_validator(mode="before")
    @classmethod
    def _bound_fits(cls, document: object) -> object:
        if isinstance(document, Mapping) and "at_least" in document:
            require_fitting(document["at_least"], document.get("measure", "sales"), "at_least")
        return document

    @field_serializer("at_least")
    def _write(self, bound: int) -> str | int | None:
        return written(bound, self.measure)

    @model_validator(mode="after")
    def _prizes_fall(self) -> "RankingRule":
        amounts = [place.amount for place in self.places]
        if amounts != sorted(amounts, reverse=True):
            raise fault_at(("places",), "prizes_must_fall")
        return self

    # Who wins

    @property
    def contest(self) -> Contest:
        """All are ranked before anybody is paid."""
        return self

    def reached(self, counted: Counted) -> int | None:
        """Give what somebody is ranked by; without sales he is not ranked."""
        return counted.measures.get(self.measure) if counted.sales else None

    def best(self, ranked: Iterable[Ranked]) -> tuple[Ranked, ...]:
        """Give those who share a place with a prize, and the first behind them, best first."""
        eligible = (each for each in ranked if each.reached >= self.at_least)
        in_order = sorted(eligible, key=lambda each: (-each.reached, each.payee))
        winners = _winners(self, in_order)
        return tuple(in_order[: min(winners, MAX_RANKED + 1) + 1])

    def prizes(self, ranked: Sequence[Ranked]) -> dict[str, Prize]:
        """Give what everybody wins; a prize is spread by largest remainder, a zero wins nothing."""
        winners = _winners(self, ranked)
        crowded_out = ranked[winners - 1].reached if winners > MAX_RANKED else None
        groups = list(_groups(self, ranked, crowded_out))
        won: dict[str, Prize] = {}
        for number, (place, pool, members) in enumerate(groups):
            above = _first_who_got_less(self, pool, len(members), groups[number + 1 :])
            for payee, fen in spread_by(pool, {member.payee: 1 for member in members}).items():
                if fen:
                    won[payee] = Prize(place=place, amount_fen=fen, above=above)
        return won

    # What that pays

    def pay(self, level: str, facts: PeriodFacts, prize: Prize | None = None) -> Pay:
        """Pay a prize while its winner stays above the first who got less."""
        reached = self.reached(facts.subject)
        kept = prize is not None and reached is not None and reached > prize.above
        if prize is None or not kept:
            return Pay(facts.size, unpaid="no_place")
        return Pay(facts.size, fixed_fen=prize.amount_fen)

    def period_terms(self, level: str) -> str:
        """Say the prizes, and by what people are ranked."""
        prizes = (f"{n}: {yuan(place.amount)}" for n, place in enumerate(self.places, start=1))
        return f"{', '.join(prizes)} by {self.measure}"

    # What it pays at most

    def pays_anything(self) -> bool:
        """Tell whether any place wins anything."""
        return any(place.amount for place in self.places)

    def inducements(self) -> Iterator[Inducement]:
        """Refuse to count people (A075, A097)."""
        if self.measure == "recruits":
            yield Inducement("headcount_reward", ("measure",))

    def unjudged_sum(self, products: Mapping[str, Product]) -> Clause | None:
        """Say what to do about prizes."""
        return Clause("check_prizes")


def _winners(rule: RankingRule, in_order: Sequence[Ranked]) -> int:
    """Count those who share a place that has a prize."""
    if len(in_order) <= len(rule.places):
        return len(in_order)
    last = in_order[len(rule.places) - 1].reached
    return sum(1 for each in in_order if each.reached >= last)


_Group = tuple[int, int, list[Ranked]]
"""The place that some share, the prizes of all their places in fen, and who they are."""


def _groups(
    rule: RankingRule, ranked: Iterable[Ranked], crowded_out: int | None
) -> Iterator[_Group]:
    place = 1
    for reached, sharing in groupby(ranked, key=lambda each: each.reached):
        members = list(sharing)
        amounts = [each.amount for each in rule.places[place - 1 : place - 1 + len(members)]]
        yield place, 0 if reached == crowded_out else sum(amounts), members
        place += len(members)


def _first_who_got_less(
    rule: RankingRule, pool: int, sharing: int, behind: Sequence[_Group]
) -> int:
    """Give what the first one behind with a smaller prize reached; what all must reach is left."""
    for _, other, members in behind:
        if other * sharing < pool * len(members):
            return members[0].reached
    return rule.at_least - 1
