"""The referral tree: who brings each buyer, and who becomes a distributor below whom."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from infra.replay.history import FOUNDER, Purchase
from infra.replay.rule import FOUNDERS, Rule


@dataclass(frozen=True, slots=True)
class Arrival:
    """A buyer's first order: who brought him (None: he came alone), and whether he joins."""

    promoter: str | None
    joins: bool


def founders() -> list[str]:
    """Name the distributors whom the brand enrols itself; no buyer's name begins like theirs."""
    return [f"{FOUNDER}{number}" for number in range(1, FOUNDERS + 1)]


def grow(placed: Iterable[tuple[datetime, Purchase]], rule: Rule) -> dict[int, Arrival]:
    """Grow the tree over orders in time order; give each buyer's arrival by his first order's row.

    A link is used only from the moment after its owner joined, so that orders of one moment may
    be placed in any order.
    """
    links, joined_at = founders(), list[datetime]()
    arrivals: dict[int, Arrival] = {}
    known: set[str] = set()
    for moment, purchase in placed:
        buyer = purchase.buyer
        if buyer in known:
            continue
        known.add(buyer)
        usable = FOUNDERS + bisect_left(joined_at, moment)
        promoter = links[rule.draw(buyer, "promoter", usable)]
        alone = rule.happens(rule.alone, buyer, "alone")
        joins = rule.happens(rule.joins, buyer, "joins")
        arrivals[purchase.row] = Arrival(None if alone else promoter, joins)
        if joins:
            links.append(buyer)
            joined_at.append(moment)
    return arrivals
