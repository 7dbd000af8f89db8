"""Find distributors by what a back office knows of them, in the order of their ids."""

from dataclasses import dataclass

from shared.domain.ledger.journal import BRAND
from shared.domain.network.people import MEMBER_SHARDS, Distributor, Downline, Member
from shared.ports import Page, Ports, Store
from shared.usecases.day_lists import LOOKED_AT
from shared.usecases.lists import as_wanted, fitting, merged


@dataclass(frozen=True)
class WantedPeople:
    """Which distributors somebody looks for; what is None does not matter.

    `upline` is the brand's own name for those who stand below nobody. `name` is a part of what he
    is called, or of his id.
    """

    level: str | None = None
    standing: str | None = None
    upline: str | None = None
    name: str | None = None

    def fits(self, person: Distributor) -> bool:
        """Tell whether he is one of them."""
        told = as_wanted(
            (self.level, person.level),
            (self.standing, person.standing),
            (self.upline, person.upline or BRAND),
        )
        return told and self._called(person)

    def _called(self, person: Distributor) -> bool:
        part = (self.name or "").casefold()
        return any(part in known.casefold() for known in (person.name or "", person.id))


def find_people(ports: Ports, wanted: WantedPeople, after: str = "") -> Page[Distributor]:
    """Find distributors, on from a place; a page looks at 200 at the most."""
    if wanted.upline not in (None, BRAND):
        below = ports.store.listed(Downline, wanted.upline, after=after, limit=LOOKED_AT)
        return fitting(ports.store, Distributor, below, wanted.fits)
    return fitting(ports.store, Distributor, _members(ports.store, after), wanted.fits)


def _members(store: Store, after: str) -> Page[Member]:
    limit = LOOKED_AT // MEMBER_SHARDS
    shards = (
        store.listed(Member, str(shard), after=after, limit=limit) for shard in range(MEMBER_SHARDS)
    )
    return Page(*merged(shards, lambda member: member.distributor))
