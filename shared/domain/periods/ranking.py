"""Who was the best in a period, and what that wins: those who share a place share its prizes.

The ranking is made once. Afterwards a winner keeps his prize while he stays above the first who
got less; nobody moves up. Source: A087.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from shared.domain.commission.prizes import Prize, Ranked
from shared.domain.money import spread_by
from shared.domain.plans.rules import RankingRule

MAX_RANKED = 2_000
"""How many a ranking keeps; a place that more than these share wins nobody anything."""


def best(rule: RankingRule, ranked: Iterable[Ranked]) -> tuple[Ranked, ...]:
    """Give those who share a place with a prize, and the first behind them; the best come first."""
    eligible = (each for each in ranked if each.reached >= rule.at_least)
    in_order = sorted(eligible, key=lambda each: (-each.reached, each.payee))
    winners = _winners(rule, in_order)
    return tuple(in_order[: min(winners, MAX_RANKED + 1) + 1])


def prizes(rule: RankingRule, ranked: Sequence[Ranked]) -> dict[str, Prize]:
    """Give what everybody wins; a prize is spread by largest remainder, a zero wins nothing."""
    winners = _winners(rule, ranked)
    crowded_out = ranked[winners - 1].reached if winners > MAX_RANKED else None
    groups = list(_groups(rule, ranked, crowded_out))
    won: dict[str, Prize] = {}
    for number, (place, pool, members) in enumerate(groups):
        above = _first_who_got_less(rule, pool, len(members), groups[number + 1 :])
        for payee, fen in spread_by(pool, {member.payee: 1 for member in members}).items():
            if fen:
                won[payee] = Prize(place=place, amount_fen=fen, above=above)
    return won


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
